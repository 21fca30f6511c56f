// Evidence: the documented contract of a report that is left for later.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-later-'));
  await runCli(['cohort', '--patients', '4', '--seed', '1', '--out', 'p.csv'], { cwd });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const simulate = ['simulate', '--patients', 'p.csv', '--arms', 'placebo', '--days', '56', '--out', 'a b'];

test('a study leaves its report for later where the environment asks for it', async () => {
  const { code, stdout } = await runCli(simulate, { cwd, env: { QCIC_REPORT: 'later' } });
  const last = /\nDone in \d+ s\. Draw its report with: qcic report 'a b'\n$/;
  expect([code, stdout]).toEqual([0, expect.stringMatching(last)]);
  expect(await readdir(join(cwd, 'a b'))).not.toContain('report.html');
  expect(await runCli(['report', 'a b'], { cwd })).toMatchObject({ code: 0, stdout: 'Report: a b/report.html\n' });
});

test('another word is refused before anything is computed', async () => {
  expect(await runCli([...simulate, '--force'], { cwd, env: { QCIC_REPORT: 'no' } })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("QCIC_REPORT: must be later, or not set; got 'no'"),
  });
});
