import { type CsvCell, markerNames } from '../../../src/index.js';
import { PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { markerRows, spiderRows, waterfallRows } from '../run/cohort-plot-rows.js';
import { toFigureTableCells } from '../run/parse-plot-table.js';
import type { FigureRow, FigureTableName } from '../run/plot-tables.js';
import type { StudyTable } from '../study.js';
import type { SimulatedForm } from './cohorts.js';
import { markerArms, markersOfArm } from './markers.js';
import { type CurveArithmetic, markerGroupCurves, PROGNOSIS_ARM, shownCurve } from './prognosis.js';
import {
  DRAWN_MARKER,
  type PrognosisPanel,
  type ReplicateResult,
  type ReplicateRow,
  replicateFiles,
} from './result.js';
import { type FormSurvival, meanCurve, type SurvivalRows } from './survival.js';

/** Columns of `replicate.csv`, in order. */
const replicateColumns = [
  'id',
  'figure',
  'arm',
  'quantity',
  'unit',
  'setting',
  'relation',
  'published',
  'recomputed',
  'value',
  'standard_error',
  'low',
  'high',
  'patients',
  'published_error',
  'difference',
  'standard_errors_apart',
  'standard_errors_from_recomputed',
  'verdict',
  'reason',
  'source',
] as const satisfies readonly (keyof ReplicateRow)[];

/** Data of the plots besides the results. */
interface DrawnCohorts {
  readonly posted: SimulatedForm;
  readonly survival: FormSurvival;
}

/**
 * The tables of a replication: all results, and the data of each plot.
 *
 * @param result - results
 * @param drawn - posted cohort, survival under the death functions
 */
export function replicateTables(result: ReplicateResult, drawn: DrawnCohorts): readonly StudyTable[] {
  const { posted, survival } = drawn;
  const settings = {
    spec: posted.spec,
    monthDays: PAPER_MONTH_DAYS,
    responseRule: 'volume',
  } as const;
  const markers = markerArms.flatMap((arm) => markerRows(arm, markersOfArm(posted, arm)));
  return [
    {
      file: 'replicate.csv',
      header: replicateColumns,
      rows: result.rows.map((row) => replicateColumns.map((column) => row[column] ?? '')),
    },
    recordTable(replicateFiles.quintiles, result.quintiles),
    recordTable(replicateFiles.switches, result.switches),
    recordTable(replicateFiles.trialEndpoints, result.trial_endpoints),
    plotTable(replicateFiles.waterfall, 'waterfall', waterfallRows(posted.record, settings)),
    plotTable(replicateFiles.spider, 'spider', spiderRows(posted.record, settings)),
    plotTable(replicateFiles.markers, 'markers', markers),
    survivalTable(survival),
    prognosisTable(drawn),
  ];
}

/** One row per record, one column per key. */
function recordTable(file: string, records: readonly Readonly<Record<string, CsvCell>>[]): StudyTable {
  const header = Object.keys(records[0]!);
  return { file, header, rows: records.map((record) => header.map((column) => record[column] ?? '')) };
}

function plotTable<Name extends FigureTableName>(
  file: string,
  name: Name,
  rows: readonly FigureRow<Name>[],
): StudyTable {
  return { file, ...toFigureTableCells(name, rows) };
}

/** Mean curves of the arms, day by day. */
function survivalTable({ posted, corrected }: FormSurvival): StudyTable {
  return {
    file: replicateFiles.survival,
    header: ['arm', 'setting', 'day', 'survival_percent'],
    rows: Object.entries({ posted, corrected }).flatMap(([setting, arms]) =>
      Object.entries(arms).flatMap(([arm, rows]) =>
        Array.from(meanCurve(rows).alive, (share, day) => [arm, setting, day, 100 * share]),
      ),
    ),
  };
}

/** Curves of the two groups of the drawn marker under death functions and arithmetics, day by day. */
function prognosisTable({ posted, survival }: DrawnCohorts): StudyTable {
  const index = markerNames.indexOf(DRAWN_MARKER);
  const own = survival.posted[PROGNOSIS_ARM]!;
  const panels: readonly (readonly [PrognosisPanel, SurvivalRows, CurveArithmetic])[] = [
    ["exact, combination's death function", own, 'exact'],
    ["exact, placebo's death function", survival.placeboFunction, 'exact'],
    ["script's steps, placebo's function", survival.placeboFunction, 'script'],
  ];
  return {
    file: replicateFiles.prognosis,
    header: ['panel', 'group', 'day', 'survival_percent'],
    rows: panels.flatMap(([panel, rows, arithmetic]) => {
      const curves = markerGroupCurves(posted, index, rows);
      return (['high', 'low'] as const).flatMap((group) =>
        shownCurve(curves[group].alive, group, arithmetic).map((percent, day) => [panel, group, day, percent]),
      );
    }),
  };
}
