import {
  administrationsOfAll,
  type BetaMarginal,
  type CsvCell,
  defaultAssessmentRules,
  defaultSolverSettings,
  drugsOfRegimen,
  firstOverlap,
  fixedArm,
  heterogeneityParameterNames,
  InputError,
  type ModelDrug,
  nearestHint,
  type SimulationSpec,
  streamNames,
  treatmentsOf,
} from '../../../src/index.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { sweepDrugs } from '../../config/parse-sweep.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import { curves } from '../../endpoints/curves.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { describedTable } from '../described-table.js';
import type { DeathRanges } from '../sensitivity/evaluate-population.js';
import type { StudyOutput } from '../study.js';
import { noteLines, type StoredTreatments, storedTreatments, uncalibratedNote } from '../treatments.js';
import { axisUnits } from './axis-units.js';
import { type ArmDrugs, deathArmFor, deathRemarks } from './death-arm.js';
import { describedColumns } from './described-columns.js';
import { endpointCells } from './endpoint-cells.js';
import { type Contributions, differenceError } from './patient-contributions.js';
import { pointParameters } from './point-parameters.js';
import { SWEEP_VERSION, type SweepResult, shownEndpoints, sweepTables } from './result.js';
import { type SweepPoint, sweepCoordinates, sweepPoints } from './sweep-points.js';

/** Shapes and death functions of a stored run, or the published shapes without death functions. */
export interface SweepPopulation {
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, DeathRanges>> | null;
  /** Drugs of the arms that have a death function, in the order of the run. */
  readonly drugs: ArmDrugs;
}

const ARM = 'sweep';

/**
 * Simulates the same patients at every point of a sweep and gathers their endpoints.
 *
 * @param config - the sweep
 * @param population - shapes and death functions
 * @param context - engine, store, progress
 * @returns the result, the table `sweep.csv` with one row per point, and `differences.csv` with one row per point after the first
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
  const differences: CsvCell[][] = [];
  let reference: PointReference | undefined;
  const deaths: { readonly given: readonly string[]; readonly arm: string }[] = [];
  const coordinates = sweepCoordinates(config);
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
    const ranges = deathArm === null ? null : death![deathArm]!;
    const { cells, contributions } = endpointCells(config, { spec, record, arm: ARM }, ranges);
    header = [...coordinates, ...cells.map(([name]) => name)];
    rows.push([...point.coordinates, ...cells.map(([, value]) => value)]);
    const values = new Map(cells);
    // The first point's patients are all that is kept of the others'
    if (reference === undefined) reference = { values, contributions };
    else differences.push([...point.coordinates, ...differenceCells({ values, contributions }, reference)]);
  }
  const endpoints = header.slice(coordinates.length);
  const compared = [...(reference?.contributions.keys() ?? [])];
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
    coordinate_units: axisUnits(config, modelDrugs),
    assessment_day: config.assessmentDay,
    endpoints,
    differences: compared,
    drugs: drugsOfPoints(points, modelDrugs),
    ...(remarks.length === 0 ? {} : { remarks }),
    heat_maps: heatMapsOf(config, endpoints),
  };
  return {
    status: 'done',
    result,
    tables: [
      describedTable(sweepTables.points, describedColumns(result, header, rows), rows),
      {
        file: sweepTables.differences,
        header: [...coordinates, ...compared.flatMap((name) => [name, `${name}_se`])],
        rows: differences,
      },
    ],
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

interface PointReference {
  readonly values: ReadonlyMap<string, CsvCell>;
  readonly contributions: Contributions;
}

/** Differences of a point from the first one, patient by patient, each with its Monte-Carlo error; null where one side has no value. */
function differenceCells(point: PointReference, reference: PointReference): readonly CsvCell[] {
  return [...reference.contributions].flatMap(([name, patients]) => {
    const [value, other] = [point.values.get(name), reference.values.get(name)];
    const own = point.contributions.get(name);
    if (typeof value !== 'number' || typeof other !== 'number' || own === undefined) return [null, null];
    return [value - other, differenceError(own, patients)];
  });
}
