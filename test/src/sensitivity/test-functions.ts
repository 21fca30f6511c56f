/** A function on the unit cube with its Sobol indices in closed form. */
export interface TestFunction {
  readonly dimensions: number;
  readonly evaluate: (x: Float64Array) => number;
  readonly first: readonly number[];
  readonly total: readonly number[];
}

const [ISHIGAMI_A, ISHIGAMI_B] = [7, 0.1];

/** sin x1 + a sin^2 x2 + b x3^4 sin x1 on (-pi, pi)^3. @see Ishigami & Homma 1990, doi:10.1109/ISUMA.1990.151285 */
export const ishigami: TestFunction & { readonly pair13: number } = (() => {
  const v1 = 0.5 * (1 + (ISHIGAMI_B * Math.PI ** 4) / 5) ** 2;
  const v2 = ISHIGAMI_A ** 2 / 8;
  const v13 = ISHIGAMI_B ** 2 * Math.PI ** 8 * (1 / 18 - 1 / 50);
  const v = v1 + v2 + v13;
  return {
    dimensions: 3,
    evaluate: (u) => {
      const [x1 = 0, x2 = 0, x3 = 0] = Array.from(u, (value) => Math.PI * (2 * value - 1));
      return Math.sin(x1) * (1 + ISHIGAMI_B * x3 ** 4) + ISHIGAMI_A * Math.sin(x2) ** 2;
    },
    first: [v1 / v, v2 / v, 0],
    total: [(v1 + v13) / v, v2 / v, v13 / v],
    pair13: v13 / v,
  };
})();

export const gCoefficients = [0, 1, 4.5, 9, 99, 99, 99, 99] as const;

/** Product of (|4 x - 2| + a) / (1 + a). @see Saltelli & Sobol 1995, doi:10.1016/0951-8320(95)00099-2 */
export const sobolG: TestFunction = (() => {
  const parts = gCoefficients.map((a) => 1 / (3 * (1 + a) ** 2));
  const product = parts.reduce((all, part) => all * (1 + part), 1);
  return {
    dimensions: 8,
    evaluate: (x) => gCoefficients.reduce<number>((all, a, i) => (all * (Math.abs(4 * x[i]! - 2) + a)) / (1 + a), 1),
    first: parts.map((part) => part / (product - 1)),
    total: parts.map((part) => (part * product) / (1 + part) / (product - 1)),
  };
})();

const MORRIS_FACTORS = 20;

/** w_i of Morris's function. */
export function morrisW(x: number, factor: number): number {
  return factor === 2 || factor === 4 || factor === 6 ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5);
}

/** First-order coefficient; those that Morris drew at random are +-1 here. */
export function morrisFirst(i: number): number {
  return i < 10 ? 20 : (-1) ** (i + 1);
}

/** Coefficient of the pair i < j. */
export function morrisPair(i: number, j: number): number {
  return j < 6 ? -15 : (-1) ** (i + j);
}

/** The function of 20 factors by Morris 1991, doi:10.1080/00401706.1991.10484804, from w. */
export function morrisOfW(w: readonly number[]): number {
  let y = 0;
  for (let i = 0; i < MORRIS_FACTORS; i++) {
    y += morrisFirst(i) * w[i]!;
    for (let j = i + 1; j < MORRIS_FACTORS; j++) y += morrisPair(i, j) * w[i]! * w[j]!;
  }
  for (let i = 0; i < 5; i++)
    for (let j = i + 1; j < 5; j++) for (let l = j + 1; l < 5; l++) y -= 10 * w[i]! * w[j]! * w[l]!;
  return y + 5 * w[0]! * w[1]! * w[2]! * w[3]!;
}

/** The same on the unit cube. */
export function morrisFunction(x: Float64Array): number {
  return morrisOfW(Array.from(x, morrisW));
}

/** Outputs of a function at the rows of a design. */
export function outputsOf(points: Float64Array, dimensions: number, f: (x: Float64Array) => number): Float64Array {
  return Float64Array.from({ length: points.length / dimensions }, (_, row) =>
    f(points.subarray(row * dimensions, (row + 1) * dimensions)),
  );
}

/** 0 ... n - 1. */
export function everyBlock(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, block) => block);
}
