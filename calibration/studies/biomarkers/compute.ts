import {
  armUntil,
  type BetaMarginal,
  markerDescriptions,
  markerNames,
  numberColumn,
  ownValue,
  type SimulationSpec,
  streamNames,
  toFileName,
  wholeNumberColumn,
} from '../../../src/index.js';
import { calibrationColumns, calibrationRows, rocColumns, rocRows } from '../../biomarkers/curve-tables.js';
import type { AnalysisSettings } from '../../biomarkers/score-table.js';
import type { Config } from '../../config/config-schema.js';
import type { Engine } from '../../engine/engine.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import type { MarkersAnalysed } from '../../tasks/analyse-markers-task.js';
import type { Tasks } from '../../tasks/tasks.js';
import { resultTreatments } from '../configured-treatments.js';
import { describedTable } from '../described-table.js';
import { simulationSpec } from '../run/run-settings.js';
import type { StudyOutput, StudyTable } from '../study.js';
import { noteLines, treatmentsOfArms, uncalibratedNote } from '../treatments.js';
import { type MarkerTable, markerTables } from './marker-tables.js';
import {
  type ArmResult,
  aucByDay,
  aucByDayColumns,
  BIOMARKERS_SCHEMA_VERSION,
  type BiomarkersResult,
  type MarkerDay,
  markerDayTiming,
} from './result.js';

export interface BiomarkersSettings {
  readonly seed: string;
  readonly patients: number;
  /** Arms of the configuration; at least one. */
  readonly arms: readonly string[];
  /** Marker days; ascending; at least one. */
  readonly days: readonly number[];
  /** Prevalence of the response by arm, from the trials; default: the proportion in the cohort. */
  readonly prevalences: Readonly<Record<string, number>>;
  readonly analysis: Omit<AnalysisSettings, 'seed' | 'prevalence'>;
}

export interface BiomarkersEvents {
  /** Called once, with the number of tables to analyse. */
  readonly onSimulated: (tables: number) => void;
  /** Called after each table. */
  readonly onAnalysed: (table: string, done: number) => void;
}

/**
 * The simulation of a biomarker study: the model and arms of the run, up to the last day required.
 *
 * @param config - configuration of the run
 * @param settings - arms and marker days
 */
function biomarkersSpec(config: Config, { arms, days }: Pick<BiomarkersSettings, 'arms' | 'days'>): SimulationSpec {
  const spec = simulationSpec(config);
  const horizonDays = Math.max(spec.assessmentDay, ...days);
  return {
    ...spec,
    arms: spec.arms.filter(({ name }) => arms.includes(name)).map((arm) => armUntil(arm, horizonDays)),
    horizonDays,
    markerDays: days,
    tumorDays: [],
  };
}

/**
 * Samples a cohort from fitted shapes, simulates it, and analyses the markers of every arm on every marker day.
 *
 * Tables are analysed on the engine, one task each, so that results do not depend on the number of workers.
 *
 * @param run - name, configuration and fitted marginals of the run
 * @param settings - cohort, arms, days, analysis
 * @param context - engine, store, progress, signal
 * @param events - progress of the study
 * @returns the result, data of the plots, and tables of the patients
 * @throws InterruptedError - when the signal is raised
 */
export async function computeBiomarkers(
  run: { readonly name: string; readonly config: Config; readonly marginals: readonly BetaMarginal[] },
  settings: BiomarkersSettings,
  context: CohortContext & { readonly engine: Engine<Tasks> },
  events: BiomarkersEvents,
): Promise<StudyOutput<BiomarkersResult>> {
  const { config, marginals } = run;
  const { seed, patients } = settings;
  const spec = biomarkersSpec(config, settings);
  const { values } = drawCohort(marginals, { seed, design: config.fit.design }, streamNames.cohortPatients, patients);
  const record = await runCohort({ spec, parameters: values, patients }, context);
  const tables = spec.arms.flatMap(({ name }) =>
    markerTables({ name, record: record.arms[name]! }, { spec, responseRule: config.simulation.responseRule }),
  );
  events.onSimulated(tables.length);
  let done = 0;
  const outcomes = await context.engine.run(
    'analyse markers',
    tables.map(({ name, columns, labels, arm }) => ({
      table: { name, columns, labels },
      settings: { ...settings.analysis, seed, prevalence: ownValue(settings.prevalences, arm) ?? null },
    })),
    { signal: context.signal, onResult: (_, index) => events.onAnalysed(tables[index]!.name, ++done) },
  );
  const analysed = tables.map((table, index) => ({ table, outcome: outcomes[index]! }));
  const { assessmentDay } = spec;
  const result: BiomarkersResult = {
    schema_version: BIOMARKERS_SCHEMA_VERSION,
    run: run.name,
    seed,
    patients,
    assessment_day: assessmentDay,
    response_rule: config.simulation.responseRule,
    outcome: `CR, PR or SD on day ${assessmentDay}`,
    ...treatmentsOfArms(resultTreatments(config), settings.arms),
    arms: Object.fromEntries(
      spec.arms.map(({ name }) => [
        name,
        armResult(
          analysed.filter(({ table }) => table.arm === name),
          { patients, assessmentDay, prevalence: ownValue(settings.prevalences, name) },
        ),
      ]),
    ),
  };
  return {
    status: 'done',
    result,
    tables: [...plotTables(result, analysed), ...tables.map(patientTable)],
    summary: [...summaryLines(result), ...noteLines(uncalibratedNote(result))],
    patients: [
      {
        cohort: streamNames.cohortPatients,
        patients,
        failed: new Set(record.failures.map(({ patient }) => patient)).size,
      },
    ],
  };
}

interface AnalysedTable {
  readonly table: MarkerTable;
  readonly outcome: MarkersAnalysed;
}

function armResult(
  days: readonly AnalysedTable[],
  {
    patients,
    assessmentDay,
    prevalence,
  }: { readonly patients: number; readonly assessmentDay: number; readonly prevalence: number | undefined },
): ArmResult {
  const { labels } = days[0]!.table;
  const shareOfCohort = labels.length === 0 ? 0 : labels.reduce((sum, label) => sum + label, 0) / labels.length;
  return {
    completed: labels.length,
    failed: patients - labels.length,
    prevalence: prevalence ?? shareOfCohort,
    prevalence_source: prevalence === undefined ? 'the simulated cohort' : 'disease control of the pooled trials',
    days: Object.fromEntries(
      days.map(({ table, outcome }): [string, MarkerDay] => {
        const timing = markerDayTiming(table.day, assessmentDay);
        return [
          String(table.day),
          outcome.kind === 'skipped'
            ? { kind: 'skipped', ...timing, reason: outcome.reason }
            : { kind: 'analysed', ...timing, ...outcome.analysis.result },
        ];
      }),
    ),
  };
}

function plotTables(result: BiomarkersResult, analysed: readonly AnalysedTable[]): readonly StudyTable[] {
  const named = analysed.flatMap(({ table, outcome }) =>
    outcome.kind === 'skipped' ? [] : [{ names: [table.arm, table.day], ...outcome.analysis }],
  );
  return [
    {
      file: 'figures/auc_by_day.csv',
      header: aucByDayColumns,
      rows: aucByDay(result).map((row) => aucByDayColumns.map((column) => row[column])),
    },
    { file: 'figures/roc.csv', header: ['arm', 'day', ...rocColumns], rows: rocRows(named) },
    { file: 'figures/calibration.csv', header: ['arm', 'day', ...calibrationColumns], rows: calibrationRows(named) },
  ];
}

/** Markers and response of every patient, in the format of `qcic roc`. */
function patientTable({ arm, day, columns, labels, patients }: MarkerTable): StudyTable {
  const described = [
    wholeNumberColumn('patient', '1', 'number of the patient in the cohort, from 1'),
    wholeNumberColumn('responder', '1', '1 for CR, PR or SD at the assessment, 0 for PD'),
    ...markerNames.map((name) => {
      const { label, unit } = markerDescriptions[name];
      return numberColumn(name, unit, `${label} in the tumor microenvironment on day ${day}`);
    }),
  ];
  const rows = patients.map((patient, row) => [
    patient + 1,
    labels[row]!,
    ...columns.map(({ values }) => values[row]!),
  ]);
  return describedTable(`tables/${toFileName(arm)}_day${day}.csv`, described, rows);
}

function summaryLines(result: BiomarkersResult): readonly string[] {
  const aucs = aucByDay(result);
  return Object.entries(result.arms).flatMap(([arm, { days }]) => [
    '',
    `${arm}: AUC for ${result.outcome}, best pair and all markers out-of-fold, with 95 % confidence intervals`,
    ...Object.values(days).map((ofDay) => {
      const day = `  day ${String(ofDay.marker_day).padStart(3)}: `;
      if (ofDay.kind === 'skipped') return `${day}not analysed. ${ofDay.reason}`;
      const cells = aucs
        .filter((auc) => auc.arm === arm && auc.day === ofDay.marker_day)
        .map(({ score, kind, auc, ci_low, ci_high }) =>
          kind === 'marker'
            ? `${score} ${auc.toFixed(2)}`
            : `${kind === 'best pair' ? score : 'all'} ${auc.toFixed(3)} (${ci_low.toFixed(3)} to ${ci_high.toFixed(3)})`,
        );
      return `${day}${cells.join(', ')}${ofDay.timing === 'before' ? '' : ` [${ofDay.timing}]`}`;
    }),
  ]);
}
