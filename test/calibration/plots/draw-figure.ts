import { expect } from 'vitest';
import { type DrawnFigure, drawnFigure } from '../../../calibration/page/drawn-plot.js';

type Draw = Extract<DrawnFigure, { readonly draw: unknown }>['draw'];

/**
 * Draws a figure in both layouts: without a warning, inside its width, with texts of at least 10 px; the drawings.
 *
 * The widths and sizes are read from the markup here, not from what the renderer says of them.
 */
export async function drawBoth(draw: Draw): Promise<{ readonly wide: string; readonly narrow: string }> {
  const warnings: string[] = [];
  const { markup } = await drawnFigure(
    { id: 'f', title: 'f', alt: 'f', key: [], caption: '', draw },
    { onWarning: (message) => warnings.push(message) },
  );
  expect(warnings).toEqual([]);
  expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  const [wide = '', narrow = ''] = markup.split(/(?=<svg class="chart (?:wide|narrow)")/).slice(1);
  for (const [svg, most] of [
    [wide, 920],
    [narrow, 342],
  ] as const) {
    expect(Number(/ width="([\d.]+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(most);
    const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
  }
  return { wide, narrow };
}

/** The same; the wide drawing. */
export const drawWide = async (draw: Draw): Promise<string> => (await drawBoth(draw)).wide;
