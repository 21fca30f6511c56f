import type { TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { hoverText, lineHover, withHoverValues } from '../../../../calibration/page/plots/hover-values.js';
import type { PositionEncoding } from '../../../../calibration/page/plots/plot-theme.js';
import { renderSvg } from '../../../../calibration/page/plots/render-svg.js';

const unescaped = (text: string): string =>
  text
    .replaceAll('&#xA;', '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
async function attributesOf(
  name: 'hover' | 'line' | 'series',
  spec: TopLevelSpec,
  series?: ReadonlyMap<string, number>,
) {
  const { markup } = await renderSvg(spec, { id: 'f', label: 'f', ...(series === undefined ? {} : { series }) });
  return [...markup.matchAll(new RegExp(` data-${name}="([^"]*)"`, 'g'))].map(([, value = '']) => unescaped(value));
}

const x: PositionEncoding = {
  field: 'month',
  type: 'quantitative',
  axis: { title: 'Time (months)' },
  scale: { domain: [0, 10], nice: false },
};
const y: PositionEncoding = {
  field: 'share',
  type: 'quantitative',
  title: 'Alive (%)',
  scale: { domain: [0, 100] },
};
const size = { width: 100, height: 50 } as const;
const rows = [
  { month: 0, share: 100, arm: 'Drug & <placebo>' },
  { month: 5, share: 61.23456, arm: 'Drug & <placebo>' },
  { month: 10, share: 20, arm: 'Drug & <placebo>' },
];

describe('values of marks', () => {
  it('a mark names its category and its titled channels, one a line; numbers keep four digits', async () => {
    const spec: TopLevelSpec = {
      ...size,
      data: { values: rows },
      mark: 'point',
      encoding: { x, y, color: { field: 'arm', type: 'nominal', legend: null } },
    };
    expect((await attributesOf('hover', spec))[1]).toBe('Drug & <placebo>\nAlive (%): 61.23\nTime (months): 5');
  });

  it('channels are inherited from layers and facets; fields without a title stay out, and so do texts and rules', async () => {
    const spec: TopLevelSpec = {
      data: { values: rows },
      encoding: { x, y: { field: 'share', type: 'quantitative', axis: { title: null } } },
      layer: [{ mark: { type: 'bar' } }, { mark: 'rule' }, { mark: 'text', encoding: { text: { field: 'arm' } } }],
    };
    expect(await attributesOf('hover', spec)).toEqual(['Time (months): 0', 'Time (months): 5', 'Time (months): 10']);
  });

  it('a tooltip of the specification goes before; null gives none', async () => {
    const spec = (tooltip: string | null): TopLevelSpec => ({
      data: { values: rows.slice(0, 1) },
      mark: { type: 'point', tooltip },
      encoding: { x, y },
    });
    expect(await attributesOf('hover', spec('own words'))).toEqual(['own words']);
    expect(await attributesOf('hover', spec(null))).toEqual([]);
    expect(hoverText({ Trial: 'A', n: 12, 'no value': null }, {})).toBe('Trial: A\nn: 12');
  });

  it('a line states the scales of its axes: x px 0 to 100 are months 0 to 10, y px 50 to 0 are 0 to 100 %', async () => {
    const spec: TopLevelSpec = {
      ...size,
      data: { values: rows },
      mark: 'line',
      encoding: { x, y, color: { field: 'arm', type: 'nominal', legend: null } },
    };
    const [line = ''] = await attributesOf('line', spec);
    // value = a + b px: 10/100 and -100/50
    expect(JSON.parse(line)).toEqual(['Drug & <placebo>', ['Time (months)', 0, 0, 0.1], ['Alive (%)', 0, 100, -2]]);
  });

  it('on a logarithmic axis the exponents are linear: 1 to 1000 on 30 px are 3/30 decades a px', () => {
    const corners = [1, 10, 1000].map((value) => ({
      datum: { t: value, v: value },
      x: value,
      y: 10 * Math.log10(value),
    }));
    const spec = withHoverValues({
      mark: 'line',
      encoding: {
        x: { field: 't', type: 'quantitative', title: 'Day' },
        y: { field: 'v', type: 'quantitative', title: 'Cells', scale: { type: 'log' } },
      },
    }) as unknown as { readonly mark: { readonly tooltip: string } };
    expect(JSON.parse(lineHover(spec.mark.tooltip, corners))).toEqual(['', ['Day', 0, 0, 1], ['Cells', 1, 0, 0.1]]);
    // Positions that are not those of the field, such as stacked ones, give no values
    const stacked = corners.map((corner, index) => ({ ...corner, y: corner.y + 7 * (index % 2) }));
    expect(lineHover(spec.mark.tooltip, stacked)).toBe('');
  });

  it('marks carry the number of their entry in the key, by its colour', async () => {
    const spec: TopLevelSpec = {
      data: { values: rows },
      layer: [
        { mark: { type: 'line', color: '#208a98' }, encoding: { x, y } },
        { mark: { type: 'point', color: '#123456' }, encoding: { x, y } },
      ],
    };
    expect(await attributesOf('series', spec, new Map([['#208a98', 3]]))).toEqual(['3']);
  });
});
