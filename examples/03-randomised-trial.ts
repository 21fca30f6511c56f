// A randomised trial as it would be reported: response, Kaplan-Meier medians, landmark survival, hazard ratios.
import { simulateTrial } from 'qcic-workbench';
import { landmarkSurvival } from 'qcic-workbench/stats';

// Death functions of docs/calibration.md; `from: 'runs/mcrc'` takes those of a finished run.
const trial = await simulateTrial({
  arms: ['placebo', 'tas102'],
  patients: { placebo: 90, tas102: 180 },
  death: { placebo: { mu: 1.57, sigma: 0.181 }, tas102: { mu: 2.23, sigma: 0.278 } },
  accrualDays: 120,
  seed: 3,
});

const months = (value: number | null): string => (value === null ? 'not reached' : `${value.toFixed(1)} months`);
for (const { arm, patients, bestResponse, overallSurvival, progressionFreeSurvival } of trial.arms) {
  const { median, low, high } = overallSurvival.median;
  const atSix = landmarkSurvival(overallSurvival, 6);
  console.log(`${arm} (n = ${patients})`);
  console.log(`  disease control ${(100 * bestResponse.diseaseControlRate.estimate).toFixed(0)} %`);
  console.log(`  median overall survival ${months(median)} (${months(low)} to ${months(high)})`);
  console.log(`  alive at 6 months ${(100 * (atSix?.survival ?? Number.NaN)).toFixed(0)} %`);
  console.log(`  median progression-free survival ${months(progressionFreeSurvival.median.median)}`);
}
for (const { arm, control, overallSurvival: os } of trial.comparisons) {
  console.log(
    `hazard ratio for death, ${arm} versus ${control}: ${os.hazardRatio?.toFixed(2)} (${os.low?.toFixed(2)} to ${os.high?.toFixed(2)}), log-rank p = ${os.p?.toPrecision(2)}`,
  );
}
