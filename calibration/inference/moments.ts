/** Mean and sample standard deviation of the finite values; NaN where there are too few. */
export function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const known = values.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}
