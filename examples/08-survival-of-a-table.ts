// Survival analysis of any table: Kaplan-Meier, log-rank, Cox regression, restricted mean, numbers at risk.
import { atRiskTable, coxRegression, kaplanMeier, logRankTest, restrictedMean } from 'qcic-workbench/stats';

// Acute myelogenous leukemia (Miller 1997), with maintenance chemotherapy or without: weeks, and 1 for a relapse
const maintained = { weeks: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], relapse: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0] };
const without = { weeks: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], relapse: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1] };

for (const [group, { weeks, relapse }] of Object.entries({ maintained, without })) {
  const { median } = kaplanMeier(weeks, relapse);
  const { mean } = restrictedMean(weeks, relapse, { tau: 40 });
  const atRisk = atRiskTable(weeks, relapse, { at: [0, 20, 40] }).map((row) => row.atRisk);
  console.log(`${group}: median ${median.median} weeks (${median.low} to ${median.high ?? 'not reached'})`);
  console.log(
    `  restricted mean to week 40: ${mean.toFixed(1)} weeks; at risk in weeks 0, 20, 40: ${atRisk.join(', ')}`,
  );
}

const times = [...maintained.weeks, ...without.weeks];
const observed = [...maintained.relapse, ...without.relapse];
const arm = times.map((_, index) => (index < maintained.weeks.length ? 1 : 0));
console.log(`log-rank p = ${logRankTest(times, observed, arm).p?.toFixed(3)}`);
const { terms } = coxRegression({ times, observed, covariates: { maintained: arm } });
for (const { name, coefficient } of terms) {
  console.log(`hazard ratio of ${name}: ${coefficient?.hazardRatio.toFixed(2)}, p = ${coefficient?.p?.toFixed(3)}`);
}
