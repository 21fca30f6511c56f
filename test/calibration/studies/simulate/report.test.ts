// Evidence: shares, medians and quartiles of a table of five rows counted by hand.
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { render } from '../../../../calibration/studies/simulate/report.js';

const header = [
  'patient',
  'arm',
  'status',
  'tri_day56',
  'recist',
  'th1',
  'ctl',
  'th1_treg',
  'ctl_treg',
  'bor',
  'bor_confirmed',
  'progression_day',
  'response_day',
];
const manifest = { version: '1.0.0', commit: null, command: 'qcic simulate --patients p.csv' };
const rows = [
  ['1', 'placebo', 'completed', '0.5', 'PD', '1', '10', '2', '3', 'PD', 'PD', '56', ''],
  ['2', 'placebo', 'completed on retry', '0.1', 'SD', '3', '30', '4', '5', 'PR', 'SD', '112', '84'],
  ['3', 'placebo', 'failed: step limit on day 3.00', ...Array<string>(10).fill('')],
  ['1', 'tas102', 'failed: step limit on day 1.00', ...Array<string>(10).fill('')],
  ['2', 'tas102', 'completed', '-0.4', 'PR', '7', '8', '9', '10', 'PR', 'PR', '', '56'],
];
const page = (cells: readonly (readonly string[])[]) =>
  render({ manifest, result: null, table: async () => [header, ...cells] }).then(pageOf);
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '|')
    .replace(/[|\s]+/g, ' ');

describe('render', () => {
  it('percentages are of completed patients; failed ones are counted', async () => {
    const text = textOf(await page(rows));
    expect(text).toContain('Placebo 2 1 0.0 0.0 50.0 50.0 +30.0 (+20.0 to +40.0)');
    expect(text).toContain('TAS-102 1 1 0.0 100.0 0.0 0.0 −40.0 (−40.0 to −40.0)');
    expect(text).toContain('Failed simulations 2');
    expect(text).toContain('Placebo 2.00 (1.50 to 2.50) 20.0 (15.0 to 25.0)');
  });

  it('best responses and progression are of completed patients too', async () => {
    const text = textOf(await page(rows));
    expect(text).toContain('Placebo 0.0 50.0 0.0 50.0 0.0 0.0 100.0 84 (70 to 98)');
    expect(text).toContain('TAS-102 0.0 100.0 0.0 0.0 0.0 100.0 0.0 – (– to –)');
    expect(text).toContain('Day of the response 56');
  });

  it('a table of an earlier version has no best responses, and a configuration another day', async () => {
    const short = [header.slice(0, 9).with(3, 'tri_day60'), ...rows.map((row) => row.slice(0, 9))];
    const text = textOf(pageOf(await render({ manifest, result: null, table: async () => short })));
    expect(text).not.toContain('Best response');
    expect(text).toContain('Placebo 2 1 0.0 0.0 50.0 50.0 +30.0 (+20.0 to +40.0)');
    expect(text).toContain('Day of the response 60');
  });

  it('an arm in which every patient failed has no percentages', async () => {
    expect(textOf(await page(rows.slice(2, 3)))).toContain('Placebo 0 1 – – – –');
  });

  it('names of arms are data', async () => {
    const html = await page([['1', '<b>', 'completed', '0', 'SD', '1', '1', '1', '1', 'SD', 'SD', '', '']]);
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;b&gt;');
  });
});
