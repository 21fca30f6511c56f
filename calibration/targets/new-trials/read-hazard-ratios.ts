import { curveList } from '../../endpoints/curves.js';
import type { ReportedHazardRatio } from './new-trial.js';
import { hazardRatioColumns, VERSUS_COLUMN } from './trial-columns.js';
import { numberReader, type TrialRecord } from './trial-records.js';

/** Coverage of intervals where a row states none; percent. */
const PUBLISHED_LEVEL_PERCENT = 95;

/** Hazard ratios outside this range are more likely something else, such as a percentage. */
const LEAST_RATIO = 0.05;
const LARGEST_RATIO = 20;
const RANGE = `a number in [${LEAST_RATIO}, ${LARGEST_RATIO}]`;
const isRatio = (value: number): boolean => value >= LEAST_RATIO && value <= LARGEST_RATIO;

/**
 * Reads the hazard ratios of one record against the arm of `hazard_ratio_versus`.
 *
 * @param record - a row
 * @param level - coverage of the intervals of the row; percent; null for 95
 * @param issues - list to which issues are added
 * @returns one per curve that has one
 */
export function readHazardRatios(
  record: TrialRecord,
  level: number | null,
  issues: string[],
): readonly ReportedHazardRatio[] {
  const reader = numberReader(record, issues);
  const versus = record.cell(VERSUS_COLUMN);
  const ratios = curveList.flatMap((curve): readonly ReportedHazardRatio[] => {
    const { ratio, low, high } = hazardRatioColumns(curve);
    const hazardRatio = reader.optional(ratio, RANGE, isRatio);
    const ends = [low, high].filter((column) => record.cell(column) !== '');
    if (hazardRatio === null) {
      if (ends.length > 0) reader.issue(`${ends[0]} must come with ${ratio}; got none`);
      return [];
    }
    if (ends.length === 1) reader.issue(`an interval of ${ratio} must have both ends; got only ${ends[0]}`);
    if (ends.length < 2) return [{ endpoint: curve.name, versus, hazardRatio, interval: null }];
    const interval = {
      low: reader.number(low, `a number in (0, ${hazardRatio}]`, (end) => end > 0 && !(end > hazardRatio)),
      high: reader.number(high, `a number >= ${hazardRatio}`, (end) => !(end < hazardRatio) && Number.isFinite(end)),
      levelPercent: level ?? PUBLISHED_LEVEL_PERCENT,
    };
    return [{ endpoint: curve.name, versus, hazardRatio, interval }];
  });
  if (ratios.length > 0 && (versus === '' || versus === record.cell('arm'))) {
    issues.push(`${record.at(VERSUS_COLUMN)}: must name another arm of the trial; got '${versus}'`);
  } else if (ratios.length === 0 && versus !== '') {
    issues.push(`${record.at(VERSUS_COLUMN)}: must come with a hazard ratio; got '${versus}' alone`);
  }
  return ratios;
}
