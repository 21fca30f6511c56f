// A quick fit to the trials that ship, written to runs/example; the numbers are too few for conclusions.
import { writeFile } from 'node:fs/promises';
import { run } from 'qcic-workbench';

const config = {
  name: 'example',
  seed: 5,
  targets: { tolerances: { ratePoints: 100, medianMonths: 100, survivalRmsePoints: 100 } },
  marginals: { K1: { free: true } },
  fit: { shapes: 'none', poolPatients: 200, rounds: 1, maxIterations: 20 },
  confirmation: { patients: 100, maxAttempts: 1 },
  biomarkers: { arms: [] },
};
await writeFile('example.json', JSON.stringify(config, null, 2));

const { folder, results } = await run('example.json', { out: 'runs/example', workers: 0, force: true });

console.log(`${folder}: ${results.status}`);
for (const [arm, { mu, sigma }] of Object.entries(results.fit.dpf)) console.log(`${arm}: mu ${mu}, sigma ${sigma}`);
for (const { arm, endpoint, unit, target, simulated } of results.targets.filter(({ fitted }) => fitted)) {
  console.log(`${arm} ${endpoint}: trials ${target.toFixed(1)}, model ${simulated?.toFixed(1)} ${unit}`);
}
