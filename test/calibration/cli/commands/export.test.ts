// Evidence: the documented contract, and the command against the library in this process.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInRegimens, dosePlan, postedSwitches, resolveSwitches } from '../../../../src/index.js';
import { cExport } from '../../../../src/model/export/c-export.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { runCli, twoAtATime } from '../run-cli.js';

let cwd: string;
const run = (...message: readonly string[]) => runCli(['export', ...message], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-export-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic export', () => {
  test('writes to a file what it prints without one, with the dosing, switches and parameters asked for', async () => {
    const message = ['--format', 'c', '--regimen', 'protocol-tas102', '--days', '60', '--varying', 'd_T8,V_C'];
    const forms = ['--switch', 'ctl-proliferation=corrected', '--switch', 'tfh-il21=corrected'];
    const [printed, written, bare] = await twoAtATime([
      () => run(...message, ...forms),
      () => run(...message, ...forms, '-o', 'model.c'),
      () => run('--format', 'c'),
    ]);
    const switches = resolveSwitches({ 'ctl-proliferation': 'corrected', 'tfh-il21': 'corrected' });
    const { segments } = dosePlan(builtInRegimens['protocol-tas102']!, 60);
    const model = exportableModel({ switches, varying: ['d_T8', 'V_C'] });
    const expected = cExport(model, { regimen: 'protocol-tas102', segments });
    expect(printed).toEqual({ code: 0, stderr: '', stdout: expected });
    expect(written).toEqual({ code: 0, stderr: '', stdout: '' });
    expect(await readFile(join(cwd, 'model.c'), 'utf8')).toBe(expected);
    const plain = cExport(exportableModel({ switches: postedSwitches }), {
      regimen: 'none',
      segments: dosePlan({}, 365).segments,
    });
    expect(bare).toEqual({ code: 0, stderr: '', stdout: plain });
  });

  const refusals: readonly (readonly [args: readonly string[], message: string])[] = [
    [
      ['--format', 'sbm'],
      'error: format: must be one of c, julia, latex, markdown, sbml; got sbm (did you mean sbml?)\n',
    ],
    [[], "error: required option '--format <name>' not specified\n"],
    [
      ['--format', 'c', '--regimen', 'published-tas'],
      'error: --regimen: must be one of none, published-tas102, published-tas102-bev, protocol-tas102, protocol-tas102-bev; got published-tas (did you mean published-tas102?)\n',
    ],
    [['--format', 'c', '--regimen', 'toString'], 'error: --regimen: must be one of none, '],
    [['--format', 'c', '--switch', 'dosing'], "error: --switch: must be name=form; got 'dosing'\n"],
    [['--format', 'c', '--switch', 'dptc-inflo=corrected'], 'got dptc-inflo (did you mean dptc-inflow?)\n'],
    [['--format', 'c', '--varying', 'K1'], 'error: parameters.K1: must be a fixed parameter'],
    [['--format', 'c', '-o', 'absent/model.c'], 'error: absent/model.c: must be a writable file in an existing folder'],
  ];

  test('refuses with exit code 2 what it cannot do, and says what it could', async () => {
    const outcomes = await twoAtATime(
      refusals.map(
        ([message]) =>
          () =>
            run(...message),
      ),
    );
    refusals.forEach(([, message], index) => {
      expect(outcomes[index]).toMatchObject({ code: 2, stdout: '' });
      expect(outcomes[index]?.stderr).toContain(message);
    });
  });
});
