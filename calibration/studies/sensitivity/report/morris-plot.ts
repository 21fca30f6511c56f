import type { TopLevelSpec } from 'vega-lite';
import { INK } from '../../../page/plots/plot-theme.js';

/** A parameter in the plane of strength and spread. */
export interface MorrisPoint {
  readonly label: string;
  readonly muStar: number;
  readonly sigma: number;
}

/** Points that bear their names, at most: more would lie on each other. */
const NAMED = 8;
const SIZE = { width: 560, height: 320 } as const;

/** mu* against sigma. */
export function morrisFigure(points: readonly MorrisPoint[]): TopLevelSpec {
  const top = Math.max(...points.map(({ muStar }) => muStar), Number.MIN_VALUE);
  const spread = Math.max(...points.map(({ sigma }) => sigma));
  const end = Math.min(top, spread);
  const named = [...points].sort((a, b) => b.muStar - a.muStar).slice(0, NAMED);
  const x = { field: 'muStar', type: 'quantitative', axis: { title: 'mu*', grid: true } } as const;
  const y = { field: 'sigma', type: 'quantitative', axis: { title: 'sigma' } } as const;
  return {
    ...SIZE,
    layer: [
      {
        data: {
          values: [
            { muStar: 0, sigma: 0 },
            { muStar: end, sigma: end },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 3], strokeWidth: 1, color: INK.faint },
        encoding: { x, y },
      },
      {
        data: { values: [...points] },
        mark: { type: 'point', filled: true, size: 36, opacity: 0.75, fill: '#2f6fb0' },
        encoding: { x, y },
      },
      {
        data: { values: named },
        mark: { type: 'text', dy: -8, fontSize: 10, color: INK.text },
        encoding: { x, y, text: { field: 'label' } },
      },
    ],
  };
}
