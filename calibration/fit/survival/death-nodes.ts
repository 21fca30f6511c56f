import { type DeathForm, rangeNodes, type TransformedDeathParameters } from './death-parameters.js';

/** Coordinates of the fit whose derivatives are taken, in order. */
export const transformedDeathNames = ['logitAtZero', 'logitAtOne', 'muHalfWidth', 'sigmaRelativeHalfWidth'] as const;

/** A node of the ranges of mu and sigma: there z = offset + slope chi. */
export interface DeathNode {
  /** e^offset: the odds of dying within a day without tumor. */
  readonly odds: number;
  readonly weight: number;
  /** dz/dtheta = constant + perChi * chi for each coordinate. */
  readonly gradient: readonly { readonly constant: number; readonly perChi: number }[];
}

/** Nodes that share the slope of z by chi. */
export interface DeathNodeGroup {
  readonly slope: number;
  readonly nodes: readonly DeathNode[];
}

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
      odds: Math.exp(offset),
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
