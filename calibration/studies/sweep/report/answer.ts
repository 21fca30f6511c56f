import { curves } from '../../../endpoints/curves.js';
import { rateForms, rateNames } from '../../../endpoints/endpoints.js';
import { formatError, formatFixed, formatSigned } from '../../../page/format-number.js';
import { capitalised, listed } from '../../../page/listed.js';
import { describeColumn } from '../endpoint-columns.js';
import type { SweepResult } from '../result.js';
import { type Measured, type Point, pointName } from './points.js';

/** Points that the answer names where several are equally good. */
const NAMED = 3;

/** Long survival and disease control are what a schedule is for. */
const WANTED: readonly string[] = [curves.os.outcome.median, 'dcr'];

interface Known {
  readonly point: Point;
  readonly measured: Measured & { readonly value: number };
}

/**
 * Which point is best, and by how much.
 *
 * @param result - of the sweep
 * @param points - its points
 * @returns a sentence for median survival and one for disease control, where the table has them
 */
export function sweepAnswer(result: SweepResult, points: readonly Point[]): string {
  const names = WANTED.filter((name) => result.endpoints.includes(name));
  const sentences = (names.length > 0 ? names : result.heat_maps.slice(0, 1)).flatMap(
    (name) => sentenceOf(result, points, name) ?? [],
  );
  return sentences.length === 0 ? 'No endpoint is reached at any point.' : sentences.join(' ');
}

function sentenceOf(result: SweepResult, points: readonly Point[], name: string): string | undefined {
  const known = points.flatMap((point): Known[] => {
    const measured = point.endpoints.get(name);
    return measured === undefined || measured.value === null
      ? []
      : [{ point, measured: { ...measured, value: measured.value } }];
  });
  if (known.length === 0) return undefined;
  const { decimals, behind } = describeColumn(name);
  const most = known.reduce((best, each) => (each.measured.value > best.measured.value ? each : best));
  const value = `${formatFixed(most.measured.value, decimals)}${errorText(most.measured, decimals)}${behind}`;
  const title = capitalised(titleOf(result, name));
  const best = known.filter(({ measured }) => measured.value === most.measured.value);
  if (best.length === points.length) return `${title} is ${value} at all points.`;
  const named = best.slice(0, NAMED).map(({ point }) => pointName(result, point));
  const more = best.length > NAMED ? ` and ${best.length - NAMED} more` : '';
  const word = name === curves.os.outcome.median ? 'longest' : 'highest';
  return `${title} is ${word}, ${value}${gainText(most, name)}, at ${listed(named, ' and at ')}${more}.`;
}

/** `disease control on day 56`, `median overall survival`. */
function titleOf({ assessment_day: day }: SweepResult, name: string): string {
  if (name === curves.os.outcome.median) return curves.os.medianSummary;
  const rate = rateNames.find((each) => each === name);
  if (rate === undefined) return describeColumn(name).summary;
  return `${rateForms[rate].label.toLowerCase()}${day === undefined ? '' : ` on day ${day}`}`;
}

const errorText = ({ error }: Measured, decimals: number): string =>
  error === null ? '' : ` ± ${formatError(error, decimals)}`;

/** ` (+1.80 ± 0.12 months against the first point)`; nothing of the first point itself, and without stored differences. */
function gainText({ point }: Known, name: string): string {
  const difference = point.differences.get(name);
  if (point.isFirst || difference === undefined || difference.value === null) return '';
  const { decimals, behind } = describeColumn(name);
  const unit = behind === ' %' ? ' points' : behind;
  return ` (${formatSigned(difference.value, decimals)}${errorText(difference, decimals)}${unit} against the first point)`;
}
