import { matchCsvColumns, parseCsv, parseDecimal, square, throwTableIssues } from '../../src/index.js';
import { curves } from '../endpoints/curves.js';
import { landmarkMonths } from '../endpoints/months.js';
import type { ClinicalTargets } from './clinical-targets.js';
import { areShares } from './units.js';

/**
 * RMSE of the published model: root mean square difference of its survival landmarks from the pooled trials.
 *
 * @param text - table with the columns arm and one for each landmark (`month_3`); percent alive
 * @param source - its name, for messages
 * @param targets - pooled clinical targets
 * @returns percentage points, by arm, over the landmarks that its trials state; only arms with both
 * @throws DataError - on a missing column or a cell that is not a number
 */
export function publishedSurvivalRmse(
  text: string,
  source: string,
  targets: readonly ClinicalTargets[],
): Readonly<Record<string, number>> {
  const table = parseCsv(text, source);
  const { positions, issues } = matchCsvColumns(table, {
    source,
    required: ['arm', ...landmarkMonths.map((month) => `month_${month}`)],
    optional: [],
  });
  throwTableIssues(source, [...issues]);
  const cellIssues: string[] = [];
  const rmses = table.rows.flatMap(({ line, cells }) => {
    const arm = cells[positions.get('arm')!]!.trim();
    const survival = targets.find((target) => target.arm === arm)?.curves[curves.os.name].landmarks;
    const squares = landmarkMonths.flatMap((month) => {
      const cell = cells[positions.get(`month_${month}`)!]!;
      const value = parseDecimal(cell);
      if (!(value >= 0 && value <= 100)) {
        cellIssues.push(`${source}:${line}: month_${month}: must lie in [0, 100]; got '${cell}'`);
      }
      const place = survival?.months.indexOf(month) ?? -1;
      return place < 0 ? [] : [square(value - survival!.percent[place]!)];
    });
    if (areShares(landmarkMonths.map((month) => parseDecimal(cells[positions.get(`month_${month}`)!]!)))) {
      cellIssues.push(`${source}:${line}: survival must be in percent; got shares`);
    }
    const mean = squares.reduce((sum, value) => sum + value, 0) / squares.length;
    return Number.isFinite(mean) ? [[arm, Math.sqrt(mean)] as const] : [];
  });
  throwTableIssues(source, cellIssues);
  return Object.fromEntries(rmses);
}
