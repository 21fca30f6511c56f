// A regimen and a drug of your own: a weekly schedule of TAS-102, and a made-up drug that doubles killing by CTL.
import { simulate } from 'qcic-workbench';
import { builtInRegimens, type DrugDefinition } from 'qcic-workbench/model';

const booster: DrugDefinition = {
  label: 'Made-up booster',
  doseUnit: 'mg',
  pharmacokinetics: { model: 'one-compartment', k10: 0.1 },
  effects: [{ effect: 'enhances', on: { process: { kind: 'killing' } }, half: 50, most: 1 }],
  source: 'an example, not a drug',
  calibrated: false,
};

const published = builtInRegimens['published-tas102'] ?? {};
const weekly = { tas102: { dose: published.tas102?.[0]?.dose ?? 0, days: [1, 2], cycleDays: 7, cycles: null } };
const { arms } = await simulate({
  patients: 60,
  drugs: { booster },
  arms: {
    published: 'published-tas102',
    weekly,
    'weekly + booster': { ...weekly, booster: { dose: 100, days: [1], cycleDays: 14, cycles: null } },
    'weekly until progression': { regimen: weekly, untilProgression: true },
  },
});

for (const { arm, response, bestResponse } of arms) {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const atDay = percent(response.diseaseControlRate.estimate);
  console.log(`${arm}: disease control ${atDay} at day 56, best ${percent(bestResponse.diseaseControlRate.estimate)}`);
}
