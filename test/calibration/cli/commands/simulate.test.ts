// Evidence: the contract of the files, and the command against the simulator in this process.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulationOf } from '../../../../calibration/studies/simulate/simulation-of-arms.js';
import {
  type CohortRecord,
  classifyResponse,
  cohortSimulator,
  compileSimulation,
  fixedParameters,
  heterogeneityParameterNames,
  stateNames,
  tumorVolumeCm3,
} from '../../../../src/index.js';
import { type CliOutcome, cellsOf, jsonOf, runCli, twoAtATime } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';

const arms = ['placebo', 'tas102', 'tas102_bev'] as const;
const DAYS = 60;
/** Some sums in another order, carried through a few hundred steps; relative. */
const ROUNDING = 1e-11;

let cwd: string;
let header: readonly string[];
let patients: readonly (readonly string[])[];
let outcome: CliOutcome;

const simulate = (...message: readonly string[]) => runCli(['simulate', '--days', String(DAYS), ...message], { cwd });
const rowsOf = async (name: string) => (await cellsOf(join(cwd, name))).slice(1);
const writePatients = (name: string, rows: readonly (readonly string[])[]) =>
  writeFile(join(cwd, name), rows.map((cells) => `${cells.join(',')}\n`).join(''));

/** The simulator in this process on the patients of `patients.csv`, with a value for each of `varying` after them. */
async function inThisProcess(varying: Readonly<Record<string, number>> = {}): Promise<CohortRecord> {
  const { spec: common } = simulationOf({ arms, days: DAYS, markerDay: 56, trajectories: true, switch: [] });
  const spec = { ...common, varying: Object.keys(varying) };
  const vectors = patients.map((cells) => [...cells.slice(1).map(Number), ...Object.values(varying)]);
  return cohortSimulator(spec, await compileSimulation(spec))(Float64Array.from(vectors.flat()));
}

/** Rows of endpoints.csv as the contract lays them out. */
function endpointsOf(record: CohortRecord): readonly (readonly string[])[] {
  // 0.8 L of microenvironment and 4e8 cells per liter at baseline, as published
  const baseline = tumorVolumeCm3(4e8, 0.8);
  return patients.flatMap(([id = ''], patient) =>
    arms.map((arm) => {
      const { tri, markers } = record.arms[arm]!;
      const figures = [...markers.subarray(4 * patient, 4 * patient + 4)].map(String);
      const response = classifyResponse(tri[patient]!, 'volume', baseline);
      // One visit, on the day of the response: nothing confirms it
      const isResponse = response === 'CR' || response === 'PR';
      const course = [response, isResponse ? 'SD' : response, response === 'PD' ? '56' : '', isResponse ? '56' : ''];
      return [id, arm, 'completed', String(tri[patient]), response, ...figures, ...course];
    }),
  );
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-simulate-'));
  await runCli(['cohort', '--patients', '5', '--seed', '3', '--out', 'patients.csv'], { cwd });
  [header = [], ...patients] = await cellsOf(join(cwd, 'patients.csv'));
  outcome = await simulate('--patients', 'patients.csv', '--arms', arms.join(), '--trajectories', '--out', 'all');
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic simulate', () => {
  test('exits 0, says what it did on standard output and progress in plain lines on standard error', async () => {
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(
      /^5 patients x 3 arm\(s\), 0 failed simulation\(s\): all\n\nDone in \d+ s\. Report: all\/report\.html\n$/,
    );
    expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(/^\[\d+ s\] simulate: 5\/5 patients · 0 failed/);
    expect(outcome.stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect((await readdir(join(cwd, 'all'))).sort()).toEqual([
      'chunks',
      'endpoints.csv',
      'events.jsonl',
      'manifest.json',
      'report.html',
      'trajectories.csv',
    ]);
  });

  test('endpoints.csv has the columns of the contract, and the values of the simulator to the last digit', async () => {
    const [columns, ...rows] = await cellsOf(join(cwd, 'all/endpoints.csv'));
    expect(columns?.join()).toBe(
      'patient,arm,status,tri_day56,recist,th1,ctl,th1_treg,ctl_treg,bor,bor_confirmed,progression_day,response_day',
    );
    expect(rows).toEqual(endpointsOf(await inThisProcess()));
  });

  test('trajectories.csv has the columns of the contract and one row per patient, arm and day', async () => {
    const [columns, ...rows] = await cellsOf(join(cwd, 'all/trajectories.csv'));
    expect(stateNames).toHaveLength(57);
    expect(columns).toEqual(['patient', 'arm', 'day', ...stateNames]);
    const keys = patients.flatMap(([id]) =>
      arms.flatMap((arm) => Array.from({ length: DAYS + 1 }, (_, day) => `${id},${arm},${day}`)),
    );
    expect(rows.map((cells) => cells.slice(0, 3).join())).toEqual(keys);
  });

  test('trajectories.csv has the values of the simulator to the last digit', async () => {
    const rows = await rowsOf('all/trajectories.csv');
    const record = await inThisProcess();
    const expected = patients.flatMap((_, patient) =>
      arms.flatMap((arm) => {
        const width = (DAYS + 1) * stateNames.length;
        const states = record.arms[arm]!.trajectories.subarray(patient * width, (patient + 1) * width);
        return Array.from({ length: DAYS + 1 }, (__, day) =>
          [...states.subarray(day * stateNames.length, (day + 1) * stateNames.length)].map(String).join(),
        );
      }),
    );
    expect(rows.map((cells) => cells.slice(3).join())).toEqual(expected);
  });

  test('manifest.json holds the version, the patients, the simulation and the number of failures', async () => {
    expect(await jsonOf(join(cwd, 'all/manifest.json'))).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      kind: 'simulate',
      status: 'done',
      inputs: [{ path: 'patients.csv' }],
      patients: [{ cohort: 'patients.csv', patients: 5, failed: 0 }],
      settings: {
        overridden_parameters: [],
        simulation: { arms: arms.map((name) => ({ name })), horizonDays: DAYS, markerDays: [56] },
      },
    });
  });

  test('manifest.json follows its documented schema', async () => {
    expect(await schemaIssues(join(cwd, 'all'))).toEqual(valid('manifest.json'));
  });

  test('columns may be in any order and extra ones override fixed parameters', async () => {
    const published = fixedParameters.d_T8.value;
    const reversed = [header, ...patients].map((cells) => [...cells].reverse());
    const extended = (value: number) =>
      [header, ...patients].map((cells, row) => [row === 0 ? 'd_T8' : String(value), ...cells]);
    await writePatients('reversed.csv', reversed);
    await writePatients('same.csv', extended(published));
    await writePatients('double.csv', extended(2 * published));
    const names = ['reversed', 'same', 'double'];
    const outcomes = await twoAtATime(
      names.map((name) => () => simulate('--patients', `${name}.csv`, '--arms', arms.join(), '--out', name)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const plain = await rowsOf('all/endpoints.csv');
    expect(await rowsOf('reversed/endpoints.csv')).toEqual(plain);
    // What varies between patients is not folded into literals, so sums round in another order
    (await rowsOf('same/endpoints.csv')).forEach((cells, row) => {
      const before = plain[row]!;
      cells.forEach((cell, column) => {
        const isFigure = ![0, 1, 2, 4, 9, 10].includes(column);
        const [value, figure] = isFigure ? [Number(cell), Number(before[column])] : [0, 0];
        if (!isFigure) expect(cell).toBe(before[column]);
        expect(Math.abs(value - figure)).toBeLessThan(ROUNDING * Math.max(1, Math.abs(figure)));
      });
    });
    const doubled = await rowsOf('double/endpoints.csv');
    expect(doubled).toEqual(endpointsOf(await inThisProcess({ d_T8: 2 * published })));
    // CTL die twice as fast
    doubled.forEach((cells, row) => {
      expect(Number(cells[6])).toBeLessThan(Number(plain[row]?.[6]));
    });
  });

  test('1, 2, 5 worker threads and this process alone write the same bytes', { tags: 'full/workers' }, async () => {
    // Three chunks of patients and, with trajectories, two batches
    await runCli(['cohort', '--patients', '110', '--seed', '4', '--out', 'many.csv'], { cwd });
    const hashes = [];
    for (const workers of ['0', '1', '2', '5']) {
      const message = ['--patients', 'many.csv', '--arms', 'tas102', '--trajectories', '--workers', workers];
      const { code } = await simulate(...message, '--out', 'many', '--force');
      expect(code).toBe(0);
      const digests = [];
      for (const name of ['endpoints.csv', 'trajectories.csv']) {
        digests.push(
          createHash('sha256')
            .update(await readFile(join(cwd, 'many', name)))
            .digest('hex'),
        );
      }
      hashes.push(digests.join());
    }
    expect(new Set(hashes).size).toBe(1);
    expect(await rowsOf('many/endpoints.csv')).toHaveLength(110);
    expect(await rowsOf('many/trajectories.csv')).toHaveLength(110 * (DAYS + 1));
  });

  test('a switch changes the simulation and is written down', async () => {
    const message = ['--patients', 'patients.csv', '--arms', 'placebo', '--out', 'switched'];
    const { code } = await simulate(...message, '--switch', 'ctl-proliferation=corrected');
    expect(code).toBe(0);
    const plain = (await rowsOf('all/endpoints.csv')).filter(([, arm]) => arm === 'placebo');
    const switched = await rowsOf('switched/endpoints.csv');
    expect(switched.map(([id]) => id)).toEqual(plain.map(([id]) => id));
    expect(switched).not.toEqual(plain);
    expect(await jsonOf(join(cwd, 'switched/manifest.json'))).toMatchObject({
      settings: { simulation: { switches: { 'ctl-proliferation': 'corrected', 'dptc-inflow': 'posted' } } },
    });
  });

  test('a patient that fails has a row with the reason and the day, and no values and no trajectory', async () => {
    const [first = [], ...others] = patients;
    const impossible = first.map((cell, column) => (header[column] === 'beta_X1' ? '1e12' : cell));
    await writePatients('failing.csv', [header, impossible, ...others]);
    const message = ['--patients', 'failing.csv', '--arms', 'placebo', '--trajectories', '--out', 'failing'];
    const { code, stdout } = await simulate(...message, '--max-failed', '0.2');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^5 patients x 1 arm\(s\), 1 failed simulation\(s\): failing\n1 of 5 .*: within the accepted 20 %\.\n/,
      ),
    });
    const rows = await rowsOf('failing/endpoints.csv');
    expect(rows[0]).toEqual([
      '1',
      'placebo',
      expect.stringMatching(/^failed: .+ on day \d/),
      ...new Array(10).fill(''),
    ]);
    const completed = (await rowsOf('all/endpoints.csv')).filter(([id, arm]) => arm === 'placebo' && id !== '1');
    expect(rows.slice(1)).toEqual(completed);
    expect(new Set((await rowsOf('failing/trajectories.csv')).map(([id]) => id))).toEqual(
      new Set(['2', '3', '4', '5']),
    );
  });

  test('a cohort of which more patients fail than is accepted ends with exit code 3, in manifest and report too', async () => {
    const impossible = patients[0]!.map((cell, column) => (header[column] === 'beta_X1' ? '1e12' : cell));
    await writePatients('all-fail.csv', [header, impossible]);
    const { code, stdout } = await simulate('--patients', 'all-fail.csv', '--arms', 'placebo', '--out', 'all-fail');
    expect(code).toBe(3);
    expect(stdout).toContain(
      '1 of 1 simulated patients failed, at most 100 % of a cohort (all-fail.csv): more than the accepted 1 %.\n',
    );
    const manifest = JSON.parse(await readFile(join(cwd, 'all-fail/manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ status: 'incomplete', patients: [{ patients: 1, failed: 1 }] });
    expect(await readFile(join(cwd, 'all-fail/report.html'), 'utf8')).toContain('1 of 1 simulations failed');
  });

  test('Ctrl-C keeps finished patients, and --resume gives the bytes of an uninterrupted simulation', {
    tags: 'full/interruptions',
  }, async () => {
    const message = ['--patients', 'long.csv', '--arms', 'placebo', '--trajectories', '--days', '60', '--workers', '1'];
    await runCli(['cohort', '--patients', '400', '--seed', '1', '--out', 'long.csv'], { cwd });
    const stopped = await runCli(['simulate', ...message, '--out', 'stopped'], {
      cwd,
      signalWhen: (text) => (text.includes('100/400') ? 'SIGINT' : undefined),
    });
    expect(stopped).toMatchObject({ code: 130, stdout: '' });
    expect(stopped.stderr).toContain('--resume');
    expect((await readdir(join(cwd, 'stopped'))).sort()).toEqual(['chunks', 'events.jsonl', 'manifest.json']);
    expect(await jsonOf(join(cwd, 'stopped/manifest.json'))).toMatchObject({ status: 'interrupted' });
    const resumed = await simulate(...message, '--out', 'stopped', '--resume');
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain('from the store');
    expect((await simulate(...message, '--out', 'whole')).code).toBe(0);
    for (const file of ['endpoints.csv', 'trajectories.csv']) {
      expect(await readFile(join(cwd, 'stopped', file), 'utf8')).toBe(await readFile(join(cwd, 'whole', file), 'utf8'));
    }
  });
});

describe('what qcic simulate refuses with exit code 2', () => {
  test('issues of the patients, with line and column, all at once', async () => {
    const withCells = (changes: Readonly<Record<string, string>>) =>
      [header, ...patients].map((cells, row) =>
        row === 2 ? cells.map((cell, at) => changes[header[at] ?? ''] ?? cell) : cells,
      );
    await writePatients('cells.csv', withCells({ K1: 'NaN', K2: 'many', K3: '', d_X1: '-1' }));
    await writePatients(
      'short.csv',
      [header, ...patients].map((cells) => cells.slice(0, -1)),
    );
    await writePatients(
      'extra.csv',
      [header, ...patients].map((cells, row) => [...cells, row === 0 ? 'd_t8' : '1']),
    );
    await writePatients('nobody.csv', [header]);
    const expected = {
      cells: [
        "cells.csv:3: column K1: must be a number ≥ 0; got 'NaN'",
        "cells.csv:3: column K2: must be a number ≥ 0; got 'many'",
        'cells.csv:3: column K3: must be a number ≥ 0; got an empty cell',
        "cells.csv:3: column d_X1: must be a number ≥ 0; got '-1'",
      ],
      short: [`short.csv:1: column ${heterogeneityParameterNames.at(-1)}: must be present; got a header without it`],
      extra: ["extra.csv:1: column 23: must be a known column; got 'd_t8' (did you mean d_T8?)"],
      nobody: ['nobody.csv: must hold at least one patient; got a header alone'],
    };
    const outcomes = await twoAtATime(
      Object.keys(expected).map(
        (name) => () => simulate('--patients', `${name}.csv`, '--arms', 'placebo', '--out', 'refused'),
      ),
    );
    Object.entries(expected).forEach(([name, issues], index) => {
      const message = `error: ${name}.csv: ${issues.length} issue(s)\n${issues.map((issue) => `  ${issue}\n`).join('')}`;
      expect(outcomes[index]).toEqual({ code: 2, stdout: '', stderr: message });
    });
    expect(await readdir(cwd)).not.toContain('refused');
  });

  test('an override of 0 where the equations divide by it, with the patient', async () => {
    await writePatients(
      'zero.csv',
      [header, ...patients].map((cells, row) => [...cells, ['V_C', '0.8', '0', '0.8', '0.8', '0.8'][row] ?? '']),
    );
    expect(await simulate('--patients', 'zero.csv', '--arms', 'placebo', '--out', 'refused')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: zero.csv: patient 2: parameters.V_C: must be > 0, the equations divide by it; got 0\n',
    });
  });

  test('a carrying capacity of 0, with the patient', async () => {
    const [first = [], ...others] = patients;
    await writePatients('capacity.csv', [
      header,
      first.map((cell, at) => (header[at] === 'K1' ? '0' : cell)),
      ...others,
    ]);
    expect(await simulate('--patients', 'capacity.csv', '--arms', 'placebo', '--out', 'refused')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: capacity.csv: patient 1: parameters.K1: must be > 0, the equations divide by it; got 0\n',
    });
  });

  const refusals: readonly (readonly [args: readonly string[], message: string])[] = [
    [
      ['--arms', 'placbo'],
      '--arms: must be one or more of placebo, tas102, tas102_bev; got placbo (did you mean placebo?)',
    ],
    [[], '--arms: must be given without --config; got none'],
    [['--arms', 'placebo,placebo'], '--arms: must name each arm once; got placebo twice'],
    [['--arms', 'placebo', '--days', '55'], '--days: must be at least 56, the day of the response; got 55'],
    [['--arms', 'placebo', '--marker-day', '61'], '--marker-day: must be at most --days (60); got 61'],
    [['--arms', 'placebo', '--switch', 'dosing'], "--switch: must be name=value; got 'dosing'"],
    [['--arms', 'placebo', '--switch', 'dosing=right'], "switches.dosing: must be 'posted' or 'corrected'; got right"],
    [['--arms', 'placebo', '--patients', 'gone'], 'gone: must be a readable file; got ENOENT'],
    [['--arms', 'placebo', '--out', 'patients.csv'], 'patients.csv: must be a folder for the run; got a file'],
    [
      ['--arms', 'placebo', '--out', 'patients.csv/x'],
      'patients.csv/x: must be a folder that can be written; got ENOTDIR',
    ],
  ];
  test('options and paths, with the reason', async () => {
    const outcomes = await twoAtATime(
      refusals.map(
        ([message]) =>
          () =>
            simulate('--patients', 'patients.csv', '--out', 'refused', ...message),
      ),
    );
    refusals.forEach(([, message], index) => {
      expect(outcomes[index]).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
    });
    expect(await readdir(cwd)).not.toContain('refused');
  });

  test('a folder that holds an earlier simulation, unless --force is given', async () => {
    const message = ['--patients', 'patients.csv', '--arms', 'placebo'];
    await simulate(...message, '--out', 'twice', '--marker-day', '7');
    const before = await rowsOf('twice/endpoints.csv');
    const refused = await simulate(...message, '--out', 'twice');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error: twice: must not hold a run already; got one/);
    expect(await rowsOf('twice/endpoints.csv')).toEqual(before);
    expect((await simulate(...message, '--out', 'twice', '--force')).code).toBe(0);
    expect(await rowsOf('twice/endpoints.csv')).not.toEqual(before);
  });
});

describe('qcic simulate, once more', () => {
  test('--force leaves no table of an earlier simulation behind', async () => {
    // Tables are not among the files of a run, so trajectories of other patients stay beside new endpoints.
    const message = ['--patients', 'patients.csv', '--arms', 'placebo', '--out', 'stale'];
    await simulate(...message, '--trajectories');
    await simulate(...message, '--force');
    expect((await readdir(join(cwd, 'stale'))).sort()).toEqual([
      'chunks',
      'endpoints.csv',
      'events.jsonl',
      'manifest.json',
      'report.html',
    ]);
  });

  test('the message on an existing folder names options that this command has', async () => {
    const { stderr } = await simulate('--patients', 'patients.csv', '--arms', 'placebo', '--out', 'all');
    expect(stderr).toContain('(--resume continues it, --force replaces it)');
  });
});
