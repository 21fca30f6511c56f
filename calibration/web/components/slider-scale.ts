/** Positions of a logarithmic slider. */
const POSITIONS = 1000;

/** How a value becomes a position of the native control and back. */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly toPosition: (value: number) => number;
  readonly toValue: (position: number) => number;
}

/**
 * Scale of a slider. The ends of a logarithmic one are exact; between them values have three digits.
 *
 * @param range - least and largest value, step of a linear scale; a logarithmic scale needs `min > 0`
 */
export function sliderScale(
  range: { readonly min: number; readonly max: number; readonly step: number },
  scale: 'linear' | 'log',
): SliderScale {
  const { min, max, step } = range;
  if (scale === 'linear') return { min, max, step, toPosition: (value) => value, toValue: (position) => position };
  const length = Math.log(max) - Math.log(min);
  return {
    min: 0,
    max: POSITIONS,
    step: 1,
    toPosition: (value) => Math.round((POSITIONS * (Math.log(value) - Math.log(min))) / length),
    toValue: (position) => {
      if (position <= 0) return min;
      if (position >= POSITIONS) return max;
      return Number(Math.exp(Math.log(min) + (position / POSITIONS) * length).toPrecision(3));
    },
  };
}

/**
 * A number as someone types it: blanks around it and a decimal comma are accepted.
 *
 * @returns the number, or what is wrong with the text
 */
export function parseTyped(text: string, min: number, max: number): number | string {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  const value = Number(plain);
  if (plain === '' || !Number.isFinite(value))
    return `must be a number; got ${text.trim() === '' ? 'nothing' : text.trim()}`;
  if (!(value >= min && value <= max)) return `must lie in [${min}, ${max}]; got ${plain}`;
  return value;
}
