import type { CsvCell } from '../../../src/index.js';
import type { AnalysedSurvival } from './compute.js';
import type { AtRiskPoint, CurvePoint } from './result.js';
import type { ArmSurvival } from './simulated-trial.js';

/** A CSV file of an analysis: its name, header and rows. */
export interface SurvivalCsv {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

const CURVE_COLUMNS = ['group', 'time', 'at_risk', 'events', 'censored', 'survival', 'low', 'high'] as const;
const AT_RISK_COLUMNS = ['group', 'time', 'at_risk', 'events', 'censored'] as const;

/**
 * The tables that an analysis leaves beside its results.
 *
 * `curves.csv` has one row per distinct follow-up time of a group, from time 0: numbers just before it, survival from it on.
 * Events and censored of `at_risk.csv` are those before the time. `prognosis_curves.csv` is written where a marker was cut,
 * `expected.csv` for simulated trials.
 *
 * @param analysed - results and drawings
 * @param arms - expected curves of a simulated trial; none for a table
 * @returns files in the order of writing
 */
export function survivalCsvs(
  { drawing, prognosis }: AnalysedSurvival,
  arms: readonly ArmSurvival[],
): readonly SurvivalCsv[] {
  const files: SurvivalCsv[] = [
    { name: 'curves.csv', header: CURVE_COLUMNS, rows: drawing.curves.map(curveCells) },
    { name: 'at_risk.csv', header: AT_RISK_COLUMNS, rows: drawing.at_risk.map(atRiskCells) },
  ];
  if (prognosis.length > 0) {
    files.push({
      name: 'prognosis_curves.csv',
      header: ['within', ...CURVE_COLUMNS],
      rows: prognosis.flatMap(({ result, drawing: part }) =>
        part.curves.map((point) => [result.within, ...curveCells(point)]),
      ),
    });
  }
  if (arms.length > 0) {
    files.push({
      name: 'expected.csv',
      header: ['group', 'time', 'survival'],
      rows: arms.flatMap(({ arm, curve }) =>
        Array.from(curve.times, (time, index) => [arm, time, curve.alive[index] ?? null]),
      ),
    });
  }
  return files;
}

function curveCells(point: CurvePoint): readonly CsvCell[] {
  const { group, time, at_risk: atRisk, events, censored, survival, low, high } = point;
  return [group, time, atRisk, events, censored, survival, low, high];
}

function atRiskCells({ group, time, at_risk: atRisk, events, censored }: AtRiskPoint): readonly CsvCell[] {
  return [group, time, atRisk, events, censored];
}
