import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../../calibration/page/plots/render-svg.js';

const spec = {
  width: 100,
  height: 100,
  data: { values: [{ x: 0 }, { x: 1 }] },
  mark: { type: 'point', clip: true },
  encoding: { x: { field: 'x', type: 'quantitative' } },
} as const;
const drawing = async (id: string) =>
  renderSvg({ ...spec, data: { values: [...spec.data.values] } }, { id, label: '"<&' });

describe('renderSvg', () => {
  it('the same figure gives the same bytes, however many were drawn before', async () => {
    const first = await drawing('a');
    await drawing('b');
    expect((await drawing('a')).markup === first.markup).toBe(true);
  });

  it('two figures share no id', async () => {
    const ids = (markup: string): readonly string[] => markup.match(/ id="[^"]+"/g) ?? [];
    const [a, b] = [ids((await drawing('a')).markup), ids((await drawing('b')).markup)];
    expect(a.length).toBeGreaterThan(0);
    expect(a.filter((id) => b.includes(id))).toEqual([]);
  });

  it('the label is escaped', async () => {
    expect((await drawing('a')).markup).toContain('aria-label="&quot;&lt;&amp;"');
  });

  it('warnings of the renderer are handed over', async () => {
    const warnings: string[] = [];
    await renderSvg(
      {
        data: { values: [] },
        mark: 'line',
        encoding: { y: { field: 'y', type: 'quantitative', scale: { type: 'log', zero: true } } },
      },
      { id: 'w', label: 'w', onWarning: (message) => warnings.push(message) },
    );
    expect(warnings.join()).toContain('zero');
  });
});
