// Evidence: the examples compile under strict options as in a project that depends on the package, and what they print holds against
// closed forms, R 4.2.2 (survival 3.5.3, pROC 1.18.0) or what a cohort must satisfy.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../calibration/cli/run-cli.js';

const node = promisify(execFile);

let cwd: string;
/** What the compiler says of all programs. */
let messages: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-examples-'));
  await mkdir(join(cwd, 'node_modules/@types'), { recursive: true });
  await symlink(root, join(cwd, 'node_modules/qcic-workbench'), 'dir');
  await symlink(join(root, 'node_modules/@types/node'), join(cwd, 'node_modules/@types/node'), 'dir');
  await writeFile(join(cwd, 'package.json'), '{ "type": "module" }');
  await cp(join(root, 'examples'), join(cwd, 'examples'), { recursive: true });
  const page = await readFile(join(root, 'docs/how-to/use-from-a-program.md'), 'utf8');
  for (const [index, [, program = '']] of [...page.matchAll(/```ts\n(.*?)```/gs)].entries()) {
    await writeFile(join(cwd, 'examples', `page-${index + 1}.ts`), `${program}\nexport {};\n`);
  }
  const files = (await readdir(join(cwd, 'examples'))).filter((name) => name.endsWith('.ts'));
  const options = '--strict --noUncheckedIndexedAccess --module nodenext --target es2022 --erasableSyntaxOnly'.split(
    ' ',
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [
    tsc,
    ...options,
    '--types',
    'node',
    '--skipLibCheck',
    '--outDir',
    'out',
    ...files.map((name) => `examples/${name}`),
  ];
  const { stdout } = await node(process.execPath, args, { cwd }).catch((error: { readonly stdout: string }) => error);
  messages = stdout;
}, 120_000);
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** Reports of runs are not looked at. */
const withoutPages = { ...process.env, QCIC_REPORT: 'later' };

const run = async (name: string): Promise<string> =>
  (await node(process.execPath, [`out/${name}.js`], { cwd, env: withoutPages })).stdout;

test('all examples, and the programs of the page on them, compile under strict options', () => {
  expect(messages).toBe('');
});

test('07: areas and the DeLong test are those of pROC', async () => {
  const text = await run('07-roc-of-a-table');
  expect(text).toContain('ctl: AUC 0.92 (0.74 to 1.00)');
  expect(text).toContain('th1: AUC 0.76');
  expect(text).toContain('difference 0.16, DeLong p = 0.248');
});

test('08: medians, restricted mean, log-rank and hazard ratio are those of survival', async () => {
  const text = await run('08-survival-of-a-table');
  // survfit, conf.type = "log-log"; survdiff; coxph, ties = "efron"
  expect(text).toContain('maintained: median 31 weeks (13 to not reached)');
  expect(text).toContain('log-rank p = 0.065');
  expect(text).toContain('hazard ratio of maintained: 0.40, p = 0.074');
});

describe('the others', { tags: 'full/studies', timeout: 300_000 }, () => {
  test('01 and 02: every visit and every patient is counted, and shares follow from the counts', async () => {
    const one = await run('01-one-patient');
    expect(one.match(/^ {2}day \d+:/gm)).toHaveLength(3 * 6);
    const cohort = await run('02-response-rates');
    for (const [, arm, ...classes] of cohort.matchAll(/^(\w+): CR (\d+), PR (\d+), SD (\d+), PD (\d+)$/gm)) {
      const [cr, pr, sd, pd] = classes.map(Number) as [number, number, number, number];
      expect([arm, cr + pr + sd + pd]).toEqual([arm, 200]);
      expect(cohort).toContain(`disease control    ${((cr + pr + sd) / 2).toFixed(1)} %`);
    }
  });

  test('03: two arms with their medians, and a hazard ratio inside its interval', async () => {
    const text = await run('03-randomised-trial');
    expect(text.match(/median overall survival [\d.]+ months/g)).toHaveLength(2);
    const [, ratio, low, high] = /placebo: ([\d.]+) \(([\d.]+) to ([\d.]+)\)/.exec(text)!.map(Number);
    expect(low!).toBeLessThan(ratio!);
    expect(ratio!).toBeLessThan(high!);
  });

  test('04 and 05: a fit is written and refitted with a table of its own, whose patients are added', async () => {
    expect(await run('04-fit')).toMatch(/^runs\/example: converged\n/);
    const text = await run('05-refit-with-your-trial');
    expect(text).toContain('My trial, tas102: 120 patients');
    expect(text).toMatch(/^tas102: pooled median [\d.]+ -> [\d.]+ months, \d+ patients$/m);
  });

  test('06: the pooled hazard ratio is the mean of DerSimonian and Laird', async () => {
    // R 4.2.2, by its formulas: w = 1 / s^2, tau^2 = (Q - 2) / (sum w - sum w^2 / sum w)
    const [estimates, errors] = [
      [0.56, 0.68, 0.79].map(Math.log),
      [0.81 / 0.39, 0.81 / 0.58, 0.99 / 0.62].map((ratio) => Math.log(ratio) / (2 * 1.96)),
    ];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const weights = errors.map((error) => 1 / error ** 2);
    const mean = sum(weights.map((weight, at) => weight * estimates[at]!)) / sum(weights);
    const q = sum(weights.map((weight, at) => weight * (estimates[at]! - mean) ** 2));
    const tau2 = Math.max(0, (q - 2) / (sum(weights) - sum(weights.map((weight) => weight ** 2)) / sum(weights)));
    const random = errors.map((error) => 1 / (error ** 2 + tau2));
    const pooled = Math.exp(sum(random.map((weight, at) => weight * estimates[at]!)) / sum(random));
    expect(await run('06-pool-trials')).toContain(`pooled hazard ratio ${pooled.toFixed(2)} (`);
  });

  test("09: indices of Ishigami's function are those of its closed form", async () => {
    const text = await run('09-sensitivity');
    const first = [...text.matchAll(/^x\d: first order (-?[\d.]+), total (-?[\d.]+)$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    // Variance a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2 with a = 7, b = 0.1
    const known = [
      [0.3139, 0.5576],
      [0.4424, 0.4424],
      [0, 0.2437],
    ];
    first.forEach((row, index) => {
      for (const at of [0, 1]) expect(Math.abs(row[at]! - known[index]![at]!)).toBeLessThan(0.03);
    });
    expect(text.match(/mu\* [\d.]+/g)).toHaveLength(4);
  });

  test('10 and 11: four regimens, and the model with its 57 states', async () => {
    expect((await run('10-your-drug-and-regimen')).match(/disease control \d+ %/g)).toHaveLength(4);
    expect(await run('11-the-model-itself')).toMatch(/^57 states, /);
  });
});
