import { type DeathProbabilityMixture, deathProbabilityFromLogits, gaussLegendre } from '../../../src/index.js';

/** Whether mu and sigma of an arm are values, or uniform ranges with one draw per round (the paper's form). */
export interface DeathForm {
  readonly mu: 'point' | 'range';
  readonly sigma: 'point' | 'range';
}

/**
 * Death probability of one arm in the coordinates of the fit.
 *
 * The centre is held by the logits of the daily death probability at chi = 0 and chi = 1, the figures that bounds are
 * stated in; ranges by the half-width of mu (units of chi) and the half-width of sigma relative to its centre.
 */
export interface TransformedDeathParameters {
  readonly logitAtZero: number;
  readonly logitAtOne: number;
  readonly muHalfWidth: number;
  readonly sigmaRelativeHalfWidth: number;
}

/** Quadrature nodes over a range; seven leave 0.001 points of survival where risk is gentle, 0.6 at the steepest bounds. */
const MU_NODES = 7;
const SIGMA_NODES = 7;

/** One node of the product rule: offsets in units of the half-widths. */
export interface RangeNode {
  readonly mu: number;
  readonly sigma: number;
  readonly weight: number;
}

/** Product Gauss-Legendre rule over the ranges of a form; a point has one node. */
export function rangeNodes(form: DeathForm): readonly RangeNode[] {
  const point = [{ node: 0, weight: 1 }];
  const muNodes = form.mu === 'range' ? gaussLegendre(MU_NODES) : point;
  const sigmaNodes = form.sigma === 'range' ? gaussLegendre(SIGMA_NODES) : point;
  return muNodes.flatMap((mu) =>
    sigmaNodes.map((sigma) => ({ mu: mu.node, sigma: sigma.node, weight: mu.weight * sigma.weight })),
  );
}

/** The shapes at the nodes, with weights: what survival is averaged over. */
export function deathMixture(
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
): DeathProbabilityMixture {
  const { mu, sigma } = deathProbabilityFromLogits(transformedParameters.logitAtZero, transformedParameters.logitAtOne);
  return rangeNodes(form).map((node) => ({
    shape: {
      mu: mu + node.mu * transformedParameters.muHalfWidth,
      sigma: sigma * (1 + node.sigma * transformedParameters.sigmaRelativeHalfWidth),
    },
    weight: node.weight,
  }));
}
