import { builtInArms, DataError } from '../../../src/index.js';
import { landmarkMonths } from '../../fit/fit-problem.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { compareRows } from './compare-rows.js';
import { type DeathFunctions, fitDeathFunctions } from './fit-death-functions.js';
import { markerEstimates } from './marker-estimates.js';
import { pooledEstimates } from './pooled-estimates.js';
import { PROGNOSIS_ARM, prognosisEstimates } from './prognosis-estimates.js';
import type { PublishedFigure } from './published-results.js';
import { quintileRows } from './quintiles.js';
import { reasons, remarksOf } from './reasons.js';
import { type ReplicateCohorts, type ReplicateEvents, type ReplicateSize, simulateForms } from './replicate-cohorts.js';
import { responseEstimates } from './response-estimates.js';
import { type Estimate, REPLICATE_VERSION, type Replication } from './result.js';
import { survivalEstimates } from './survival-estimates.js';
import { type FormSurvival, survivalOfArms, survivalRows } from './survival-rows.js';
import { sweepEstimates } from './sweep-estimates.js';
import { switchEffects } from './switch-effects.js';

export interface ReplicateInput extends ReplicateSize {
  readonly sweepSamples: number;
  readonly published: readonly PublishedFigure[];
  readonly tables: TrialTables;
}

/** What is drawn besides the results. */
export interface ReplicateOutput {
  readonly replication: Replication;
  readonly cohorts: ReplicateCohorts;
  readonly death: DeathFunctions;
  readonly survival: FormSurvival;
}

/**
 * The paper's analyses again: simulates, computes every result under every setting, and compares.
 *
 * @param input - size, seed, the paper's results, the trial tables
 * @param context - engine, store, progress, signal
 * @param events - told which cohort begins
 * @throws InterruptedError - when the signal is raised
 */
export async function runReplicate(
  { seed, patients, switchPatients, sweepSamples, published, tables }: ReplicateInput,
  context: CohortContext,
  events: ReplicateEvents,
): Promise<ReplicateOutput> {
  const curves = publishedCurves(published);
  const cohorts = await simulateForms({ seed, patients, switchPatients }, context, events);
  events.onCohort('parameter sweep', sweepSamples);
  const sweep = await sweepEstimates(published, { seed, samples: sweepSamples }, context);
  const { posted, corrected, switched, cohort } = cohorts;
  const death = fitDeathFunctions(posted, cohort, curves);
  const refitted = fitDeathFunctions(corrected, cohort, curves);
  const survival = {
    posted: death.survival,
    placeboFunction: survivalRows(posted, PROGNOSIS_ARM, death.mixtures.placebo!),
    corrected: survivalOfArms(corrected, death.mixtures),
  };
  const estimates: readonly Estimate[] = [
    ...pooledEstimates(tables),
    ...responseEstimates(posted, 'posted', { rule: 'volume', because: reasons.postedCohort }),
    ...responseEstimates(corrected, 'corrected', { rule: 'volume', because: reasons.corrected }),
    ...responseEstimates(posted, 'posted, diameters', { rule: 'diameter', because: reasons.diameters }),
    ...survivalEstimates(survival.posted, { setting: 'posted', basis: 'fitted', because: reasons.deathForm }),
    ...survivalEstimates(survival.corrected, { setting: 'corrected', basis: 'computed', because: reasons.corrected }),
    ...survivalEstimates(refitted.survival, {
      setting: 'corrected, refitted',
      basis: 'computed',
      because: reasons.refitted,
    }),
    ...markerEstimates(posted, 'posted', reasons.postedCohort),
    ...markerEstimates(corrected, 'corrected', reasons.corrected),
    ...prognosis(cohorts, survival),
    ...sweep,
  ];
  const failed = Object.fromEntries(
    [posted, corrected, ...switched].map(({ name, record }) => [
      name,
      new Set(record.failures.map(({ patient }) => patient)).size,
    ]),
  );
  return {
    replication: {
      schema_version: REPLICATE_VERSION,
      seed,
      patients,
      switch_patients: switchPatients,
      sweep_samples: sweepSamples,
      failed,
      remarks: remarksOf({ patients, switchPatients, sweepSamples }),
      rows: compareRows(published, estimates),
      switches: switchEffects({ cohorts, survival, death, published }),
      quintiles: quintileRows(posted, cohort),
      death_functions: [...death.fitted, ...refitted.fitted],
    },
    cohorts,
    death,
    survival,
  };
}

function prognosis({ posted, corrected }: ReplicateCohorts, survival: FormSurvival): readonly Estimate[] {
  const own = survival.posted[PROGNOSIS_ARM]!;
  const placebo = survival.placeboFunction;
  const { scriptSteps, otherDeathFunction } = reasons;
  const exact = { arithmetic: 'exact', because: scriptSteps } as const;
  const script = { arithmetic: 'script', because: otherDeathFunction } as const;
  return [
    ...prognosisEstimates(posted, own, { setting: 'posted', ...exact }),
    ...prognosisEstimates(posted, own, { setting: 'posted, script arithmetic', ...script }),
    ...prognosisEstimates(posted, placebo, { setting: 'posted, placebo function', ...exact }),
    ...prognosisEstimates(posted, placebo, { setting: 'posted, script arithmetic, placebo function', ...script }),
    ...prognosisEstimates(corrected, survival.corrected[PROGNOSIS_ARM]!, { setting: 'corrected', ...exact }),
  ];
}

/**
 * The mean curves of Fig. 5 at the landmarks, which the death functions are fitted to.
 *
 * @throws DataError - when the table of results lacks one
 */
export function publishedCurves(published: readonly PublishedFigure[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    builtInArms.map((arm) => [
      arm,
      landmarkMonths.map((month) => {
        const value = published.find(({ id }) => id === `survival.${arm}.${month}`)?.value;
        if (typeof value !== 'number') {
          throw new DataError(`paper results: must hold survival.${arm}.${month}; got no such figure`);
        }
        return value;
      }),
    ]),
  );
}
