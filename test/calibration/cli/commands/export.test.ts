// Evidence: the documented contract, and the command against the library in this process.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { medianValues } from '../../../../calibration/studies/patient/patient-values.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import {
  builtInRegimens,
  dosePlan,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  resolveSwitches,
} from '../../../../src/index.js';
import { cExport } from '../../../../src/model/export/c-export.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { sbmlExport } from '../../../../src/model/export/sbml/sbml-export.js';
import { runCli, twoAtATime } from '../run-cli.js';

let cwd: string;
const run = (...message: readonly string[]) => runCli(['export', ...message], { cwd });

/** Baseline values, a multiple of them. */
const perPatient = (size: number) =>
  Object.fromEntries(heterogeneityParameterNames.map((name) => [name, size * heterogeneityParameters[name].baseline]));

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-export-'));
  const row = (name: string, size: number) => [name, ...Object.values(perPatient(size)), 0.1 * size].join();
  const header = ['patient', ...heterogeneityParameterNames, 'd_T8'].join();
  await writeFile(join(cwd, 'two.csv'), `${[header, row('anna', 1), row('bert', 2)].join('\n')}\n`);
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

  test('states one patient of a table, or by its values', async () => {
    const [ofTable, ofValues] = await twoAtATime([
      () => run('--format', 'sbml', '--patients', 'two.csv', '--id', 'bert'),
      () => run('--format', 'sbml', '--patient', 'K1=2e9,baseline_tumor=8e8'),
    ]);
    const { segments } = dosePlan({}, 365);
    const dosing = { regimen: 'none', segments };
    const written = (patient: Readonly<Record<string, number>>) =>
      sbmlExport(exportableModel({ switches: postedSwitches, patient }), dosing);
    expect(ofTable).toEqual({ code: 0, stderr: '', stdout: written({ ...perPatient(2), d_T8: 0.2 }) });
    const medians = medianValues(publishedMarginals());
    const values = Object.fromEntries(heterogeneityParameterNames.map((name, index) => [name, medians[index]!]));
    const own = { ...values, K1: 2e9, baseline_tumor: 8e8 };
    expect(ofValues).toEqual({ code: 0, stderr: '', stdout: written(own) });
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
    [['--format', 'c', '--patient', 'K9=1'], 'error: --patient: must name parameters of a patient; got K9'],
    [['--format', 'c', '--patient', 'K1=0'], 'error: --patient: patient 1: parameters.K1: must be > 0'],
    [
      ['--format', 'c', '--id', 'a'],
      "error: --id: must stand beside --patients, the table that it names a patient of; got 'a' alone\n",
    ],
    [
      ['--format', 'c', '--patients', 'two.csv'],
      'error: --id: must name one patient of two.csv; got 2 patients and no --id\n',
    ],
    [
      ['--format', 'c', '--patients', 'two.csv', '--id', 'ann'],
      'error: --id: must name one patient of two.csv; got ann (did you mean anna?)\n',
    ],
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
