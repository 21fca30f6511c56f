// Evidence: the documented contract, on the built program; numbers of the leukemia data as in R.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datasets } from '../../../src/stats/survival-fixture.js';
import { writeFinishedStudy } from '../../store/listed-files.js';
import { sampleArms, sampleStates } from '../../studies/survival/sample-states.js';
import { cellsOf, jsonOf, runCli, twoAtATime } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';

const [leukemia] = datasets;
let cwd: string;
const run = (...message: readonly string[]) => runCli(['survival', ...message], { cwd });
const table = ['--table', 'leukemia.csv', '--time', 'weeks', '--event', 'relapse'];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-survival-command-'));
  const rows = leukemia!.times.map((time, row) =>
    [time, leukemia!.observed[row], leukemia!.group[row], leukemia!.stratum[row], row].join(','),
  );
  await writeFile(join(cwd, 'leukemia.csv'), `weeks,relapse,arm,pair,row\n${rows.join('\n')}\n`);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic survival --table', () => {
  test('writes results, curves, numbers at risk and a page', async () => {
    const { code, stdout, stderr } = await run(...table, '--group', 'arm', '--landmarks', '10,20', '--out', 'plain');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('6-MP: 21 patients, 9 events; median 23.00 (13.00 to –)');
    expect((await readdir(join(cwd, 'plain'))).sort()).toEqual([
      'at_risk.csv',
      'curves.csv',
      'events.jsonl',
      'manifest.json',
      'report.html',
      'survival.json',
    ]);
    expect(await schemaIssues(join(cwd, 'plain'))).toEqual(valid('manifest.json', 'survival.json'));
    const results = await jsonOf(join(cwd, 'plain', 'survival.json'));
    expect(results).toMatchObject({
      groups: {
        '6-MP': { n: 21, events: 9, median: 23, median_low: 13, median_high: null },
        placebo: { n: 21, median: 8 },
      },
      logrank: { df: 1 },
      weights: 'none',
    });
    const [header, first] = await cellsOf(join(cwd, 'plain', 'curves.csv'));
    expect(header).toEqual(['group', 'time', 'at_risk', 'events', 'censored', 'survival', 'low', 'high']);
    expect(first).toEqual(['6-MP', '0', '21', '0', '0', '1', '', '']);
    expect((await cellsOf(join(cwd, 'plain', 'at_risk.csv')))[0]).toEqual([
      'group',
      'time',
      'at_risk',
      'events',
      'censored',
    ]);
  });

  test('groups with the names of properties: every output, and the page again from what is stored', async () => {
    await copyFile(new URL('../../../fixtures/survival/property-names.csv', import.meta.url), join(cwd, 'names.csv'));
    const names = ['__proto__', 'constructor', 'toString'];
    const { code, stdout } = await run(
      ...['--table', 'names.csv', '--time', 'time', '--event', 'event', '--group', 'group', '--out', 'names'],
    );
    expect(code).toBe(0);
    expect(await schemaIssues(join(cwd, 'names'))).toEqual(valid('manifest.json', 'survival.json'));
    expect(Object.keys(((await jsonOf(join(cwd, 'names', 'survival.json'))) as { groups: object }).groups)).toEqual(
      names,
    );
    const page = await readFile(join(cwd, 'names', 'report.html'), 'utf8');
    for (const name of names) {
      expect(stdout).toContain(`${name}: 2 patients`);
      expect(page).toContain(`>${name}</text>`);
    }
    expect((await runCli(['report', 'names'], { cwd })).code).toBe(0);
    expect(await readFile(join(cwd, 'names', 'report.html'), 'utf8')).toBe(page);
  });

  test('a table as people have it: events coded 1 and 2, text, missing values', async () => {
    const rows = [
      '1,5;2;a;M',
      '2,5;1;a;F',
      '3;2;b;M',
      '4;2;b;F',
      '5;1;a;F',
      '6;2;b;M',
      '7;2;a;M',
      '8;1;NA;M',
      '9;1;b;F',
    ];
    await writeFile(join(cwd, 'people.csv'), `\ufefft;e;g;sex\r\n${rows.join('\r\n')}\r\n;;;\r\n`);
    const read = ['--table', 'people.csv', '--time', 't', '--event', 'e', '--group', 'g', '--covariate', 'sex'];
    const refused = await run(...read, '--out', 'people');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--event-value 2')]);
    expect(refused.stderr).toContain('column g: must state a value in every row; got 1 missing, line 9');
    const options = ['--event-value', '2', '--missing', 'drop', '--covariate-reference', 'sex=M', '--out', 'people'];
    const { code, stdout } = await run(...read, ...options);
    expect(code).toBe(0);
    expect(stdout).toContain('Column e: 2 is an event, 1 counts as censored.');
    expect(stdout).toContain('1 row with a missing value left out: 1 without g (line 9).');
    expect(stdout).toContain('adjusted hazard ratio sex: F against M: 0.');
    expect(await schemaIssues(join(cwd, 'people'))).toEqual(valid('manifest.json', 'survival.json'));
    expect(await jsonOf(join(cwd, 'people', 'survival.json'))).toMatchObject({
      n: 8,
      event_values: { event: '2', censored: ['1'] },
      missing: { policy: 'drop', lines: [9] },
      cox_adjusted: {
        terms: [
          { name: 'b', reference: 'a' },
          { name: 'sex: F', reference: 'M' },
        ],
      },
    });
    const page = await readFile(join(cwd, 'people', 'report.html'), 'utf8');
    for (const part of ['against M', 'Left out', 'Covariate sex is text']) expect(page).toContain(part);
  });

  test('a group without events: exit code 0, and the reason on the page', async () => {
    await copyFile(new URL('../../../fixtures/survival/one-survivor.csv', import.meta.url), join(cwd, 'one.csv'));
    const { code, stdout } = await run(
      ...['--table', 'one.csv', '--time', 'time', '--event', 'event', '--group', 'group', '--out', 'one'],
    );
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('differences from it have neither interval nor p-value'),
    ]);
    const page = await readFile(join(cwd, 'one', 'report.html'), 'utf8');
    expect(page).toContain('no event in new by then');
    expect(page).not.toContain('100.0 to 100.0');
    expect((await cellsOf(join(cwd, 'one', 'curves.csv'))).at(-1)).toEqual(['new', '1600', '1', '0', '1', '1', '', '']);
  });

  test('strata, covariates, a marker and a reference', async () => {
    const { code } = await run(
      ...[...table, '--group', 'arm', '--stratum', 'pair', '--covariate', 'row', '--marker', 'row', '--cut', 'optimal'],
      ...['--reference', 'placebo', '--permutations', '99', '--out', 'rich'],
    );
    expect(code).toBe(0);
    expect(await schemaIssues(join(cwd, 'rich'))).toEqual(valid('manifest.json', 'survival.json'));
    expect(await jsonOf(join(cwd, 'rich', 'survival.json'))).toMatchObject({
      group_names: ['placebo', '6-MP'],
      logrank: { stratified: true },
      cox_adjusted: { terms: [{ name: '6-MP' }, { name: 'row' }] },
      prognosis: [{ within: 'placebo', optimal: { permutations: 99 } }, { within: '6-MP' }],
    });
    expect(await readdir(join(cwd, 'rich'))).toContain('prognosis_curves.csv');
  });

  test('an earlier analysis is replaced with --force only, other files never', async () => {
    const message = [...table, '--out', 'again'];
    expect((await run(...message)).code).toBe(0);
    const refused = await run(...message);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--force replaces it')]);
    await writeFile(join(cwd, 'again', 'own.txt'), 'mine');
    expect((await run(...message, '--force')).code).toBe(0);
    expect(await readFile(join(cwd, 'again', 'own.txt'), 'utf8')).toBe('mine');
    await mkdir(join(cwd, 'other'));
    await writeFile(join(cwd, 'other', 'own.txt'), 'mine');
    const foreign = await run(...table, '--out', 'other', '--force');
    expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining('got other files')]);
  });

  test('bad input ends with code 2 and says what was required', async () => {
    await writeFile(join(cwd, 'bad.csv'), 'weeks,relapse\n-3,1\n4,yes\n');
    const bad = ['--table', 'bad.csv', '--time', 'weeks', '--event', 'relapse', '--out', 'bad'];
    const cases: readonly (readonly [readonly string[], string])[] = [
      [bad, "bad.csv:2: column weeks: must be a finite number >= 0; got '-3'"],
      [bad, "bad.csv:3: column relapse: must be 0 (censored) or 1 (event); got 'yes'"],
      [['--table', 'leukemia.csv', '--time', 'week', '--event', 'relapse', '--out', 'x'], 'did you mean weeks?'],
      [['--table', 'none.csv', '--time', 'a', '--event', 'b', '--out', 'x'], 'none.csv: must be a readable file'],
      [['--table', 'leukemia.csv', '--time', 'weeks'], 'must be given --event with'],
      [[], 'must be given a run folder or --table; got neither'],
      [['folder', ...table], 'got both'],
      [[...table, '--out', 'x', '--trial-size', '5'], '--trial-size: must be given only with a run folder'],
      [[...table, '--out', 'x', '--endpoint', 'pfs'], '--endpoint: must be given only with a run folder'],
      [
        [...table, '--out', 'x', '--covariate-reference', 'sex=F'],
        '--covariate-reference: must be column=value with a column',
      ],
      [['folder', '--missing', 'drop', '--out', 'x'], '--missing drop: must be given only with --table'],
      [[...table, '--out', 'x', '--tau', '50'], '--tau: must be at most 35'],
      [[...table, '--out', 'x', '--tau', '-1'], 'must be a number > 0'],
      [[...table, '--out', 'x', '--level', '95'], 'must lie in [0.000001, 0.999999]'],
      [[...table, '--out', 'x', '--landmarks', '6,3'], 'must be ascending times'],
    ];
    const outcomes = await twoAtATime(
      cases.map(
        ([message]) =>
          () =>
            run(...message),
      ),
    );
    outcomes.forEach(({ code, stderr }, index) => {
      expect([code, stderr]).toEqual([2, expect.stringContaining(cases[index]![1])]);
    });
    expect(await readdir(cwd)).not.toContain('x');
  });
});

describe('qcic survival RUN', () => {
  test('draws a trial from the expected curves of the run, with its seed or another', async () => {
    await mkdir(join(cwd, 'run', 'figures'), { recursive: true });
    const target = (arm: string) => ({ arm, endpoint: 'survival_3', patients: 30 });
    const arms = ['placebo', 'tas102'];
    const rows = arms.flatMap((arm, index) =>
      Array.from({ length: 13 }, (_, month) => `${arm},${30 * month},${month},${100 - (7 - 2 * index) * month}`),
    );
    await writeFinishedStudy(join(cwd, 'run'), {
      'results.json': JSON.stringify({ arms, targets: arms.map(target), seed: '5', month_days: 30 }),
      'figures/survival.csv': `arm,day,month,survival_percent\n${rows.join('\n')}\n`,
    });
    const [own, other] = await twoAtATime([
      () => run('run'),
      () => run('run', '--seed', '6', '--trial-size', '80', '--out', 'trial'),
    ]);
    expect([own?.code, other?.code]).toEqual([0, 0]);
    const results = (await jsonOf(join(cwd, 'run-survival', 'survival.json'))) as Record<string, unknown>;
    expect(results).toMatchObject({
      kind: 'simulated trial',
      seed: '5',
      time_unit: 'months of 30 days',
      groups: { placebo: { n: 30 }, tas102: { n: 30 } },
      expected: { placebo: { landmarks: { 3: 0.79 } }, tas102: { median: 10 } },
      landmarks: [3, 6, 9, 12],
    });
    expect(await jsonOf(join(cwd, 'trial', 'survival.json'))).toMatchObject({
      seed: '6',
      groups: { placebo: { n: 80 } },
    });
    expect(await readdir(join(cwd, 'trial'))).toContain('expected.csv');
  });

  test('draws progression-free survival and time to progression from the states of the run', async () => {
    const folder = join(cwd, 'states');
    await mkdir(join(folder, 'figures'), { recursive: true });
    const arms = sampleArms.map(({ arm }) => arm);
    const rows = sampleArms.flatMap(sampleStates).map((row) => Object.values(row).join(','));
    const header = Object.keys(sampleStates(sampleArms[0]!)[0]!).join(',');
    await writeFinishedStudy(folder, {
      'results.json': JSON.stringify({ arms, targets: [], seed: '5', month_days: 30 }),
      'figures/states.csv': `${header}\n${rows.join('\n')}\n`,
    });
    const draw = (endpoint: string) => run('states', '--endpoint', endpoint, '--trial-size', '50', '--out', endpoint);
    const outcomes = await twoAtATime([() => draw('pfs'), () => draw('ttp'), () => draw('dor')]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 2]);
    const [pfs, ttp] = (await Promise.all(['pfs', 'ttp'].map((name) => jsonOf(join(cwd, name, 'survival.json'))))) as [
      Results,
      Results,
    ];
    interface Results {
      readonly events: number;
      readonly expected: Readonly<Record<string, { readonly landmarks: Readonly<Record<string, number>> }>>;
    }
    expect(await schemaIssues(join(cwd, 'ttp'))).toEqual(valid('manifest.json', 'survival.json'));
    expect([pfs, ttp]).toMatchObject([
      { endpoint: 'pfs', kind: 'simulated trial' },
      { endpoint: 'ttp', groups: { control: { n: 50 } } },
    ]);
    // Deaths are events of one only; (1 - q)^visits, times (1 - h)^days
    expect(ttp.events).toBeLessThan(pfs.events);
    expect(ttp.expected.control!.landmarks[6]).toBeCloseTo(0.6 ** 3, 9);
    expect(pfs.expected.control!.landmarks[6]).toBeCloseTo(0.6 ** 3 * 0.996 ** 180, 9);
    const page = await readFile(join(cwd, 'ttp', 'report.html'), 'utf8');
    for (const part of ['time to progression in a simulated trial', 'Without progression (%)', 'are censored']) {
      expect(page).toContain(part);
    }
    expect((await runCli(['report', 'pfs'], { cwd })).code).toBe(0);
  });
});
