/** Below this |u| the logarithm loses digits, and four terms of the series hold all of them. */
const SERIES_BELOW = 1e-3;

/** A signed square root of a deviance, and its derivative by the model's probability. */
export interface SignedRoot {
  readonly value: number;
  readonly slope: number;
}

/** u - log(1 + u) for u > -1, to full relative precision; at least 0. */
function excess(u: number): number {
  if (Math.abs(u) >= SERIES_BELOW) return u - Math.log1p(u);
  return u * u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u * (1 / 5 - u / 6))));
}

/**
 * What one class of a multinomial adds to its deviance, as a residual: its square is 2 n (q log(q/p) - q + p), its sign that
 * of p - q. The squares of all classes sum to the deviance against the saturated model, so least squares on these residuals
 * is maximum likelihood.
 *
 * @param patients - n; > 0
 * @param observed - q, the share observed; in [0, 1]
 * @param model - p, the model's probability; in (0, 1)
 */
export function classRoot(patients: number, observed: number, model: number): SignedRoot {
  if (observed === 0) {
    const value = Math.sqrt(2 * patients * model);
    return { value, slope: patients / value };
  }
  const u = model / observed - 1;
  const value = Math.sign(u) * Math.sqrt(2 * patients * observed * excess(u));
  if (value === 0) return { value, slope: Math.sqrt(patients / observed) };
  return { value, slope: (patients * (u / (1 + u))) / value };
}

/**
 * The deviance of a binomial as a residual: its square is 2 n (q log(q/p) + (1 - q) log((1 - q)/(1 - p))), its sign that of
 * p - q.
 *
 * @param atRisk - n; > 0
 * @param observed - q, the share of these who died; in [0, 1]
 * @param model - p, the model's probability of dying; in (0, 1)
 */
export function binomialRoot(atRisk: number, observed: number, model: number): SignedRoot {
  const part = (q: number, p: number) => (q === 0 ? p : q * excess(p / q - 1));
  const deviance = 2 * atRisk * (part(observed, model) + part(1 - observed, 1 - model));
  const value = Math.sign(model - observed) * Math.sqrt(deviance);
  const variance = model * (1 - model);
  if (value === 0) return { value, slope: Math.sqrt(atRisk / variance) };
  return { value, slope: (atRisk * (model - observed)) / variance / value };
}
