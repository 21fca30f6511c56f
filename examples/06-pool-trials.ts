// Meta-analysis: the trials that ship pooled by arm with their heterogeneity, and hazard ratios of any trials.
import { poolTrials } from 'qcic-workbench';
import { metaAnalysis } from 'qcic-workbench/stats';

for (const { arm, heterogeneity: spread } of (await poolTrials()).arms) {
  for (const [endpoint, found] of Object.entries({
    'disease control': spread.dcr,
    'median survival': spread.medians.os,
  })) {
    if (found === null) continue;
    const { studies, p, iSquared } = found;
    console.log(`${arm}, ${endpoint}: ${studies} trials, I^2 = ${(100 * iSquared).toFixed(0)} %, p = ${p.toFixed(2)}`);
  }
}

// Hazard ratios for death of three placebo-controlled trials of TAS-102, with their 95 % intervals
const trials = [
  { trial: 'Yoshino 2012', hazardRatio: 0.56, low: 0.39, high: 0.81 },
  { trial: 'RECOURSE 2015', hazardRatio: 0.68, low: 0.58, high: 0.81 },
  { trial: 'TERRA 2018', hazardRatio: 0.79, low: 0.62, high: 0.99 },
];
const { randomEffects, heterogeneity } = metaAnalysis(
  trials.map(({ hazardRatio }) => Math.log(hazardRatio)),
  trials.map(({ low, high }) => Math.log(high / low) / (2 * 1.96)),
);
const { mean, low, high, prediction } = randomEffects;
console.log(`pooled hazard ratio ${ratio(mean)} (${ratio(low)} to ${ratio(high)})`);
console.log(
  `next trial: ${ratio(prediction?.low)} to ${ratio(prediction?.high)}; I^2 = ${(100 * heterogeneity.iSquared).toFixed(0)} %`,
);

function ratio(log = Number.NaN): string {
  return Math.exp(log).toFixed(2);
}
