/** Powers in the series of exp(r), |r| <= ln 2 / 2: the first one omitted is below 5e-18. */
const EXPONENTIAL_DEGREE = 13;
/** Powers of s^2 in the series of log((1 + s) / (1 - s)), |s| <= 0.172: the first one omitted is below 2e-18. */
const LOGARITHM_DEGREE = 10;

/** Smallest and largest argument of an exponential that is a normal number: at the smallest it is 3e-308. */
export const LEAST_EXPONENT = -708;
export const MOST_EXPONENT = 709;
/** ln 2 in two parts; the first ends in 21 zero bits, so that its multiples by an exponent are exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

/** Smallest positive number with all bits of its mantissa. */
export const SMALLEST_NORMAL = 2 ** -1022;

/** 1 / k!, k = 0 ... 13: exp(r) = sum of them times r^k. */
export const exponentialSeries: readonly number[] = reciprocalFactorials(EXPONENTIAL_DEGREE);

/** 2 / (2 k + 1), k = 0 ... 10: log((1 + s) / (1 - s)) = s times the sum of them times s^(2 k). */
export const logarithmSeries: readonly number[] = Array.from(
  { length: LOGARITHM_DEGREE + 1 },
  (_, k) => 2 / (2 * k + 1),
);

function reciprocalFactorials(degree: number): readonly number[] {
  const values = [1];
  let factorial = 1;
  for (let k = 1; k <= degree; k++) {
    factorial *= k;
    values.push(1 / factorial);
  }
  return values;
}
