import {
  type DeathCovariate,
  type DeathProbabilityMixture,
  deathProbabilityFromLogits,
  exp,
  gaussLegendre,
  type HazardGroup,
  type HazardLink,
  type HazardNode,
} from '../../../src/index.js';
import { type DeathFormName, deathForms } from './death-forms.js';

/** What the death of a day depends on, and whether mu and sigma are values, or uniform ranges with one draw per patient. */
export interface DeathForm {
  readonly mu: 'point' | 'range';
  readonly sigma: 'point' | 'range';
  /** The paper's where it is absent. */
  readonly name?: DeathFormName;
}

/** What z of a form is linear in. */
export const covariateOf = ({ name = 'paper' }: DeathForm): DeathCovariate => deathForms[name].covariate;

/** Link of a form, from z to the death of a day. */
export const linkOf = ({ name = 'paper' }: DeathForm): HazardLink => deathForms[name].link;

/**
 * Death probability of one arm in the transformed parameters of the fit.
 *
 * The centre is given by z at chi = 0 and chi = 1, in which bounds are stated: the logits of the daily death probability, or the
 * logarithms of the daily hazard, with another covariate in place of chi, where the form says it; ranges by the half-width of mu (units of chi) and the half-width of sigma relative to its centre.
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

/** Slope of z by u in place of none. */
const LEAST_SLOPE = 1e-9;

/** The shapes at the nodes, with weights: what survival is averaged over. */
export function deathMixture(
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
): DeathProbabilityMixture {
  const { logitAtZero, logitAtOne, muHalfWidth, sigmaRelativeHalfWidth } = transformedParameters;
  // Without a slope there is no sigma; one that no digit of survival shows stands for it
  const { mu, sigma } = deathProbabilityFromLogits(
    logitAtZero,
    logitAtOne === logitAtZero ? logitAtZero + LEAST_SLOPE : logitAtOne,
  );
  const link = linkOf(form);
  return rangeNodes(form).map((node) => ({
    shape: {
      mu: mu + node.mu * muHalfWidth,
      sigma: sigma * (1 + node.sigma * sigmaRelativeHalfWidth),
      ...(link === 'logit' ? {} : { link }),
    },
    weight: node.weight,
  }));
}

/** Transformed parameters, in the order of their derivatives. */
export const transformedDeathNames = ['logitAtZero', 'logitAtOne', 'muHalfWidth', 'sigmaRelativeHalfWidth'] as const;

/** A node of the ranges of mu and sigma: there z = offset + slope chi. */
export interface DeathNode extends HazardNode {
  /** dz/dtheta = constant + perChi * chi for each parameter. */
  readonly gradient: readonly { readonly constant: number; readonly perChi: number }[];
}

/** Nodes that share the slope of z by chi. */
export type DeathNodeGroup = HazardGroup<DeathNode>;

/**
 * z as an affine function of chi at each node of the ranges, nodes of one slope together.
 *
 * With l0 and l1 the logits at chi = 0 and 1, slope s = l1 - l0, half-widths w (of mu) and r (of sigma, relative) and node
 * offsets x and y: z = (l0 + s (chi - w x)) / (1 + r y).
 */
export function deathNodes(
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
): readonly DeathNodeGroup[] {
  const { logitAtZero, logitAtOne, muHalfWidth: w, sigmaRelativeHalfWidth: r } = transformedParameters;
  const s = logitAtOne - logitAtZero;
  const groups = new Map<number, DeathNode[]>();
  for (const { mu: x, sigma: y, weight } of rangeNodes(form)) {
    const stretch = 1 / (1 + r * y);
    const offset = (logitAtZero - s * w * x) * stretch;
    const slope = s * stretch;
    const group = groups.get(slope) ?? [];
    groups.set(slope, group);
    group.push({
      odds: exp(offset),
      weight,
      gradient: [
        { constant: (1 + w * x) * stretch, perChi: -stretch },
        { constant: -w * x * stretch, perChi: stretch },
        { constant: -s * x * stretch, perChi: 0 },
        { constant: -offset * y * stretch, perChi: -slope * y * stretch },
      ],
    });
  }
  return [...groups].map(([slope, nodes]) => ({ slope, nodes }));
}
