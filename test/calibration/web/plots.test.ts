// Evidence: files are read back by other programs: CSV by the reader of tables, PNG by the checksums of zlib, drawings by counting
// what they hold; ticks by hand.
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { indexAt, pointsAt } from '../../../calibration/web/plots/nearest.js';
import { plotCsv } from '../../../calibration/web/plots/plot-csv.js';
import type { LinePlotModel } from '../../../calibration/web/plots/plot-model.js';
import { plotSvg } from '../../../calibration/web/plots/plot-svg.js';
import { withDensity } from '../../../calibration/web/plots/png-density.js';
import { axisRange, linearTicks } from '../../../calibration/web/plots/ticks.js';
import { parseCsv } from '../../../src/index.js';

const model: LinePlotModel = {
  title: 'Survival <of> "arms" & more',
  alt: 'Two curves & dots',
  x: { label: 'Time', unit: 'months' },
  y: { label: 'Survival', unit: '%' },
  series: [
    {
      id: 'a',
      label: 'TAS-102, "posted"',
      colour: 'arm-single',
      style: 'line',
      x: [0, 1, 2, 3],
      y: [100, 0.1 + 0.2, Number.NaN, 5e-324],
    },
    { id: 'b', label: 'Placebo', colour: 'arm-control', style: 'steps', x: [0, 2], y: [100, 50] },
    { id: 'c', label: 'Band', colour: 'accent', style: 'band', x: [0, 1], y: [1, 2], low: [0, 1], high: [2, 3] },
    {
      id: 'd',
      label: '=1+1',
      colour: 'text',
      style: 'dots',
      x: [1, 2, 2],
      y: [4, 5, 6],
      low: [3, 4, 5],
      high: [5, 6, 7],
      names: ['One, two', '<b>', 'x'],
    },
  ],
};

describe('the table behind a plot', () => {
  const { header, rows } = parseCsv(plotCsv(model), 'plot.csv');

  test('names its columns with their units', () => {
    expect(header).toEqual(['series', 'Time (months)', 'Survival (%)', 'low', 'high', 'name']);
  });

  test('has every point with all of its digits, gaps empty', () => {
    expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ['TAS-102, "posted"', '0', '100'],
      ['TAS-102, "posted"', '1', '0.30000000000000004'],
      ['TAS-102, "posted"', '2', ''],
      ['TAS-102, "posted"', '3', '5e-324'],
      ['Placebo', '0', '100'],
      ['Placebo', '2', '50'],
      ['Band', '0', '1'],
      ['Band', '1', '2'],
      ['=1+1', '1', '4'],
      ['=1+1', '2', '5'],
      ['=1+1', '2', '6'],
    ]);
    expect(rows.at(-3)?.cells.slice(3)).toEqual(['3', '5', 'One, two']);
  });
});

describe('the drawing of a plot', () => {
  const svg = plotSvg(model);

  test('is well-formed: every element is closed, every text escaped', () => {
    const open: string[] = [];
    for (const [, isEnd, name, isAlone] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (isEnd === '/') expect(open.pop()).toBe(name);
      else if (isAlone !== '/') open.push(name ?? '');
    }
    expect(open).toEqual([]);
    expect(svg.replaceAll(/<\/?[a-zA-Z]+(?:\s[^<>]*?)?\/?>/g, '')).not.toMatch(/[<>]/);
    expect(svg.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    expect(svg).toContain('Survival &lt;of&gt; &quot;arms&quot; &amp; more');
    expect(svg).not.toContain('style=');
    expect(svg).not.toContain('NaN');
  });

  const part = (key: string) => svg.match(new RegExp(`data-series="${key}">(.*?)</g>`))?.[1] ?? '';

  test('has every point, and a break where one is missing', () => {
    expect(part('a').match(/M/g)).toHaveLength(2);
    expect(part('a').match(/[ML]/g)).toHaveLength(3);
    expect(part('b').match(/H[\d.]+V[\d.]+/g)).toHaveLength(1);
    expect(part('c').match(/[ML]/g)).toHaveLength(4);
    expect(part('d').match(/<circle/g)).toHaveLength(3);
    expect(part('d').match(/<line/g)).toHaveLength(3);
  });

  test('leaves out what is hidden', () => {
    expect(plotSvg(model, undefined, ['b'])).not.toContain('data-series="b"');
  });

  test('colours are variables of the theme with their light value', () => {
    expect(part('b')).toMatch(/stroke="var\(--arm-control, #[0-9a-f]{6}\)"/);
  });
});

describe('density of an image', () => {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const header = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
  const image = [chunk('IDAT', deflateSync(Buffer.from([0, 255]))), chunk('IEND', Buffer.alloc(0))];
  // 300 dots per 0.0254 m are 11,811.02 per metre; the unit 1 is the metre
  const density = chunk('pHYs', Buffer.from([0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]));

  test('stands behind the header, and replaces another one', () => {
    const wanted = Buffer.concat([signature, header, density, ...image]);
    expect(Buffer.from(withDensity(Buffer.concat([signature, header, ...image]), 300)).equals(wanted)).toBe(true);
    const other = chunk('pHYs', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 1]));
    expect(Buffer.from(withDensity(Buffer.concat([signature, header, other, ...image]), 300)).equals(wanted)).toBe(
      true,
    );
  });

  test('other files are refused', () => {
    expect(() => withDensity(new Uint8Array(20), 300)).toThrow('png: must begin with its signature');
  });
});

describe('axes', () => {
  test.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-0.3, 0.3, 6, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
    [3, 97, 5, [20, 40, 60, 80]],
    [1234.5, 1234.9, 4, [1234.5, 1234.6, 1234.7, 1234.8, 1234.9]],
    [-2e-7, 3e-7, 5, [-2e-7, -1e-7, 0, 1e-7, 2e-7, 3e-7]],
  ])('ticks of %d to %d, about %d', (min, max, most, ticks) => {
    const found = linearTicks({ min, max }, most);
    expect(found).toEqual(ticks);
    expect(found.some((tick) => Object.is(tick, -0))).toBe(false);
  });

  test('ends hold what is drawn and are never equal', () => {
    for (const values of [[], [Number.NaN], [5], [0, 0], [1, 2, null]]) {
      for (const scale of ['linear', 'log'] as const) {
        const { min, max } = axisRange(values, scale);
        expect(min).toBeLessThan(max);
        for (const value of values) {
          if (value === null || Number.isNaN(value) || (scale === 'log' && value <= 0)) continue;
          expect(value >= min && value <= max).toBe(true);
        }
      }
    }
    expect(axisRange([3, 4], 'linear', [0, null]).min).toBe(0);
    expect(axisRange([3, 4], 'linear', [0, 100])).toEqual({ min: 0, max: 100 });
  });
});

describe('what the pointer stands at', () => {
  test('the place of a value is that of a slow search', () => {
    const xs = [0, 1, 1, 2.5, 7];
    for (let x = -1; x < 9; x += 0.3) {
      const steps = xs.findLastIndex((each) => each <= x);
      expect(indexAt(xs, x, 'steps')).toBe(steps);
      const least = Math.min(...xs.map((each) => Math.abs(each - x)));
      expect(Math.abs((xs[indexAt(xs, x, 'line')] ?? 0) - x)).toBeCloseTo(least, 12);
    }
    expect(indexAt([], 1, 'line')).toBe(-1);
  });

  test('a curve ends where its points end, and one dot within reach is found', () => {
    const found = pointsAt(model.series, 2, (x, y) => Math.hypot(x - 2, y - 5.9));
    expect(found.map(({ series, index }) => [series.id, index])).toEqual([
      ['a', 2],
      ['b', 1],
      ['d', 2],
    ]);
    expect(pointsAt(model.series, 2, () => 25).map(({ series }) => series.id)).toEqual(['a', 'b']);
  });
});
