import { type BetaMarginal, type SimulationSpec, streamNames } from '../../../src/index.js';
import {
  type ArmStudy,
  BIOMARKER_STUDY_VERSION,
  type BiomarkerStudy,
  type MarkerDayFigures,
  markerDayTiming,
} from '../../biomarkers/biomarker-study.js';
import type { RocAnalysis } from '../../biomarkers/roc-results.js';
import type { RocSettings } from '../../biomarkers/score-table.js';
import type { Config } from '../../config/config-schema.js';
import type { Engine } from '../../engine/engine.js';
import { drawCohort } from '../../fit/outer-loop.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import type { Tasks } from '../../tasks/tasks.js';
import { baselineVolume, simulationSpec } from '../run/run-settings.js';
import { type MarkerTable, markerTables } from './marker-tables.js';

export interface MarkerStudySettings {
  readonly seed: string;
  readonly patients: number;
  /** Arms of the configuration; at least one. */
  readonly arms: readonly string[];
  /** Marker days; ascending; at least one. */
  readonly days: readonly number[];
  /** Prevalence of the response by arm, as the trials have it; an arm without one goes by its own share. */
  readonly prevalences: Readonly<Record<string, number>>;
  readonly roc: Omit<RocSettings, 'seed' | 'prevalence'>;
}

export interface MarkerStudyEvents {
  readonly onSimulated: (tables: number) => void;
  readonly onAnalysed: (table: string, done: number) => void;
}

/** One analysed table with the curves that are drawn of it. */
export interface AnalysedTable {
  readonly table: MarkerTable;
  readonly analysis: RocAnalysis;
}

export interface MarkerStudyOutput {
  readonly study: BiomarkerStudy;
  readonly tables: readonly MarkerTable[];
  readonly analysed: readonly AnalysedTable[];
}

/**
 * What a marker study simulates: the run's model and arms, no longer than the last day that is looked at.
 *
 * @param config - configuration of the run
 * @param settings - arms and marker days
 */
export function markerStudySpec(
  config: Config,
  { arms, days }: Pick<MarkerStudySettings, 'arms' | 'days'>,
): SimulationSpec {
  const spec = simulationSpec(config);
  return {
    ...spec,
    arms: spec.arms.filter(({ name }) => arms.includes(name)),
    horizonDays: Math.max(spec.assessmentDay, ...days),
    markerDays: days,
    tumorDays: [],
  };
}

/**
 * Draws a cohort from fitted shapes, simulates it, and analyses the markers of every arm on every marker day.
 *
 * Tables are analysed on the engine, one task each, so that results do not depend on the number of workers.
 *
 * @param run - name, configuration and fitted marginals of the run
 * @param settings - cohort, arms, days, analysis
 * @param context - engine, store, progress, signal
 * @param events - told how far it got
 * @returns the study, the tables and what is drawn of them
 * @throws InterruptedError - when the signal is raised
 */
export async function runMarkerStudy(
  run: { readonly name: string; readonly config: Config; readonly marginals: readonly BetaMarginal[] },
  settings: MarkerStudySettings,
  context: CohortContext & { readonly engine: Engine<Tasks> },
  events: MarkerStudyEvents,
): Promise<MarkerStudyOutput> {
  const { config, marginals } = run;
  const { seed, patients } = settings;
  const spec = markerStudySpec(config, settings);
  const { values } = drawCohort(marginals, { seed, design: config.fit.design }, streamNames.cohortPatients, patients);
  const record = await runCohort({ spec, parameters: values, patients }, context);
  const { assessmentDay } = spec;
  const tables = spec.arms.flatMap(({ name }) =>
    markerTables(
      { name, record: record.arms[name]! },
      { spec, responseRule: config.simulation.responseRule, baselineVolumeCm3: baselineVolume(config) },
    ),
  );
  events.onSimulated(tables.length);
  let done = 0;
  const outcomes = await context.engine.run(
    'analyse markers',
    tables.map(({ name, columns, labels, arm }) => ({
      table: { name, columns, labels },
      settings: { ...settings.roc, seed, prevalence: settings.prevalences[arm] ?? null },
    })),
    { signal: context.signal, onResult: (_, index) => events.onAnalysed(tables[index]!.name, ++done) },
  );
  const days = tables.map((table, index): { readonly table: MarkerTable; readonly figures: MarkerDayFigures } => {
    const outcome = outcomes[index]!;
    const timing = markerDayTiming(table.day, assessmentDay);
    return outcome.kind === 'skipped'
      ? { table, figures: { kind: 'skipped', ...timing, reason: outcome.reason } }
      : { table, figures: { kind: 'analysed', ...timing, ...outcome.analysis.figures } };
  });
  const armStudy = (name: string): ArmStudy => {
    const own = days.filter(({ table }) => table.arm === name);
    const { labels } = own[0]!.table;
    const known = settings.prevalences[name];
    return {
      completed: labels.length,
      failed: patients - labels.length,
      prevalence: known ?? shareOf(labels),
      prevalence_source: known === undefined ? 'the simulated cohort' : 'disease control of the pooled trials',
      days: Object.fromEntries(own.map(({ table, figures }) => [String(table.day), figures])),
    };
  };
  return {
    study: {
      schemaVersion: BIOMARKER_STUDY_VERSION,
      run: run.name,
      seed,
      patients,
      assessment_day: assessmentDay,
      response_rule: config.simulation.responseRule,
      outcome: `CR, PR or SD on day ${assessmentDay}`,
      arms: Object.fromEntries(spec.arms.map(({ name }) => [name, armStudy(name)])),
    },
    tables,
    analysed: tables.flatMap((table, index) => {
      const outcome = outcomes[index]!;
      return outcome.kind === 'analysed' ? [{ table, analysis: outcome.analysis }] : [];
    }),
  };
}

/** Share of rows labelled 1; 0 where there is no row. */
function shareOf(labels: Uint8Array): number {
  return labels.length === 0 ? 0 : labels.reduce((sum, label) => sum + label, 0) / labels.length;
}
