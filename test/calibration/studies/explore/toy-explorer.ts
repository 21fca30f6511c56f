import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
import type { ExplorerPool } from '../../../../calibration/studies/explore/explorer-pool.js';
import type { BetaMarginal } from '../../../../src/index.js';
import { toyMarginals, toyPool } from '../../fit/toy-model.js';
import { toySettings, toyTargets } from '../../fit/toy-problem.js';

/** Patients of the toy's two pools. */
export const TOY_PATIENTS = [60, 90] as const;

/** A weighted pool of the toy model as the explorer reads it; the fitted values are the start of a fit moved by a little. */
export function toyExplorer(marginals: readonly BetaMarginal[] = toyMarginals()): ExplorerPool {
  const targets = toyTargets(toyMarginals());
  const problem = buildProblem(targets, toySettings({ marginals }));
  const gridDays = problem.grids[problem.arms[0]!]!.days;
  const drawn = [marginals, marginals.map((marginal) => ({ ...marginal, alpha: 1.2 * marginal.alpha }))];
  const pool = joinPools(
    drawn.map((own, round) =>
      toyPool({ marginals: own, patients: TOY_PATIENTS[round]!, gridDays, seed: String(round) }),
    ),
  );
  return {
    origin: { name: 'toy', kind: 'run', seed: '1', version: '0.1.0', source: 'toy', pooled: pool.patients },
    problem,
    values: problem.parameters.map(({ start, lower, upper }, index) =>
      Math.min(upper, Math.max(lower, start + 0.02 * ((index % 5) - 2))),
    ),
    leastEffective: 0.6 * pool.newest,
    targets,
    clinical: { curves: [], endpoints: [] },
    labels: { control: 'Control', treated: 'Treated' },
    parameters: marginals.map(({ name }) => ({ name, unit: '', group: 'toy' })),
    units: {},
    approximation: null,
    pool: { ...pool, burden: pool.burden as Readonly<Record<string, Float32Array>> },
  };
}
