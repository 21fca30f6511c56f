import { Z95 } from '../../../browser.js';
import type { OptimiseReply } from '../../../server/api/optimise.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleQuantity } from '../../../studies/optimise/result.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';

/** Label of the schedule that all others are compared with. */
export const REFERENCE = 'reference';

/** Whether axes show values, or differences from the reference on the same patients. */
export type FrontScale = 'differences' | 'values';

/** What the front is drawn by. */
export interface FrontView {
  readonly x: string;
  readonly y: string;
  readonly scale: FrontScale;
  /** Label of the schedule that is looked at. */
  readonly chosen: string;
}

/** The reference, the front, then the schedules asked about. */
export function allCandidates({ reference, front, asked }: OptimiseResult): readonly OptimiseCandidate[] {
  return [reference, ...front, ...asked];
}

/** Name of a schedule. */
export function candidateName({ label }: OptimiseCandidate): string {
  if (label === REFERENCE) return 'Reference';
  return /^\d+$/.test(label) ? `Schedule ${label}` : label;
}

/** A quantity by its name. */
export function quantityOf({ quantities }: OptimiseResult, name: string): ScheduleQuantity {
  return quantities.find((quantity) => quantity.name === name) ?? quantities[0]!;
}

/** A point with the ends of its 95 % Monte-Carlo interval. */
interface Point {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a schedule reaches on the patients of the confirmation; null where it is not known. */
export function confirmedPoint({ confirmed, label }: OptimiseCandidate, name: string, scale: FrontScale): Point | null {
  const found = confirmed[name];
  if (found === undefined) return null;
  const isReference = label === REFERENCE;
  const [value, error] =
    scale === 'values'
      ? [found.value, found.error]
      : [isReference ? 0 : found.difference, isReference ? 0 : found.difference_error];
  if (value === null) return null;
  const beside = Z95 * (error ?? 0);
  return { value, low: value - beside, high: value + beside };
}

/** What the search found of a schedule; null where it did not evaluate the quantity. */
export function searchedValue(
  { search }: Pick<OptimiseCandidate, 'search'>,
  { reference }: OptimiseResult,
  name: string,
  scale: FrontScale,
): number | null {
  const value = search?.[name]?.value ?? null;
  const base = scale === 'values' ? 0 : (reference.search?.[name]?.value ?? null);
  return value === null || base === null ? null : value - base;
}

/** Objectives of all schedules against each other: every one of the search, the front with its errors, the reference. */
export function frontModel(reply: OptimiseReply, view: FrontView): LinePlotModel {
  const { result } = reply;
  const axis = (name: string) => {
    const { label, unit, decimals } = quantityOf(result, name);
    const isDifference = view.scale === 'differences';
    return {
      label: isDifference ? `${label}, difference from the reference` : label,
      unit,
      format: (value: number) => `${isDifference && value > 0 ? '+' : ''}${value.toFixed(decimals)}`,
    };
  };
  const others = allCandidates(result).filter(({ label }) => label !== REFERENCE);
  return {
    title: `${quantityOf(result, view.y).label} against ${quantityOf(result, view.x).label}`,
    alt: frontInWords(reply, view),
    x: axis(view.x),
    y: axis(view.y),
    series: [
      cloudOf(reply, view),
      dots(
        view,
        others.filter(({ limits_met: met }) => met),
        { id: 'front', label: 'Schedules', colour: 'series-1' },
      ),
      dots(
        view,
        others.filter(({ limits_met: met }) => !met),
        { id: 'outside', label: 'Outside a limit', colour: 'warn' },
      ),
      dots(view, [result.reference], { id: REFERENCE, label: 'Reference', colour: 'text' }),
      {
        ...dots(view, chosenOf(result, view), { id: 'chosen', label: 'Chosen', colour: 'series-4' }),
        radius: 7,
      },
    ].filter(({ x }) => x.length > 0),
    ...(view.scale === 'differences'
      ? { marks: [{ axis: 'x', value: 0 } as const, { axis: 'y', value: 0 } as const] }
      : {}),
  };
}

function chosenOf(result: OptimiseResult, { chosen }: FrontView): readonly OptimiseCandidate[] {
  return allCandidates(result).filter(({ label }) => label === chosen);
}

function dots(
  { x, y, scale }: FrontView,
  candidates: readonly OptimiseCandidate[],
  look: Pick<PlotSeries, 'id' | 'label' | 'colour'>,
): PlotSeries {
  const points = candidates.flatMap((candidate) => {
    const [at, value] = [confirmedPoint(candidate, x, scale), confirmedPoint(candidate, y, scale)];
    return at === null || value === null ? [] : [{ candidate, at, value }];
  });
  return {
    ...look,
    style: 'dots',
    x: points.map(({ at }) => at.value),
    y: points.map(({ value }) => value.value),
    low: points.map(({ value }) => value.low),
    high: points.map(({ value }) => value.high),
    names: points.map(({ candidate }) => candidateName(candidate)),
    radius: 5,
  };
}

/** Every schedule that the search simulated, where it evaluated both quantities. */
function cloudOf({ result, candidates }: OptimiseReply, { x, y, scale }: FrontView): PlotSeries {
  const [header = [], ...rows] = candidates;
  const columnOf = (name: string) => header.indexOf(name);
  const known = columnOf(x) >= 0 && columnOf(y) >= 0;
  const base = (name: string) =>
    searchedValue({ search: result.reference.search }, result, name, 'values') ?? Number.NaN;
  const shift = (name: string) => (scale === 'values' ? 0 : base(name));
  const points = known
    ? rows.flatMap((cells) => {
        const value = (name: string) => {
          const cell = cells[columnOf(name)] ?? '';
          return cell === '' ? Number.NaN : Number(cell) - shift(name);
        };
        const point = { x: value(x), y: value(y), name: `Schedule ${cells[0]} of the search` };
        return Number.isFinite(point.x) && Number.isFinite(point.y) ? [point] : [];
      })
    : [];
  return {
    id: 'searched',
    label: 'All of the search',
    colour: 'faint',
    style: 'dots',
    x: points.map((point) => point.x),
    y: points.map((point) => point.y),
    names: points.map(({ name }) => name),
    radius: 2.5,
  };
}

function frontInWords({ result }: OptimiseReply, view: FrontView): string {
  const candidates = allCandidates(result);
  const words = candidates.slice(0, 6).map((candidate) => {
    const value = (name: string) => {
      const point = confirmedPoint(candidate, name, view.scale);
      const { unit, decimals } = quantityOf(result, name);
      return point === null ? 'not reached' : `${point.value.toFixed(decimals)} ${unit}`;
    };
    return `${candidateName(candidate)}: ${value(view.x)} and ${value(view.y)}`;
  });
  return `${words.join('; ')}.`;
}
