// A cohort of virtual patients: objective response and disease control by arm, with Wilson intervals.
import { sampleCohort, simulate } from 'qcic-workbench';

const patients = sampleCohort(200, { seed: 7 });
const { arms } = await simulate({ patients, arms: ['placebo', 'tas102', 'tas102_bev'] });

for (const { arm, response } of arms) {
  const { objectiveResponseRate: orr, diseaseControlRate: dcr, counts } = response;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  console.log(`${arm}: CR ${counts.CR}, PR ${counts.PR}, SD ${counts.SD}, PD ${counts.PD}`);
  console.log(`  objective response ${percent(orr.estimate)} (${percent(orr.low)} to ${percent(orr.high)})`);
  console.log(`  disease control    ${percent(dcr.estimate)} (${percent(dcr.low)} to ${percent(dcr.high)})`);
}
