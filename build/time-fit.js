// Processor time of a fit on stored patients: node build/time-fit.js <run>, after npm run build. Prints minima and medians.
import { join } from 'node:path';
import { runFitJob } from '../dist/calibration/fit/fit-job.js';
import { fitPools } from '../dist/calibration/fit/fit-pools.js';
import { poolObjective } from '../dist/calibration/fit/objective/pool-objective.js';
import { pooledWeights } from '../dist/calibration/fit/objective/pooled-weights.js';
import { toFitPoint } from '../dist/calibration/fit/problem.js';
import { deathMixture } from '../dist/calibration/fit/survival/death-parameters.js';
import { bootstrapTrials } from '../dist/calibration/inference/bootstrap.js';
import { joinPools } from '../dist/calibration/pool/mixture-pool.js';
import { chunkFiles } from '../dist/calibration/store/chunk-files.js';
import { readRefitInputs, unchanged } from '../dist/calibration/store/refit-inputs.js';
import { restorePools } from '../dist/calibration/studies/refit/restore-pools.js';
import { fitContext } from '../dist/calibration/studies/run/fit-context.js';
import { configuredProblem } from '../dist/calibration/studies/run/run-settings.js';
import { clinicalTargets } from '../dist/calibration/targets/clinical-targets.js';
import { courseNodes, coursePlan, expectedSurvivalInto } from '../dist/src/index.js';

const REPEATS = 15;
const REFITS = 20;

const [run] = process.argv.slice(2);
if (run === undefined) throw new Error('build/time-fit.js: must be given the folder of a finished run');

const report = (label, times) => {
  const sorted = [...times].sort((a, b) => a - b);
  const [least, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  process.stdout.write(`${label}: ${least.toFixed(1)} ms (median ${median.toFixed(1)} ms of ${times.length})\n`);
};
const timed = async (work) => {
  const begun = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(begun);
  return { value, milliseconds: (user + system) / 1000 };
};
const repeated = async (label, count, work) => {
  const times = [];
  for (let index = 0; index < count; index++) times.push((await timed(() => work(index))).milliseconds);
  report(label, times);
};

const { config, tables, calibration } = await readRefitInputs(run, unchanged);
const arms = Object.keys(config.arms);
const problem = configuredProblem(config, clinicalTargets(tables, arms, config.targets.median), tables);
const store = chunkFiles(join(run, 'chunks'));
const refused = {
  run: () => Promise.reject(new Error(`${run}: must hold all patients of the run; simulate them again`)),
};
const restored = await timed(() =>
  restorePools(config, problem, calibration.draws, { engine: refused, store }, () => {}),
);
report('drawing and reading the stored patients', [restored.milliseconds]);
const { pools } = restored.value;
const values = problem.parameters.map(({ name, start }) => calibration.values[name] ?? start);
const { death } = toFitPoint(problem, values);

const confirmed = pools.at(-1);
const nodes = arms.map((arm) => {
  const { days, times } = problem.grids[arm];
  const courses = { ...confirmed.courses[arm], burden: confirmed.burden[arm], days };
  return courseNodes('burden', courses, coursePlan('burden', times, []));
});
const columns = nodes.map(({ plan, patients }) => plan.timesDays.map(() => new Float64Array(patients)));
process.stdout.write(`${confirmed.patients} patients x ${arms.length} arms:\n`);
await repeated('  expected survival, new mu and sigma', REPEATS, (index) => {
  arms.forEach((arm, place) => {
    const shifted = { ...death[arm], logitAtOne: death[arm].logitAtOne + 1e-3 * (index + 1) };
    expectedSurvivalInto(nodes[place], deathMixture(problem.settings.deathForm, shifted), columns[place]);
  });
});
const weights = pooledWeights(joinPools([confirmed]), 0);
await repeated('  expected survival, new shapes', REPEATS, (index) => {
  const { marginals } = toFitPoint(problem, values);
  const moved = marginals.map((each) => ({ ...each, alpha: each.alpha * (1 + 1e-4 * (index + 1)) }));
  const { calibrated } = weights.at(moved);
  return columns.map((own) =>
    own.map((column) => column.reduce((sum, s, patient) => sum + calibrated[patient] * s, 0)),
  );
});
const objective = poolObjective(problem, joinPools([confirmed]), 0);
const near = (index) => values.map((value) => value + 1e-4 * (index + 1));
await repeated('  objective', REPEATS, (index) => objective.evaluate(near(index)));
await repeated('  objective and its derivatives', REPEATS, (index) => objective.jacobian(near(index)));
const { leastEffectiveShare, maxIterations, tolerance } = config.fit;
const options = { start: values, leastEffectiveShare, maxIterations, tolerance };
const fitted = await timed(() => fitPools(problem, pools, options));
report(`fit on ${fitted.value.pooled} patients, ${fitted.value.iterations} iterations`, [fitted.milliseconds]);
const jobs = async (label, asked) => {
  const results = await timed(() => asked.map(runFitJob));
  report(`${label}, each, on ${asked[0].pool.pool.patients} patients`, [results.milliseconds / asked.length]);
  return results.value;
};
const context = fitContext(config, tables, { problem, fit: fitted.value, confirmed }, 1000, jobs);
await bootstrapTrials(context, REFITS, 0.9);
