// One virtual patient under the three arms of the trials: tumor size at the visits, RECIST classes, best response.
import { simulate } from 'qcic-workbench';

// A patient whose drug-resistant tumor cells grow slowly; all other parameters are at their medians.
const { endpoints, visits } = await simulate({ patients: [{ patient: 'A', beta_X2: 0.03 }] });

for (const { arm, tumorChange, bestResponse, progressionDay } of endpoints) {
  const change = `${(100 * (tumorChange ?? Number.NaN)).toFixed(1)} % by day 56`;
  const progression = progressionDay === null ? 'no progression within a year' : `progression on day ${progressionDay}`;
  console.log(`${arm}: ${change}, best response ${bestResponse}, ${progression}`);
  for (const { day, tumorRatio, response } of visits.filter((visit) => visit.arm === arm)) {
    console.log(`  day ${day}: ${tumorRatio.toFixed(2)} of the size at day 0, ${response}`);
  }
}
