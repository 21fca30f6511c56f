import { InputError, throwTableIssues } from '../../../src/index.js';
import { curveList, forEachCurve } from '../../endpoints/curves.js';
import { isNotReached } from '../cell-number.js';
import { armMust, percentSigns, type TableText } from '../read-trial-rows.js';
import { notReachedRemark } from '../stated-units.js';
import { rowName } from '../trial-row.js';
import type { AllowedIssue } from '../units.js';
import { checkNewTrials } from './check-new-trials.js';
import { medianIssues, shareIssues } from './check-units.js';
import type { NewTrial, TrialCurve } from './new-trial.js';
import { readHazardRatios } from './read-hazard-ratios.js';
import { readBestResponse, readResponse } from './read-response.js';
import { readCurve, readLandmarks, readLevel, readMedian } from './read-survival.js';
import { curveRecords, numberReader, type TrialRecord, trialRecords } from './trial-records.js';

/** A table of new trials with the curve files that it names. */
export interface NewTrialFile extends TableText {
  /** By name, as in the column `curve_file`. */
  readonly curveFiles: ReadonlyMap<string, TableText>;
}

export interface NewTrialOptions {
  /** Valid names of the column `arm`; default: any name of letters, digits and _. */
  readonly arms?: readonly string[] | undefined;
  /** What these arms are, such as `an arm of the run`, and how to leave out the rows of another; for messages. */
  readonly armsAre?: { readonly what: string; readonly leaveOut: string } | undefined;
  /** Issues to accept. */
  readonly allow?: readonly AllowedIssue[] | undefined;
  /** List to which sentences about what was read with a leniency are added. */
  readonly remarks?: string[] | undefined;
}

const ARM_NAME = /^[a-z][a-z0-9_]*$/i;
const DOI = /^10\.\d{4,9}\/\S+$/;

/** Requires the name of an arm as tables have it. @throws InputError - when it is none */
export function requireArmName(where: string, arm: string): void {
  if (!ARM_NAME.test(arm)) throw new InputError(`${where}: must be names of letters, digits and _; got '${arm}'`);
}

/** Names of the curve files of a table of new trials; none where its header is wrong. */
export function curveFileNames({ source, text }: TableText): readonly string[] {
  const names = trialRecords(source, text, []).map((record) => record.cell('curve_file'));
  return [...new Set(names.filter((name) => name !== ''))];
}

/**
 * Reads tables of new trials, one row per trial and arm, and checks every cell and the rows against each other.
 *
 * @param files - CSV or JSON texts (by the name's ending), each with the curve files that it names
 * @param options - known arms
 * @returns the rows of all files, in order
 * @throws DataError - with every issue of all files, each with file, row and column; or when a text is not CSV or JSON
 */
export function parseNewTrials(
  files: readonly NewTrialFile[],
  { arms, armsAre, allow = [], remarks = [] }: NewTrialOptions = {},
): readonly NewTrial[] {
  const issues: string[] = [];
  const context = { arms, armsAre, allow, issues };
  const trials = files.flatMap((file) => {
    const records = trialRecords(file.source, file.text, issues);
    const curves = [...file.curveFiles].map(([name, { source, text }]) => {
      const points = curveRecords(source, text, issues);
      remarks.push(...percentSignRemarks(source, points));
      return { name, points: new Set(points) };
    });
    remarks.push(...percentSignRemarks(file.source, records));
    const read = records.map((record): NewTrial => {
      const before = issues.length;
      const row = readRow(record, context);
      const named = curves.find(({ name }) => name === record.cell('curve_file'));
      const points = curvePoints(record, named?.points, issues);
      const trial = { ...row, curve: points === null ? null : checkedCurve(record, points, { n: row.n, issues }) };
      // A row whose only data have issues is already reported
      if (issues.length === before && !hasData(trial)) {
        issues.push(`${record.where}: must state a response, a median, landmarks or a curve; got none of them`);
      }
      issues.push(...shareIssues(trial));
      if (issues.length === before) issues.push(...medianIssues(trial, allow));
      remarks.push(...notReachedRemarks(record, trial));
      return trial;
    });
    for (const { points } of curves) {
      for (const point of points) {
        issues.push(
          `${point.where}: must belong to a row of ${file.source} that names this file; got ${nameOf(point)}`,
        );
      }
    }
    return read;
  });
  issues.push(...checkNewTrials(trials));
  throwTableIssues('new trials', issues);
  return trials;
}

interface RowContext {
  readonly arms: readonly string[] | undefined;
  readonly armsAre: NewTrialOptions['armsAre'];
  readonly allow: readonly AllowedIssue[];
  readonly issues: string[];
}

function readRow(record: TrialRecord, context: RowContext): Omit<NewTrial, 'curve'> {
  const { arms, armsAre, issues } = context;
  const reader = numberReader(record, issues);
  for (const column of ['trial', 'reference']) {
    if (record.cell(column) === '') issues.push(`${record.at(column)}: must not be empty; got an empty cell`);
  }
  const arm = record.cell('arm');
  if (arms !== undefined ? !arms.includes(arm) : !ARM_NAME.test(arm)) {
    const must = arms === undefined ? `a name of letters, digits and _; got '${arm}'` : armMust(arm, arms);
    const [what, other] = armsAre === undefined ? ['', ''] : [`${armsAre.what}, `, ` (${armsAre.leaveOut})`];
    issues.push(`${record.at('arm')}: must be ${what}${must}${other}`);
  }
  const doi = record.cell('doi');
  if (doi !== '' && !DOI.test(doi)) issues.push(`${record.at('doi')}: must be a DOI, 10.x/y; got '${doi}'`);
  const n = reader.number('n', 'an integer >= 1', (value) => Number.isSafeInteger(value) && value >= 1);
  const reference = record.cell('reference');
  const level = readLevel(record, issues);
  return {
    trial: record.cell('trial'),
    subgroup: record.cell('subgroup'),
    arm,
    n,
    subsetOf: record.cell('subset_of') === '' ? null : record.cell('subset_of'),
    source: doi === '' ? reference : `${reference}, doi:${doi}`,
    where: record.where,
    doi: doi === '' ? null : doi,
    year: reader.optional('year', 'a year', (value) => Number.isSafeInteger(value)),
    note: record.cell('note'),
    assessmentDay: reader.optional('assessment_day', 'a day >= 1', (day) => Number.isSafeInteger(day) && day >= 1),
    response: readResponse(record, n, issues),
    bestResponse: readBestResponse(record, n, issues),
    hazardRatios: readHazardRatios(record, level, issues),
    deaths: reader.optional('deaths', 'an integer in [0, n]', (deaths) => {
      return Number.isSafeInteger(deaths) && deaths >= 0 && !(deaths > n);
    }),
    curves: forEachCurve((curve) => ({
      ...readMedian(curve, record, { ...context, level }),
      landmarks: readLandmarks(curve, record, issues),
    })),
  };
}

const keyOf = (record: TrialRecord): string =>
  JSON.stringify(['trial', 'subgroup', 'arm'].map((column) => record.cell(column)));
const nameOf = (record: TrialRecord): string =>
  ['trial', 'subgroup', 'arm'].flatMap((column) => record.cell(column) || []).join(', ');

/** Points of a record's curve, removed from the points of its file; null where it has none. */
function curvePoints(
  record: TrialRecord,
  fileOfCurves: Set<TrialRecord> | undefined,
  issues: string[],
): readonly TrialRecord[] | null {
  const name = record.cell('curve_file');
  if (record.points !== null && name !== '') {
    issues.push(`${record.at('curve_file')}: must be empty where the record has a list 'curve'; got '${name}'`);
  }
  if (record.points !== null || name === '') return record.points;
  if (fileOfCurves === undefined) {
    issues.push(`${record.at('curve_file')}: must name a file of curves that was read; got '${name}'`);
    return null;
  }
  const points = [...fileOfCurves].filter((point) => keyOf(point) === keyOf(record));
  for (const point of points) fileOfCurves.delete(point);
  if (points.length > 0) return points;
  issues.push(`${record.at('curve_file')}: must hold points of ${nameOf(record)}; got none in '${name}'`);
  return null;
}

function checkedCurve(
  record: TrialRecord,
  points: readonly TrialRecord[],
  { n, issues }: { readonly n: number; readonly issues: string[] },
): TrialCurve | null {
  if (points.length > 0) return readCurve(points, n, issues);
  issues.push(`${record.where}: a curve must have one point at least; got none`);
  return null;
}

function hasData({ response, bestResponse, curves, curve }: NewTrial): boolean {
  const ofCurves = curveList.flatMap(({ name }) => [curves[name].median, curves[name].landmarks]);
  const isNotReached = curveList.some(({ name }) => curves[name].medianNotReached);
  return isNotReached || [response, bestResponse, ...ofCurves, curve].some((data) => data !== null);
}

/** Medians that were not reached, and intervals with an open end: neither is pooled. */
function notReachedRemarks(record: TrialRecord, trial: NewTrial): readonly string[] {
  return curveList.flatMap(({ name, medianColumn, medianIntervalColumns }) => {
    if (trial.curves[name].medianNotReached) return [notReachedRemark(trial, medianColumn)];
    const open = Object.values(medianIntervalColumns).filter((column) => isNotReached(record.cell(column)));
    return open.map(
      (column) => `${trial.where}: ${rowName(trial)}: ${column} was not reached; the interval is not used`,
    );
  });
}

function percentSignRemarks(source: string, records: readonly TrialRecord[]): readonly string[] {
  const rows = records.map((record) => ({ cells: { text: (column: string) => record.cell(column) } }));
  const columns = [...new Set(records.flatMap((record) => record.columns))];
  return percentSigns(source, columns, rows);
}
