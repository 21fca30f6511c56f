// Evidence: what is printed is read back; values are those of the files that the test writes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../../../src/index.js';
import { sampleRun } from '../../server/test-server.js';
import { sampleResults } from '../../studies/compare/sample-results.js';
import { runCli } from '../run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-compare-'));
  const third = 1 / 3;
  for (const [id, alpha] of [
    ['a', 8],
    ['b', third],
  ] as const) {
    const results = sampleResults();
    results.fit.shapes.phi!.alpha = alpha;
    await sampleRun(cwd, id, { results_sha256: 'x', name: '=1+1' }, { 'results.json': JSON.stringify(results) });
  }
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});
const compare = (...args: readonly string[]) => runCli(['compare', ...args], { cwd });

describe('qcic compare', () => {
  test('prints a table of what differs', async () => {
    const { code, stdout, stderr } = await compare('a', 'b', '--differences');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['a', 'b'],
      [expect.stringMatching(/^-+$/), '-', expect.stringMatching(/^-+$/)],
      [''],
      ['Shapes'],
      ['phi, alpha', '8', '0.333333'],
      [''],
    ]);
    expect((await compare('a', 'a', '--differences')).stdout).toBe('The runs do not differ.\n');
  });

  test('prints all digits as CSV and JSON, and where each value stands', async () => {
    const { header, rows } = parseCsv((await compare('a', 'b', '--format', 'csv')).stdout, 'csv');
    expect(header).toEqual(['section', 'name', 'unit', 'a', 'b']);
    expect(rows.find(({ cells }) => cells[1] === 'phi, alpha')?.cells).toEqual([
      'Shapes',
      'phi, alpha',
      '',
      '8',
      String(1 / 3),
    ]);
    const { rows: json } = JSON.parse((await compare('a', 'b', '--format', 'json', '--differences')).stdout);
    expect(json).toMatchObject([{ values: [8, 1 / 3], sources: ['results.json#/fit/shapes/phi/alpha'] }]);
  });

  test('refuses one run alone, a folder without one, and a file that was edited', async () => {
    expect(await compare('a')).toMatchObject({ code: 2, stderr: 'error: runs: must be at least two; got 1\n' });
    expect(await compare('a', 'none')).toMatchObject({ code: 2, stdout: '' });
    await sampleRun(cwd, 'edited', { results_sha256: 'x', files: [{ path: 'results.json', sha256: '0'.repeat(64) }] });
    expect((await compare('a', 'edited')).stderr).toMatch(
      /^error: edited\/results\.json: must be as the study wrote it/,
    );
  });
});
