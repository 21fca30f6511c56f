import type { Engine } from '../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import type { LoopSettings } from '../../../calibration/fit/loop-settings.js';
import { type LoopResult, type LoopStart, outerLoop } from '../../../calibration/fit/outer-loop.js';
import type { FitSettings } from '../../../calibration/fit/problem.js';
import type { CohortContext } from '../../../calibration/pool/run-cohort.js';
import type { SimulateTasks } from '../../../calibration/pool/simulate-task.js';
import { HORIZON, MONTH, toyMarginals, toySimulate, toySpec } from './toy-model.js';
import { toySettings, toyTargets } from './toy-problem.js';

export const published = toyMarginals();
/** Shapes behind the clinical targets: a response that is rarer than published. */
const truth = published.map((marginal, j) => (j === 0 ? { ...marginal, alpha: 4 } : marginal));
export const targets = toyTargets(truth, 2000);

export const wide = { ratePoints: 3, medianMonths: 0.3, survivalRmsePoints: 3 };
/** Nothing is ever within these. */
export const impossible = { ratePoints: 1e-9, medianMonths: 1e-9, survivalRmsePoints: 1e-9 };

export const loopSettings: LoopSettings = {
  seed: '0',
  design: 'latin-hypercube',
  pools: [100, 200],
  confirmationPatients: 250,
  looks: [],
  stopError: 0.01,
  maxConfirmations: 3,
  leastEffectiveShare: 0.3,
  maxIterations: 40,
  tolerance: 1e-4,
  tolerances: wide,
  publishedRmse: {},
  convergenceCriterion: 'targets',
  horizonDays: HORIZON,
  monthDays: MONTH,
  responseRule: 'volume',
  spec: toySpec,
};

export const toyEngine = (fails?: (response: number) => boolean): Engine<SimulateTasks> =>
  inProcessEngine({ simulate: toySimulate(2, fails) });

export interface LoopChanges {
  readonly loop?: Partial<LoopSettings>;
  readonly fit?: Partial<FitSettings>;
  readonly context?: Partial<CohortContext>;
  readonly from?: LoopStart;
}

export async function runLoop({ loop = {}, fit = {}, context = {}, from }: LoopChanges = {}) {
  const log: string[] = [];
  const problem = buildProblem(targets, toySettings({ freeMarginals: ['response'], ...fit }));
  const result = await outerLoop(
    problem,
    targets,
    toySpec,
    { ...loopSettings, ...loop },
    { engine: toyEngine(), ...context },
    {
      onCohort: (streamName, patients) => log.push(`draw ${patients} ${streamName}`),
      onCohortDone: (streamName) => log.push(`done ${streamName}`),
      onFit: ({ round, pooled }) => log.push(`fit ${round} ${pooled}`),
    },
    from,
  );
  return { ...result, problem, log };
}

/** What of a result is stored; the objective is a pair of functions. */
export function stored({ fit, point, rounds, confirmation, attempts }: LoopResult) {
  const { objective: _, ...rest } = fit;
  return { fit: rest, point, rounds, confirmation, attempts };
}
