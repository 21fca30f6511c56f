// Evidence: laws · colours of sets; sizes of drawings as the renderer writes them.
import { describe, expect, test } from 'vitest';
import { classifierSets } from '../../../calibration/biomarkers/classifier-sets.js';
import { FIGURE_LAYOUTS } from '../../../calibration/page/drawn-plot.js';
import { renderSvg } from '../../../calibration/page/plots/render-svg.js';
import { fittedWidth } from '../../../calibration/plots/fitted-width.js';
import { labelRoom } from '../../../calibration/plots/label-room.js';
import { ALL_COLOUR, BEST_COLOUR, scoreColour } from '../../../calibration/plots/score-colours.js';
import { titleLines } from '../../../calibration/plots/title-lines.js';

const markers = ['a', 'b', 'c', 'd'];

describe('scoreColour', () => {
  const sets = classifierSets(markers, [1, 2, 3, 4]);

  test('each of the fifteen sets of four markers has its own colour, none that of the best pair', () => {
    const colours = sets.map((set) => scoreColour(set, markers));
    expect(colours).toHaveLength(15);
    expect(new Set(colours).size).toBe(15);
    expect(colours).not.toContain(BEST_COLOUR);
    expect(colours.at(-1)).toBe(ALL_COLOUR);
  });

  test('the order of the markers in a set does not matter', () => {
    for (const set of sets) expect(scoreColour([...set].reverse(), markers)).toBe(scoreColour(set, markers));
  });

  test('more markers, two and one have colours too', () => {
    const many = Array.from({ length: 9 }, (_, index) => `m${index}`);
    for (const set of classifierSets(many, [1, 2, 3, 9])) expect(scoreColour(set, many)).toMatch(/^#[0-9a-f]{6}$/);
    expect(scoreColour(['a', 'b'], ['a', 'b'])).toBe(ALL_COLOUR);
    expect(scoreColour(['a'], ['a'])).not.toBe(ALL_COLOUR);
  });
});

describe('titleLines', () => {
  test('a title that fits stays whole, a longer one is broken between words', () => {
    expect(titleLines('Months', 200)).toBe('Months');
    const lines = titleLines('Median overall survival, difference, months (more is better)', 200);
    expect(Array.isArray(lines)).toBe(true);
    expect((lines as string[]).join(' ')).toBe('Median overall survival, difference, months (more is better)');
  });
});

describe('widths', () => {
  test('labels leave the less room the longer they are, up to their limit', () => {
    const roomOf = (label: string) => labelRoom([label], FIGURE_LAYOUTS.narrow).width;
    expect(roomOf('a')).toBeGreaterThan(roomOf('a longer name'));
    expect(roomOf('x'.repeat(100))).toBe(roomOf('x'.repeat(1000)));
  });

  test.each(['wide', 'narrow'] as const)(
    'a fitted drawing is as wide as its layout, whatever its labels: %s',
    async (look) => {
      const { width } = FIGURE_LAYOUTS[look];
      for (const name of ['a', 'a much longer label than before']) {
        const svg = await renderSvg(
          {
            ...fittedWidth(width),
            height: 40,
            data: { values: [{ name, value: 12_345 }] },
            mark: 'bar',
            encoding: { y: { field: 'name', type: 'nominal' }, x: { field: 'value', type: 'quantitative' } },
          },
          { id: 'x', label: 'x' },
        );
        expect(Number(/ width="([\d.]+)"/.exec(svg.markup)![1])).toBe(width);
      }
    },
  );
});
