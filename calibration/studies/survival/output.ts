import type { CsvCell } from '../../../src/index.js';
import { formatCompact, formatFixed, formatPValue, formatSignificant } from '../../page/format-number.js';
import type { StudyOutput, StudyTable } from '../study.js';
import type { AnalysedSurvival } from './compute.js';
import {
  type AtRiskPoint,
  atRiskColumns,
  type CoxTerm,
  type CurvePoint,
  curveColumns,
  type SurvivalResults,
  survivalTableFiles,
} from './result.js';
import type { ArmSurvival } from './simulated-trial.js';

/** What a survival analysis leaves: results, tables and lines for the terminal. */
export function survivalOutput(analysed: AnalysedSurvival, arms: readonly ArmSurvival[]): StudyOutput<SurvivalResults> {
  const { results } = analysed;
  return {
    status: 'done',
    result: results,
    tables: survivalTables(analysed, arms),
    summary: survivalLines(results),
    patients: results.group_names.map((cohort) => ({ cohort, patients: results.groups[cohort]?.n ?? 0, failed: 0 })),
  };
}

/**
 * The tables that an analysis leaves beside its results.
 *
 * `curves.csv` has one row per distinct follow-up time of a group, from time 0: numbers just before it, survival from it on.
 * Events and censored of `at_risk.csv` are those before the time. `prognosis_curves.csv` and `prognosis_at_risk.csv` are written
 * where a marker was cut, `expected.csv` for simulated trials.
 *
 * @param analysed - results and drawings
 * @param arms - expected curves of a simulated trial; none for a table
 * @returns files in the order of writing
 */
function survivalTables({ drawing, prognosis }: AnalysedSurvival, arms: readonly ArmSurvival[]): readonly StudyTable[] {
  const files: StudyTable[] = [
    { file: survivalTableFiles.curves, header: curveColumns, rows: drawing.curves.map(curveCells) },
    { file: survivalTableFiles.atRisk, header: atRiskColumns, rows: drawing.at_risk.map(atRiskCells) },
  ];
  if (prognosis.length > 0) {
    files.push({
      file: survivalTableFiles.prognosisCurves,
      header: ['within', ...curveColumns],
      rows: prognosis.flatMap(({ result, drawing: part }) =>
        part.curves.map((point) => [result.within, ...curveCells(point)]),
      ),
    });
    files.push({
      file: survivalTableFiles.prognosisAtRisk,
      header: ['within', ...atRiskColumns],
      rows: prognosis.flatMap(({ result, drawing: part }) =>
        part.at_risk.map((point) => [result.within, ...atRiskCells(point)]),
      ),
    });
  }
  if (arms.length > 0) {
    files.push({
      file: survivalTableFiles.expected,
      header: ['group', 'time', 'survival'],
      rows: arms.flatMap(({ arm, estimand: { times, alive } }) =>
        Array.from(times, (time, index) => [arm, time, alive[index] ?? null]),
      ),
    });
  }
  return files;
}

const curveCells = (point: CurvePoint): readonly CsvCell[] => curveColumns.map((column) => point[column]);
const atRiskCells = (point: AtRiskPoint): readonly CsvCell[] => atRiskColumns.map((column) => point[column]);

/**
 * The main results of an analysis as lines for the terminal.
 *
 * @param results - the analysis
 * @returns groups, tests, hazard ratios, remarks
 */
export function survivalLines(results: SurvivalResults): readonly string[] {
  const { group_names: names, groups, logrank, cox, prognosis, level } = results;
  const coverage = `${formatCompact(100 * level)} %`;
  const time = (value: number | null | undefined) => formatSignificant(value, 4);
  return [
    ...names.flatMap((name) => {
      const group = groups[name];
      if (group === undefined) return [];
      const { n, events, median, median_low: low, median_high: high, rmst } = group;
      const mean = rmst === null ? '' : `; mean to ${time(rmst.tau)}: ${time(rmst.mean)}`;
      return [
        `${name}: ${n} patient${n === 1 ? '' : 's'}, ${events} event${events === 1 ? '' : 's'}; median ${time(median)} (${time(low)} to ${time(high)})${mean}`,
      ];
    }),
    ...(logrank === null
      ? []
      : [
          `log-rank chi-square ${formatSignificant(logrank.statistic, 4)} on ${logrank.df} df, p ${formatPValue(logrank.p)}`,
        ]),
    ...(cox?.terms ?? []).map((term) => termLine('hazard ratio', term, coverage)),
    ...(results.cox_adjusted?.terms ?? []).map((term) => termLine('adjusted hazard ratio', term, coverage)),
    ...prognosis.map(({ within, marker, cut, cuts, comparison, optimal }) => {
      const p = optimal === null ? comparison.logrank?.p : optimal.p_permutation;
      const kind = optimal === null ? 'log-rank' : 'adjusted for the choice,';
      return `${marker} within ${within}, ${cut} cut ${cuts.map((value) => formatCompact(value, 4)).join(', ')}: ${kind} p ${formatPValue(p)}`;
    }),
    '',
    `${results.remarks.length} remark(s):`,
    ...results.remarks.map((remark) => `  ${remark}`),
    ...(results.tau === null ? [] : [`  Restricted means up to ${formatFixed(results.tau, 2)}.`]),
  ];
}

function termLine(title: string, term: CoxTerm, coverage: string): string {
  const { name, reference, hazard_ratio: ratio, low, high, p, reason } = term;
  const of = `${title} ${name}${reference === null ? '' : ` against ${reference}`}`;
  if (reason !== null) return `${of}: none finite, ${reason}`;
  const interval = `${coverage} ${formatSignificant(low, 3)} to ${formatSignificant(high, 3)}`;
  return `${of}: ${formatSignificant(ratio, 3)} (${interval}), p ${formatPValue(p)}`;
}
