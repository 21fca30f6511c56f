// Evidence: the documented contract, on the built program.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaveOneOut } from '../../../../calibration/targets/meta-analysis/leave-one-out.js';
import { publishedTables } from '../../targets/published-tables.js';
import { root, runCli, twoAtATime } from '../run-cli.js';

const sunlight = `${root}data/new-trials/sunlight.csv`;

let cwd: string;
const run = (...message: readonly string[]) => runCli(['trials', ...message], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-trials-command-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** Cells of the first line that starts so, after its name. */
const cellsOf = (text: string, name: string): readonly string[] =>
  text
    .split('\n')
    .find((line) => line.startsWith(name))
    ?.slice(name.length)
    .trim()
    .split(/ {2,}/) ?? [];

describe('qcic trials', () => {
  test('list shows every trial with its source, shipped, added or given', async () => {
    const [shipped, added, given] = await twoAtATime([
      () => run('list'),
      () => run('list', '--add', sunlight),
      () => run('list', sunlight),
    ]);
    expect(shipped).toMatchObject({ code: 0, stderr: '' });
    expect(shipped?.stdout).toMatch(/^10 trials, 21 rows/);
    expect(shipped?.stdout).toContain('doi:10.1056/NEJMoa1414325');
    expect(cellsOf(added?.stdout ?? '', 'Prager 2023 (SUNLIGHT)')).toContain('47.0');
    expect(given?.stdout).toMatch(/^1 trials, 2 rows/);
  });

  test('pool --add shows the pooled DCR moving from 45.7 to 46.0 and from 62.8 to 69.5 %', async () => {
    const { code, stdout, stderr } = await run('pool', '--add', sunlight);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const arm = (name: string) => stdout.slice(stdout.indexOf(`\n${name}\n`));
    const dcr = (text: string, row: string) => cellsOf(text, row)[6];
    expect([dcr(arm('tas102'), 'before: all rows'), dcr(arm('tas102'), 'all rows')]).toEqual(['45.7', '46.0']);
    expect([dcr(arm('tas102_bev'), 'before: all rows'), dcr(arm('tas102_bev'), 'all rows')]).toEqual(['62.8', '69.5']);
  });

  test("a spreadsheet's export is read, and how is stated", async () => {
    const table = join(cwd, 'export.csv');
    const cells = ['trial;arm;n;reference;pr_percent;cr_percent;sd_percent;pd_percent;median_os_months'];
    cells.push('"Example 2033";"tas102_bev";"61";"Example, A.; 2033";"4,9";"0,0";"62,3";"32,8";"9,7"', ';;;;;;;;', '');
    await writeFile(table, `\ufeff${cells.join('\r\n')}`);
    const readAs = `${table}: read as semicolon-separated with decimal commas; 1 empty row at the end left out`;
    const [check, list] = await twoAtATime([() => run('check', table), () => run('list', '--add', table)]);
    expect(check).toMatchObject({ code: 0, stderr: '' });
    expect(check?.stdout).toContain(`Remarks:\n  - ${readAs}`);
    expect(cellsOf(check?.stdout ?? '', 'Example 2033').slice(0, 4)).toEqual(['tas102_bev', '61', '67.2', '9.7']);
    expect(list).toMatchObject({ code: 0, stderr: `remark: ${readAs}\n` });
  });

  test.each([
    [
      'zip.csv',
      Buffer.from('PK\u0003\u0004'),
      'must be UTF-8 text; got a spreadsheet (.xlsx, .ods) or another zip archive',
    ],
    ['page.csv', Buffer.from('<html>'), 'must be a table separated by commas, semicolons or tabs; got an HTML page'],
    [
      'thousands.csv',
      Buffer.from('trial;arm;n;reference;median_os_months\nA;tas102;1.200;B;7,5\n'),
      "thousands.csv:2: column n: must be an integer >= 1; got '1.200' (the table has decimal commas, '7,5'; thousands",
    ],
  ])('one sentence names what is wrong with a file: %s', async (name, content, message) => {
    await writeFile(join(cwd, name), content);
    const { code, stderr } = await run('check', name);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('pool --json gives the values as JSON', async () => {
    const [shipped, added] = await twoAtATime([
      () => run('pool', '--json'),
      () => run('pool', '--json', '--add', sunlight),
    ]);
    const [before, after] = [shipped, added].map((outcome) => JSON.parse(outcome?.stdout ?? '').result);
    expect(before.arms.map((each: { before: unknown }) => each.before)).toEqual([null, null, null]);
    expect(after.arms[2].before.distinct).toEqual(before.arms[2].distinct);
    expect(after.arms[2].distinct.response.dcr).toBeCloseTo(
      (261 * before.arms[2].distinct.response.dcr + 246 * 76.6) / 507,
      9,
    );
    expect(before.discrepancies.map(({ kind }: { kind: string }) => kind)).toContain('printed-figures');
  });

  test('pool --drop leaves a trial out as the table without it has it, and names the trials for an unknown one', async () => {
    const [dropped, unknown] = await twoAtATime([
      () => run('pool', '--json', '--drop', 'Kotani 2019'),
      () => run('pool', '--drop', 'Kotani'),
    ]);
    for (const { before, allRows, distinct, forests } of JSON.parse(dropped?.stdout ?? '').result.arms) {
      const without = leaveOneOut(publishedTables, before.arm).find(({ trial }) => trial === 'Kotani 2019');
      const { trial: _, ...expected } = without ?? { trial: '', ...before };
      expect({ arm: before.arm, allRows, distinct }).toEqual(expected);
      expect(JSON.stringify(forests)).not.toContain('Kotani');
    }
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown?.stderr).toContain("--drop: must name a trial of the tables, one of 'Kotani 2019', ");
  });

  test('check reports valid tables and the effect of adding them', async () => {
    const { code, stdout } = await run('check', sunlight);
    expect(code).toBe(0);
    expect(stdout).toMatch(/sunlight\.csv: valid\n/);
    expect(stdout).toContain('rates added, best response added, median already there, survival already there');
  });

  test('check reconstructs the patients of a digitised curve', async () => {
    const points = ['0,100,20', '1,95,', '2,80,', '3,,15', '4,60,', '6,40,8'].map((point) => `T,tas102,${point}`);
    await writeFile(join(cwd, 'c.csv'), ['trial,arm,month,survival_percent,at_risk', ...points].join('\n'));
    await writeFile(join(cwd, 't.csv'), 'trial,arm,n,reference,curve_file\nT,tas102,20,Ref,c.csv\n');
    const { code, stdout } = await run('check', 't.csv');
    expect(code).toBe(0);
    // By hand: 1, 3 (one censored before), 4 and 3 deaths leave the reported 15 and 8 at risk
    expect(stdout).toMatch(/T, tas102: 20 patients, 11 deaths, median \d/);
    expect(stdout).toContain('T, tas102: no DOI');
  });

  test('check asks whether a probable double is the same trial', async () => {
    const file = `${root}test/fixtures/targets/new-trials/probable-double.csv`;
    const [checked, pooled] = await twoAtATime([() => run('check', file), () => run('pool', '--add', file)]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    for (const text of [checked?.stdout, pooled?.stderr]) {
      expect(text).toMatch(/double\.csv:2: Mayer 2015, placebo: has the name .* as Mayer 2015 \(RECOURSE\), placebo/);
      expect(text).toMatch(/double\.csv:3: mayer 2015 \(recourse\), tas102: has .*: is it the same trial\?/);
    }
  });

  test('check --config of a copied configuration takes the data of the package, as pool does, and states it', async () => {
    await writeFile(join(cwd, 'copy.json'), JSON.stringify({ name: 'copy', seed: 1 }));
    const [check, pool] = await twoAtATime([
      () => run('check', sunlight, '--config', 'copy.json'),
      () => run('pool', '--config', 'copy.json', '--add', sunlight),
    ]);
    expect(check).toMatchObject({ code: 0, stderr: expect.stringMatching(/read from the installed package instead/) });
    expect(pool).toMatchObject({ code: 0, stderr: check?.stderr });
  });

  test('check --config refuses an arm that the configuration does not know', async () => {
    const file = `${root}test/fixtures/targets/new-trials/misspelt-arm.csv`;
    const { code, stderr } = await run('check', file, '--config', `${root}configs/mcrc.json`);
    expect(code).toBe(2);
    expect(stderr).toContain("must be one of placebo, tas102, tas102_bev; got 'tas1O2' (did you mean tas102?)");
  });

  test('check reports all issues with exit code 2 and no output', async () => {
    await writeFile(join(cwd, 'bad.csv'), 'trial,arm,n,reference,median_os_months\nT,tas102,0,Ref,5\nU,tas-102,9,,5\n');
    const { code, stdout, stderr } = await run('check', 'bad.csv');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      [
        'error: new trials: 3 issue(s)',
        "  bad.csv:2: column n: must be an integer >= 1; got '0'",
        '  bad.csv:3: column reference: must not be empty; got an empty cell',
        "  bad.csv:3: column arm: must be a name of letters, digits and _; got 'tas-102'",
        '',
      ].join('\n'),
    );
  });

  const refusals: readonly (readonly [message: readonly string[], message: string])[] = [
    [[], 'Usage: qcic trials'],
    [['pol'], "error: unknown command 'pol'\n(Did you mean pool?)"],
    [['check'], "error: missing required argument 'tables'"],
    [['pool', '--not-evaluable', 'x'], 'Allowed choices are left-out, progressed'],
    [['pool', '--add', 'absent.csv'], 'error: absent.csv: must be a readable file; got ENOENT'],
    [
      ['list', '--config', 'absent.json'],
      'error: absent.json: must be a file of the current folder or of the installed package; got neither',
    ],
  ];

  test('refuses with exit code 2 what it cannot do', async () => {
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
