import {
  administrationsOfAll,
  atDay,
  aucDeLong,
  type BetaMarginal,
  type CohortRecord,
  type CsvCell,
  classifyResponse,
  defaultAssessmentRules,
  defaultSolverSettings,
  drugsOfRegimen,
  firstOverlap,
  fixedArm,
  heterogeneityParameterNames,
  InputError,
  type ModelDrug,
  markerNames,
  nearestHint,
  quantileSorted,
  responseOf,
  type SimulationSpec,
  statusCodes,
  streamNames,
  treatmentResponseIndex,
  treatmentsOf,
} from '../../../src/index.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { sweepDrugs } from '../../config/parse-sweep.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import { curves } from '../../endpoints/curves.js';
import { rateNames } from '../../endpoints/endpoints.js';
import { landmarkMonths } from '../../endpoints/months.js';
import { armOutcome } from '../../fit/cohort-outcome.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { type DeathRanges, mixtureOf } from '../sensitivity/evaluate-population.js';
import type { StudyOutput } from '../study.js';
import { noteLines, type StoredTreatments, storedTreatments, uncalibratedNote } from '../treatments.js';
import { type ArmDrugs, deathArmFor, deathRemarks } from './death-arm.js';
import { pointParameters } from './point-parameters.js';
import { SWEEP_VERSION, type SweepResult, shownEndpoints } from './result.js';
import { type SweepPoint, sweepCoordinates, sweepPoints } from './sweep-points.js';

/** Shapes and death functions of a stored run, or the published shapes without death functions. */
export interface SweepPopulation {
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, DeathRanges>> | null;
  /** Drugs of the arms that have a death function, in the order of the run. */
  readonly drugs: ArmDrugs;
}

const ARM = 'sweep';
/** Landmarks beyond the first year are added where the horizon reaches them. */
const LANDMARK_MONTHS = [...landmarkMonths, 18, 24] as const;
/** All rates but CR, which is ORR less PR. */
const rates = rateNames.filter((rate) => rate !== 'cr');

/**
 * Simulates the same patients at every point of a sweep and gathers their endpoints.
 *
 * @param config - the sweep
 * @param population - shapes and death functions
 * @param context - engine, store, progress
 * @returns the result, and the table `sweep.csv` with one row per point
 * @throws InputError - when a heat map names a column that the table does not have
 */
export async function computeSweep(
  config: SweepConfig,
  population: SweepPopulation,
  context: CohortContext,
): Promise<StudyOutput<SweepResult>> {
  const points = sweepPoints(config);
  const { marginals, death, drugs } = population;
  const streamName = `${streamNames.sensitivity}: sweep`;
  const cohort = drawCohort(marginals, { seed: config.seed, design: 'latin-hypercube' }, streamName, config.patients);
  const perPatient: readonly string[] = heterogeneityParameterNames;
  const modelDrugs = sweepDrugs(config);
  const changed = points.flatMap(({ values, factors }) => [...Object.keys(values), ...Object.keys(factors)]);
  const varying = [...new Set([...marginals.map(({ name }) => name), ...changed])].filter(
    (name) => !perPatient.includes(name),
  );
  const rows: CsvCell[][] = [];
  const deaths: { readonly given: readonly string[]; readonly arm: string }[] = [];
  let header: readonly string[] = [];
  const patients: CohortCount[] = [];
  let failed = 0;
  for (const [index, point] of points.entries()) {
    const spec = specOf(config, point, { varying, drugs: modelDrugs });
    const parameters = pointParameters(point, cohort.values, { marginals, varying, drugs: modelDrugs });
    const record = await runCohort(
      { spec, parameters, patients: config.patients },
      {
        ...context,
        onProgress: (progress) =>
          context.onProgress?.({
            done: index * config.patients + progress.done,
            total: points.length * config.patients,
            failed: failed + progress.failed,
          }),
      },
    );
    failed += record.failures.length;
    const name = point.coordinates.join(', ');
    patients.push({ cohort: name, patients: record.patients, failed: record.failures.length });
    const deathArm = death === null ? null : (config.death ?? deathArmFor(Object.keys(point.regimen), drugs));
    if (deathArm !== null) deaths.push({ given: Object.keys(point.regimen), arm: deathArm });
    const cells = endpointCells(config, spec, record, deathArm === null ? null : death![deathArm]!);
    header = [...sweepCoordinates(config), ...cells.map(([name]) => name)];
    rows.push([...point.coordinates, ...cells.map(([, value]) => value)]);
  }
  const coordinates = sweepCoordinates(config);
  const endpoints = header.slice(coordinates.length);
  const remarks = [...overlaps(config, points), ...deathRemarks(deaths, drugs)];
  const result: SweepResult = {
    schema_version: SWEEP_VERSION,
    name: config.name,
    description: config.description,
    seed: config.seed,
    points: rows.length,
    patients: config.patients,
    failed,
    horizon_days: config.horizonDays,
    coordinates,
    endpoints,
    drugs: drugsOfPoints(points, modelDrugs),
    ...(remarks.length === 0 ? {} : { remarks }),
    heat_maps: heatMapsOf(config, endpoints),
  };
  return {
    status: 'done',
    result,
    tables: [{ file: 'sweep.csv', header, rows }],
    summary: [...summaryOf(result, header, rows), ...noteLines(uncalibratedNote(result))],
    patients,
  };
}

/** Drugs that the points give. */
function drugsOfPoints(points: readonly SweepPoint[], drugs: readonly ModelDrug[]): StoredTreatments['drugs'] {
  const arms = points.map(({ regimen }, index) => ({ name: String(index), regimen, untilProgression: null }));
  return storedTreatments(treatmentsOf(arms, drugs), drugs).drugs;
}

/** Drugs whose administrations overlap at some points; one sentence for each. */
function overlaps({ horizonDays }: SweepConfig, points: readonly SweepPoint[]): readonly string[] {
  const drugs = [...new Set(points.flatMap(({ regimen }) => drugsOfRegimen(regimen)))];
  return drugs.flatMap((drug) => {
    const overlapping = points.filter(
      ({ regimen }) => firstOverlap(administrationsOfAll(regimen[drug] ?? [], horizonDays)) !== undefined,
    );
    const [first] = overlapping;
    if (first === undefined) return [];
    return [
      `Administrations of ${drug} overlap at ${overlapping.length} of ${points.length} points, and their rates add up; the first is ${first.coordinates.join(', ')}.`,
    ];
  });
}

/**
 * Columns that are drawn: those of the configuration, or disease control and median survival where the table has them.
 */
function heatMapsOf({ heat }: SweepConfig, endpoints: readonly string[]): readonly string[] {
  if (heat.length === 0) return ['dcr', curves.os.outcome.median].filter((name) => endpoints.includes(name));
  for (const name of heat) {
    if (endpoints.includes(name)) continue;
    throw new InputError(
      `heat: must name columns of the table, ${endpoints.join(', ')}; got ${name}${nearestHint(name, endpoints)}`,
    );
  }
  return heat;
}

function summaryOf(
  result: SweepResult,
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): readonly string[] {
  const shown = shownEndpoints(result);
  const text = (cell: CsvCell) => {
    if (cell === null) return '-';
    return typeof cell === 'string' ? cell : String(Number(cell.toPrecision(4)));
  };
  return [
    ...(result.remarks ?? []),
    result.coordinates.join(', '),
    ...rows.map((cells) => {
      const coordinates = cells.slice(0, result.coordinates.length).map(text);
      return `  ${[...coordinates, ...shown.map((name) => `${name} ${text(cells[header.indexOf(name)]!)}`)].join('  ')}`;
    }),
  ];
}

/** Days at which tumors are read; ascending. */
function daysOf({ assessmentDay, furtherDays }: SweepConfig): readonly number[] {
  return [...new Set([0, assessmentDay, ...furtherDays])].sort((a, b) => a - b);
}

function specOf(
  config: SweepConfig,
  { regimen, switches }: SweepPoint,
  { varying, drugs }: Pick<SimulationSpec, 'varying' | 'drugs'>,
): SimulationSpec {
  const { horizonDays, assessmentDay, markerDay } = config;
  return {
    switches,
    overrides: {},
    varying,
    drugs,
    arms: [fixedArm(ARM, regimen)],
    horizonDays,
    assessment: defaultAssessmentRules,
    assessmentDay,
    markerDays: [markerDay],
    tumorDays: daysOf(config),
    keepTrajectories: false,
    solver: defaultSolverSettings,
  };
}

type Cells = readonly (readonly [name: string, value: CsvCell])[];

function endpointCells(
  config: SweepConfig,
  spec: SimulationSpec,
  record: CohortRecord,
  ranges: DeathRanges | null,
): Cells {
  const arm = record.arms[ARM]!;
  const settings = { ...config, assessment: spec.assessment, visits: spec.arms[0]!.visits };
  const { outcome, alive } = armOutcome(arm, ranges === null ? NO_DEATHS : mixtureOf(ranges), settings);
  const completed = Array.from({ length: record.patients }, (_, patient) => patient).filter(
    (patient) => arm.status[patient] !== statusCodes.failed,
  );
  const triAt = (patient: number, day: number) => {
    const at = (wanted: number) => arm.tumor[patient * spec.tumorDays.length + spec.tumorDays.indexOf(wanted)]!;
    return treatmentResponseIndex(at(0), at(day));
  };
  const { os } = curves;
  const survival: Cells =
    ranges === null
      ? []
      : [
          [os.outcome.median, outcome[os.outcome.median]],
          [`${os.medianEndpoint}_se`, outcome[os.outcome.medianError]],
          ...LANDMARK_MONTHS.flatMap((month) => {
            const value = atDay(alive, month * config.monthDays);
            return value === undefined ? [] : [[`${os.landmarkPrefix}${month}`, 100 * value] as const];
          }),
        ];
  return [
    ['patients', record.patients],
    ['failed', outcome.failed],
    ...rates.flatMap((name) => [
      [name, outcome[name]] as const,
      [`${name}_se`, outcome.rate_standard_errors[name]] as const,
    ]),
    ...survival,
    ...config.furtherDays.flatMap((day) => {
      const changes = Float64Array.from(completed, (patient) => triAt(patient, day));
      const controlled = completed.filter(
        (patient, row) =>
          classifyResponse(changes[row]!, config.responseRule, arm.baselineVolumeCm3[patient]!) !== 'PD',
      );
      changes.sort();
      return [
        [`control_${day}`, (100 * controlled.length) / changes.length] as const,
        [`median_change_${day}`, 100 * quantileSorted(changes, 0.5)] as const,
      ];
    }),
    ...aucCells(arm, completed, (patient) => responseOf(arm, patient, config.responseRule) !== 'PD'),
  ];
}

/** Nobody dies: the curve is not shown where there is no death function. */
const NO_DEATHS = [{ shape: { mu: 1e6, sigma: 1 }, weight: 1 }] as const;

function aucCells(
  arm: CohortRecord['arms'][string],
  completed: readonly number[],
  isControlled: (patient: number) => boolean,
): Cells {
  const labels = completed.map((patient) => (isControlled(patient) ? 1 : 0));
  const positives = labels.reduce<number>((sum, flag) => sum + flag, 0);
  const enough = positives >= 2 && labels.length - positives >= 2;
  return markerNames.map((name, marker) => {
    const scores = completed.map((patient) => arm.markers[patient * markerNames.length + marker]!);
    return [`auc_${name}`, enough ? aucDeLong(scores, labels).auc : null] as const;
  });
}
