/** Outputs at x e^{-2h}, x e^{-h}, x e^{h}, x e^{2h}. */
export type LogStencil = readonly [twoDown: number, down: number, up: number, twoUp: number];

/** A derivative by the logarithm of a parameter. */
export interface LogDerivative {
  /** d y / d log x; unit of the output. */
  readonly slope: number;
  /** Change when the step is doubled and the leading error is still there; an upper estimate of the error. */
  readonly error: number;
  /** d log y / d log x; null where the output at the base is not positive. */
  readonly elasticity: number | null;
}

/**
 * Derivative of an output by the logarithm of a parameter, from central differences over one and two steps.
 *
 * D(h) = (y(e^h x) - y(e^-h x)) / (2 h); slope = (4 D(h) - D(2h)) / 3, whose error is of order h^4; the error read-out is
 * |slope - D(h)|.
 *
 * @param outputs - at the four points
 * @param base - output at the base; unit of the output
 * @param step - h; > 0
 */
export function logDerivative([twoDown, down, up, twoUp]: LogStencil, base: number, step: number): LogDerivative {
  const near = (up - down) / (2 * step);
  const far = (twoUp - twoDown) / (4 * step);
  const slope = (4 * near - far) / 3;
  return { slope, error: Math.abs(slope - near), elasticity: base > 0 ? slope / base : null };
}
