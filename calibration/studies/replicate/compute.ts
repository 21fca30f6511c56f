import { armRoles, builtInArms, DataError } from '../../../src/index.js';
import { landmarkMonths } from '../../endpoints/months.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { StudyOutput } from '../study.js';
import { type ReplicateCohorts, type ReplicateEvents, type ReplicateSize, simulateForms } from './cohorts.js';
import { compareRows } from './compare-rows.js';
import { fitDeathFunctions } from './fit-death-functions.js';
import { markerEstimates } from './markers.js';
import { sweepEstimates } from './parameter-sweep.js';
import { pooledEstimates } from './pooled-trials.js';
import { PROGNOSIS_ARM, prognosisEstimates } from './prognosis.js';
import type { PublishedResult } from './published-results.js';
import { quintileRows, responseEstimates } from './response.js';
import { type Estimate, REPLICATE_VERSION, type ReplicateResult, verdicts } from './result.js';
import { type FormSurvival, survivalEstimates, survivalOfArms, survivalRows } from './survival.js';
import { switchEffects } from './switch-effects.js';
import { replicateTables } from './tables.js';
import { trialEndpointRows } from './trial-endpoints.js';

/** Why a value differs from the published one, where it does; parts of sentences. */
const reasons = {
  postedCohort: 'another cohort from the published shapes gives a different value',
  corrected: 'the published shapes were adjusted under the posted terms',
  refitted: 'no death function of the published form fits the curve with the corrected burden',
  deathForm: 'four landmarks do not identify the curve between them',
  diameters: "the thresholds of RECIST 1.1 are of diameters, the paper's of volumes",
  scriptSteps: 'the posted script takes 0.4 points per death from the high curve, 2 from the low one',
  otherDeathFunction: 'Fig. 8 was made with a harsher death function than that of Fig. 5',
} as const;

export interface ReplicateInput extends ReplicateSize {
  readonly sweepSamples: number;
  readonly published: readonly PublishedResult[];
  readonly tables: TrialTables;
}

/**
 * Repeats the paper's analyses: simulates, computes every result under every setting, and compares.
 *
 * @param input - size, seed, the paper's results, the trial tables
 * @param context - engine, store, progress, signal
 * @param events - receives the cohort that begins
 * @throws InterruptedError - when the signal is raised
 */
export async function computeReplicate(
  { seed, patients, switchPatients, sweepSamples, published, tables }: ReplicateInput,
  context: CohortContext,
  events: ReplicateEvents,
): Promise<StudyOutput<ReplicateResult>> {
  const curves = publishedCurves(published);
  const cohorts = await simulateForms({ seed, patients, switchPatients }, context, events);
  events.onCohort('parameter sweep', sweepSamples);
  const sweep = await sweepEstimates(published, { seed, samples: sweepSamples }, context);
  const { posted, corrected, switched, cohort } = cohorts;
  const death = fitDeathFunctions(posted, cohort, curves);
  const refitted = fitDeathFunctions(corrected, cohort, curves);
  const survival = {
    posted: death.survival,
    placeboFunction: survivalRows(posted, PROGNOSIS_ARM, death.mixtures[armRoles.control]!),
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
  const result: ReplicateResult = {
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
    trial_endpoints: trialEndpointRows(
      [
        { setting: 'posted', form: posted, mixtures: death.mixtures, rule: 'volume' },
        { setting: 'posted, diameters', form: posted, mixtures: death.mixtures, rule: 'diameter' },
        { setting: 'corrected', form: corrected, mixtures: death.mixtures, rule: 'volume' },
      ],
      tables,
    ),
    death_functions: [...death.fitted, ...refitted.fitted],
  };
  return {
    status: 'done',
    result,
    tables: replicateTables(result, { posted, survival }),
    summary: summaryOf(result),
    patients: [posted, corrected, ...switched].map(({ name, record }) => ({
      cohort: name,
      patients: record.patients,
      failed: failed[name]!,
    })),
  };
}

/** Verdicts under each setting, counted. */
function summaryOf({ rows }: ReplicateResult): readonly string[] {
  return [...new Set(rows.map(({ setting }) => setting))].map((setting) => {
    const counts = verdicts
      .map((verdict) => ({
        verdict,
        count: rows.filter((row) => row.setting === setting && row.verdict === verdict).length,
      }))
      .filter(({ count }) => count > 0)
      .map(({ verdict, count }) => `${count} ${verdict}`);
    return `${setting}: ${counts.join(', ')}`;
  });
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
 * The mean curves of Fig. 5 at the landmarks, to which the death functions are fitted.
 *
 * @throws DataError - when the table of results lacks one
 */
function publishedCurves(published: readonly PublishedResult[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    builtInArms.map((arm) => [
      arm,
      landmarkMonths.map((month) => {
        const value = published.find(({ id }) => id === `survival.${arm}.${month}`)?.value;
        if (typeof value !== 'number') {
          throw new DataError(`paper results: must hold survival.${arm}.${month}; got no such result`);
        }
        return value;
      }),
    ]),
  );
}

/** Remarks on all results. */
function remarksOf({
  patients,
  switchPatients,
  sweepSamples,
}: {
  readonly patients: number;
  readonly switchPatients: number;
  readonly sweepSamples: number;
}): readonly string[] {
  return [
    `The authors' own cohorts are not available to this program. It draws one cohort of ${patients} patients from the published shapes and ranges and simulates it under every form of the model; single switches use its first ${switchPatients}, the sweep ${sweepSamples} samples. Agreement means that another draw from the same distributions gives the same result within chance.`,
    'Intervals are Monte-Carlo intervals of this cohort. The error of a published value is that of one draw of its own size (100 benchmark patients, 500 for markers); it decides between noise and disagreement, at three standard errors of both together.',
    'The published ranges of mu and sigma are in a supplement that is not part of the program. The death function of each arm is fitted to the survival that the paper shows at 3, 6, 9 and 12 months, so those values do not test the model. Medians, marker groups and the effects of switches follow from it without further adjustment.',
    'Values called recomputed come from the parameters and markers that the authors posted with their code.',
    'Markers are read on the day of the response. An AUC of such markers measures association at that visit, not prediction of the response.',
    'The corrected setting changes the terms of the model and keeps shapes and ranges: it shows the effect of the corrections on the published results, not the results of a refitted model.',
  ];
}
