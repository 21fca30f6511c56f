// How far fits and validation cohorts of repeated seeds are from what they estimate, by design:
//
//   node dist/calibration/bench/design-errors.js [--config configs/mcrc.json] [--seeds 6] [--patients 4096] [--workers 2] [--backend native]
//
// Fits: the pools of each design are simulated and fitted from the published shapes, and each fit is evaluated on other patients. Validation:
// cohorts of each design are drawn from one fit. Prints the two tables of docs/benchmarks.md.
import { parseArgs } from 'node:util';
import { deathRecord, type SimulationSpec, square, type UniformDesignKind } from '../../src/index.js';
import { processRuntime } from '../cli/process-runtime.js';
import { cohortOutcome } from '../fit/cohort-outcome.js';
import { drawCohort } from '../fit/draw-cohort.js';
import { assessedDeviations, evaluateFit, toleranceRatio } from '../fit/evaluate-fit.js';
import type { LoopSettings } from '../fit/loop-settings.js';
import { outerLoop } from '../fit/outer-loop.js';
import { type FitProblem, toFitPoint } from '../fit/problem.js';
import type { TargetRow } from '../fit/results.js';
import { covariateOf, deathMixture } from '../fit/survival/death-parameters.js';
import type { BackendChoice } from '../native/backend-choice.js';
import { type CohortContext, runCohort } from '../pool/run-cohort.js';
import { openChosenBackend } from '../session/open-backend.js';
import { readRunInputs } from '../store/run-inputs.js';
import { configuredProblem, loopSettings, simulationSpec } from '../studies/run/run-settings.js';
import { type ClinicalTargets, clinicalTargets } from '../targets/clinical-targets.js';
import { openEngine } from '../tasks/open-engine.js';

interface Design {
  readonly design: UniformDesignKind;
  readonly pools: readonly number[];
}

/** The design of the main job until 2026-11. */
const latinHypercube: Design = { design: 'latin-hypercube', pools: [1500, 2550, 4335] };

/** Patients of the validation cohort that the loop draws; it is not used. */
const FEWEST = 2;

const { values: flags } = parseArgs({
  options: {
    config: { type: 'string', default: 'configs/mcrc.json' },
    seeds: { type: 'string', default: '6' },
    patients: { type: 'string', default: '4096' },
    workers: { type: 'string', default: '2' },
    backend: { type: 'string', default: 'auto' },
  },
});
const [seeds, patients] = [Number(flags.seeds), Number(flags.patients)];
const runtime = processRuntime();
const say = (line: string) => runtime.stderr.write(`${line}\n`);
const engine = openEngine(Number(flags.workers));
const backend = openChosenBackend(flags.backend as BackendChoice, runtime, say, new AbortController().signal);
const context: CohortContext = { engine, compile: backend.compile };
const { root } = await runtime.packageInformation();

async function setUp(seed: string) {
  const { config, tables } = await readRunInputs(flags.config, { seed, root });
  const targets = clinicalTargets(tables, Object.keys(config.arms), config.targets.median);
  const settings = loopSettings(config, {});
  return { targets, settings, spec: simulationSpec(config), problem: configuredProblem(config, targets, tables) };
}

interface Question {
  readonly problem: FitProblem;
  readonly targets: readonly ClinicalTargets[];
  readonly settings: LoopSettings;
  readonly spec: SimulationSpec;
}

/** Endpoints at fitted values, on patients of a design. */
async function endpointsOn(
  values: readonly number[],
  design: UniformDesignKind,
  streamName: string,
  { problem, targets, settings, spec }: Question,
): Promise<readonly TargetRow[]> {
  const { marginals, death } = toFitPoint(problem, values);
  const { deathForm, targetWeights } = problem.settings;
  const { values: parameters } = drawCohort(marginals, { seed: settings.seed, design }, streamName, patients);
  const record = await runCohort({ spec, parameters, patients }, context);
  const mixtures = Object.fromEntries(problem.arms.map((arm) => [arm, deathMixture(deathForm, death[arm]!)]));
  const outcomes = cohortOutcome(deathRecord(record, spec, covariateOf(deathForm)), mixtures, settings);
  const plain = Object.fromEntries(Object.entries(outcomes).map(([arm, { outcome }]) => [arm, outcome]));
  return evaluateFit(plain, targets, settings.tolerances, targetWeights, {}).rows;
}

async function fitted(
  { design, pools }: Design,
  { problem, targets, settings, spec }: Question,
): Promise<readonly number[]> {
  const once = { ...settings, design, pools, looks: [], confirmationPatients: FEWEST, maxConfirmations: 1 };
  const quiet = { onCohort: () => {}, onCohortDone: () => {}, onFit: () => {} };
  return (await outerLoop(problem, targets, spec, once, context, quiet)).fit.values;
}

const rootMeanSquare = (all: readonly number[]) => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / all.length);
const meanOf = (all: readonly number[]) => all.reduce((sum, x) => sum + x, 0) / all.length;
const shown = (row: TargetRow) => /^(sd|dcr|median_os|survival_12)$/.test(row.endpoint);

/** One row per endpoint, one column per design: a statistic of the repeated values. */
function table(names: readonly string[], runs: readonly (readonly (readonly TargetRow[])[])[], of: Statistic): string {
  const rows = runs[0]![0]!
    .flatMap((row, place) => (shown(row) ? [place] : []))
    .map((place) => {
      const { arm, endpoint } = runs[0]![0]![place]!;
      const cells = runs.map((repeated) =>
        of(repeated.map((each) => each[place]!.difference ?? Number.NaN)).toFixed(3),
      );
      return `| ${endpoint} of ${arm} | ${cells.join(' | ')} |`;
    });
  return [`| endpoint | ${names.join(' | ')} |`, `|---|${names.map(() => '---|').join('')}`, ...rows].join('\n');
}
type Statistic = (all: readonly number[]) => number;

const first = await setUp('1');
const configured: Design = { design: first.settings.design, pools: first.settings.pools };
const designs = [latinHypercube, configured];
const names = designs.map(({ design, pools }) => `${design}, ${pools.join(' + ')}`);
const onFresh: (readonly TargetRow[])[][] = designs.map(() => []);
let reference: readonly number[] = [];
for (let seed = 1; seed <= seeds; seed++) {
  const question = await setUp(String(seed));
  for (const [index, design] of designs.entries()) {
    reference = await fitted(design, question);
    const rows = await endpointsOn(reference, 'sobol', 'other patients', question);
    onFresh[index]!.push(rows);
    const { tolerances } = question.settings;
    const ratios = assessedDeviations(rows, tolerances, question.problem.settings.targetWeights).map((each) =>
      toleranceRatio(each, rows),
    );
    say(`seed ${seed}, ${names[index]}: largest deviation ${Math.max(...ratios).toFixed(2)} of its tolerance`);
  }
}
runtime.stdout.write(
  `Fits of ${seeds} seeds on ${patients} other patients, root mean square difference from the trials:\n\n`,
);
runtime.stdout.write(`${table(names, onFresh, rootMeanSquare)}\n\n`);

const kinds = ['random', 'latin-hypercube', 'sobol'] as const;
const cohorts: (readonly TargetRow[])[][] = kinds.map(() => []);
for (let seed = 1; seed <= seeds; seed++) {
  const question = await setUp(String(seed));
  for (const [index, kind] of kinds.entries()) {
    cohorts[index]!.push(await endpointsOn(reference, kind, 'validation', question));
  }
}
const spread: Statistic = (all) => {
  const mean = meanOf(all);
  return Math.sqrt(all.reduce((sum, x) => sum + square(x - mean), 0) / (all.length - 1));
};
runtime.stdout.write(
  `Cohorts of ${patients} patients from one fit, standard deviation over ${seeds} seeds:\n\n${table(kinds, cohorts, spread)}\n`,
);
await engine.close();
