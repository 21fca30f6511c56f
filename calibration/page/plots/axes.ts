import { powerOfTen } from '../format-number.js';

/** Room beyond the outermost values, as a share of their span. */
const ROOM = 0.06;

/**
 * Ends of an axis that holds all given values with some room; never of width zero.
 *
 * @param values - what is drawn; those that are not finite do not count
 * @returns lower and upper end; 0 and 1 without values
 */
export function axisExtent(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null).filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const low = known.reduce((least, value) => Math.min(least, value));
  const high = known.reduce((most, value) => Math.max(most, value));
  const span = high - low || Math.abs(high) || 1;
  return [low - ROOM * span, high + ROOM * span];
}

const COARSE = [1, 2, 5] as const;
const FINE = [1, 1.5, 2, 3, 4, 5, 6, 8] as const;

/** Fewer ticks than this do not let a reader estimate a ratio. */
const FEWEST = 3;

function ticksOf(steps: readonly number[], from: number, to: number): readonly number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 },
    (_, index) => Math.floor(Math.log10(from)) + index,
  );
  return decades
    .flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`)))
    .filter((tick) => tick >= from && tick <= to);
}

/** Steps of a linear scale, for a logarithmic axis that spans less than the finest steps of a decade. */
function evenTicks(from: number, to: number): readonly number[] {
  const decade = 10 ** Math.floor(Math.log10((to - from) / FEWEST));
  const step = [5, 2, 1].map((each) => each * decade).find((each) => (to - from) / each >= FEWEST) ?? decade;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/**
 * Ticks of a logarithmic axis: 1, 2, 5 per decade, or finer where a short axis would be left with fewer than three; equal
 * steps where it is shorter than that.
 *
 * @param from - lower end; above 0
 * @param to - upper end; at least `from`
 * @returns rising ticks inside the axis
 */
export function logTicks(from: number, to: number): readonly number[] {
  const coarse = ticksOf(COARSE, from, to);
  if (coarse.length >= FEWEST) return coarse;
  const fine = ticksOf(FINE, from, to);
  return fine.length >= FEWEST || !(to > from) ? fine : evenTicks(from, to);
}

/**
 * Ticks of a logarithmic axis with their labels as powers of ten, for the `axis` of a specification.
 *
 * @param from - lower end; above 0
 * @param to - upper end; at least `from`
 * @param most - most ticks: powers of ten alone where 1, 2, 5 would be more
 * @returns ticks, and the expression of their labels, such as `5 × 10⁸`
 */
export function logAxis(from: number, to: number, most = 6): { readonly values: number[]; readonly labelExpr: string } {
  const [few, powers] = [ticksOf(COARSE, from, to), ticksOf([1], from, to)];
  const every = Math.ceil(powers.length / most);
  const thinned = few.length <= most ? few : powers.filter((_, index) => index % every === 0);
  const values = [...(thinned.length < 2 ? logTicks(from, to).slice(0, most) : thinned)];
  return {
    values,
    labelExpr: `${JSON.stringify(Object.fromEntries(values.map((tick) => [tick, labelOf(tick)])))}[datum.value]`,
  };
}

function labelOf(tick: number): string {
  const [mantissa = '1', exponent = '0'] = tick.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -2 && power <= 3) return String(tick);
  return mantissa === '1' ? powerOfTen(power) : `${mantissa} × ${powerOfTen(power)}`;
}
