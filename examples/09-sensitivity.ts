// Global sensitivity: Sobol indices of a function with a known answer, and Morris's method on a simulated tumor.
import { simulate } from 'qcic-workbench';
import { morrisAnalyse, morrisSample, saltelliSample, sobolAnalyse } from 'qcic-workbench/stats';

// Ishigami's function: first order 0.314, 0.442, 0
const range = { min: -Math.PI, max: Math.PI };
const ishigami = saltelliSample(
  ['x1', 'x2', 'x3'].map((name) => ({ name, ...range })),
  1024,
);
const outputs = ishigami.points.map(
  ({ x1 = 0, x2 = 0, x3 = 0 }) => Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1),
);
for (const { name, first, total } of sobolAnalyse(ishigami, outputs).indices) {
  console.log(`${name}: first order ${first.value.toFixed(2)}, total ${total.value.toFixed(2)}`);
}

// Which of four parameters move the tumor under TAS-102 by day 56
const factors = [
  { name: 'beta_X1', min: 0.03, max: 0.06 },
  { name: 'beta_X2', min: 0.03, max: 0.06 },
  { name: 'd_X1', min: 0.001, max: 0.003 },
  { name: 'varepsilon_TX1', min: 0.05, max: 0.1 },
];
const tumor = morrisSample(factors, 8, { seed: 2 });
const { endpoints } = await simulate({ patients: tumor.points, arms: ['tas102'], days: 56 });
const { effects } = morrisAnalyse(
  tumor,
  endpoints.map(({ tumorChange }) => tumorChange),
);
for (const { name, muStar, sigma } of [...effects].sort((a, b) => b.muStar - a.muStar)) {
  console.log(`${name}: mu* ${muStar.toFixed(3)}, sigma ${sigma?.toFixed(3)}`);
}
