import { type ArmRecord, type CohortRecord, type DeathProbabilityMixture, ownValue } from '../../src/index.js';
import { readOutcome } from '../endpoints/read-outcome.js';
import { type PatientRange, rowsOf } from '../pool/cohort-rows.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { BLOCKS, certainVerdict, type Look } from './certain-verdict.js';
import { armRates, cohortOutcome, type OutcomeSettings } from './cohort-outcome.js';
import { assessedDeviations, comparedRows } from './evaluate-fit.js';
import type { TargetWeights, Tolerances } from './problem.js';
import type { TargetRow, ValidationLook } from './results.js';

/** What a validation cohort is compared with, and how its endpoints are read. */
export interface LookSettings extends OutcomeSettings {
  readonly targets: readonly ClinicalTargets[];
  readonly tolerances: Tolerances;
  readonly weights: TargetWeights;
  /** Death function of each arm. */
  readonly mixtures: Readonly<Record<string, DeathProbabilityMixture>>;
}

/**
 * Looks at the first patients of a validation cohort: is the verdict of the full cohort certain?
 *
 * Response rates are read first. They cost next to nothing, and while one of them leaves the verdict open the curves are not read.
 *
 * @param record - of the patients so far, with the covariate of the death function as burden
 * @returns verdict of {@link certainVerdict}; `open` where a block has an arm without completed patients
 */
export function lookAtValidation(record: CohortRecord, look: Look, settings: LookSettings): ValidationLook {
  const blocks = blockRanges(record.patients).map((range) => ({
    patients: range.count,
    arms: rowsOf(record.arms, range, record.patients),
    failures: [],
  }));
  if (!blocks.every(({ arms }) => Object.values(arms).every(hasCompleted))) {
    return { patients: record.patients, verdict: 'open', endpoint: 'failed patients', ratio: null, half_width: null };
  }
  const byRates = decide([record, ...blocks], look, settings, rateRows);
  return byRates.verdict === 'within' ? decide([record, ...blocks], look, settings, allRows) : byRates;
}

type RowsOf = (record: CohortRecord, settings: LookSettings) => readonly TargetRow[];

function decide(
  [whole, ...blocks]: readonly CohortRecord[],
  look: Look,
  settings: LookSettings,
  rowsOfRecord: RowsOf,
): ValidationLook {
  const rows = rowsOfRecord(whole!, settings);
  const deviations = assessedDeviations(rows, settings.tolerances, settings.weights);
  const ofBlocks = blocks.map((block) => rowsOfRecord(block, settings));
  return certainVerdict(deviations, rows, ofBlocks, look);
}

const rateRows: RowsOf = (record, { targets, tolerances, weights, responseRule }) =>
  targets.flatMap((target) => {
    const rates = armRates(record.arms[target.arm]!, responseRule);
    return comparedRows(
      target,
      (endpoint) => (endpoint.kind === 'rate' ? rates[endpoint.rate] : undefined),
      tolerances,
      weights,
    );
  });

const allRows: RowsOf = (record, { targets, tolerances, weights, mixtures, ...settings }) => {
  const outcomes = cohortOutcome(record, mixtures, settings);
  return targets.flatMap((target) => {
    const { outcome } = ownValue(outcomes, target.arm)!;
    return comparedRows(target, (endpoint) => readOutcome(endpoint, outcome).value, tolerances, weights);
  });
};

const hasCompleted = (arm: ArmRecord): boolean => arm.status.some((status) => status !== 0);

/** Consecutive patients in {@link BLOCKS} blocks, as equal as they can be. */
function blockRanges(patients: number): readonly PatientRange[] {
  const start = (block: number) => Math.floor((block * patients) / BLOCKS);
  return Array.from({ length: BLOCKS }, (_, block) => ({
    first: start(block),
    count: start(block + 1) - start(block),
  }));
}
