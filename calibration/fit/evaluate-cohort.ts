import {
  type Cohort,
  type CohortRecord,
  type DeathProbabilityMixture,
  deathRecord,
  type PatientRows,
  type SimulationSpec,
} from '../../src/index.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { type ArmOutcomeWithCurve, cohortOutcome } from './cohort-outcome.js';
import { evaluateFit, type GoodnessOfFit } from './evaluate-fit.js';
import type { PooledFit } from './fit-pools.js';
import { lookAtValidation } from './look-at-validation.js';
import type { LoopSettings } from './loop-settings.js';
import { asTargets, expectedMedians, predictedEndpoints } from './objective/pooled-endpoints.js';
import { type FitProblem, toFitPoint } from './problem.js';
import type { ValidationLook } from './results.js';
import { covariateOf, deathMixture } from './survival/death-parameters.js';

/** A simulated cohort with the endpoints and verdicts at a fitted point. */
export interface EvaluatedCohort {
  readonly streamName: string;
  readonly cohort: Cohort;
  readonly record: CohortRecord<PatientRows>;
  /** Death function of each arm. */
  readonly mixtures: Readonly<Record<string, DeathProbabilityMixture>>;
  readonly outcomes: Readonly<Record<string, ArmOutcomeWithCurve>>;
  readonly goodnessOfFit: GoodnessOfFit;
}

/** What a fit is validated with. */
export interface ValidationInput {
  readonly problem: FitProblem;
  readonly targets: readonly ClinicalTargets[];
  readonly spec: SimulationSpec;
  readonly settings: LoopSettings;
}

function mixturesOf(problem: FitProblem, values: readonly number[]): EvaluatedCohort['mixtures'] {
  const { death } = toFitPoint(problem, values);
  return Object.fromEntries(problem.arms.map((arm) => [arm, deathMixture(problem.settings.deathForm, death[arm]!)]));
}

/** What decides whether a cohort agrees: the clinical targets, or what the fit predicts. */
function decisiveTargets(
  problem: FitProblem,
  fitted: PooledFit,
  targets: readonly ClinicalTargets[],
  { convergenceCriterion, monthDays }: LoopSettings,
): readonly ClinicalTargets[] {
  if (convergenceCriterion === 'targets') return targets;
  const medians = expectedMedians(targets, monthDays);
  return asTargets(targets, predictedEndpoints(problem, fitted.pool, fitted.values, medians));
}

/** How the first patients of the next validation cohort of a fit are looked at. */
export function lookBy(
  fitted: PooledFit,
  { problem, targets, spec, settings }: ValidationInput,
): (first: CohortRecord) => ValidationLook {
  const { deathForm, targetWeights: weights } = problem.settings;
  const mixtures = mixturesOf(problem, fitted.values);
  const decisive = decisiveTargets(problem, fitted, targets, settings);
  const { looks, stopError: error, confirmationPatients: planned } = settings;
  return (first) => {
    const look = { patients: first.patients, planned, looks: looks.length, error };
    const record = deathRecord(first, spec, covariateOf(deathForm));
    return lookAtValidation(record, look, { ...settings, targets: decisive, weights, mixtures });
  };
}

/** Endpoints and verdicts of a cohort at a fit. */
export function evaluateCohort(
  { streamName, cohort, record }: { streamName: string; cohort: Cohort; record: CohortRecord<PatientRows> },
  fitted: PooledFit,
  { problem, targets, spec, settings }: ValidationInput,
): EvaluatedCohort {
  const { deathForm, targetWeights } = problem.settings;
  const mixtures = mixturesOf(problem, fitted.values);
  const outcomes = cohortOutcome(deathRecord(record, spec, covariateOf(deathForm)), mixtures, settings);
  const plain = Object.fromEntries(Object.entries(outcomes).map(([arm, { outcome }]) => [arm, outcome]));
  const assessedAgainst = (reference: readonly ClinicalTargets[]) =>
    evaluateFit(plain, reference, settings.tolerances, targetWeights, settings.publishedRmse);
  const goodnessOfFit = assessedAgainst(targets);
  const evaluated = { streamName, cohort, record, mixtures, outcomes };
  if (settings.convergenceCriterion === 'targets') return { ...evaluated, goodnessOfFit };
  const { worst, worstTarget } = assessedAgainst(decisiveTargets(problem, fitted, targets, settings));
  return { ...evaluated, goodnessOfFit: { ...goodnessOfFit, worst, worstTarget } };
}
