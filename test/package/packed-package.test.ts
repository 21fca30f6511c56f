// Evidence: the file of `npm pack`, installed in an empty folder, gives a command line and modules that work there from any folder,
// with the same results on every version of Node; and declarations that the compiler reads under its strictest options.
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { root, twoAtATime } from '../calibration/cli/run-cli.js';
import { writeTinyConfig } from '../calibration/cli/tiny-config.js';
import { nodeEngines, whyMissing } from '../engines/engines.js';
import { packedPackage, runProgramIn } from './packed.js';

const installWords = 'install --prefer-offline --no-audit --no-fund --ignore-scripts --omit=optional'.split(' ');
/** As examples/README.md says. */
const emitWords = '--module nodenext --target es2022 --types node --outDir ../examples-js'.split(' ');
const strictWords = '--strict --skipLibCheck false --module nodenext'.split(' ');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

/** Imports all doors; a declaration that is missing or `any` leaves the expected errors out. */
const doorsProgram = `import { type Simulation, sampleCohort, simulate } from 'qcic-workbench';
import { parameters, states } from 'qcic-workbench/model';
import { kaplanMeier, rocAuc } from 'qcic-workbench/stats';

const simulation: Simulation = await simulate({ patients: sampleCohort(2), arms: ['placebo'] });
const names: readonly string[] = [...states(), ...parameters()].map(({ name }) => name);
const area: number = rocAuc([1, 2], [0, 1]).auc;
// @ts-expect-error: must be numbers or records
await simulate({ patients: 'all' });
// @ts-expect-error: must be numbers
kaplanMeier(['a'], [1]);
// @ts-expect-error: is no member
states().map(({ mass }) => mass);
export { area, names, simulation };
`;

const trial = `trial,arm,n,reference,year,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months
My trial,tas102,120,Unpublished,2026,0,2,45,53,7.9
`;
/** A refit that computes no intervals. */
const refitWords =
  'refit run --add my-trial.csv --bootstrap 0 --starts 1 --profiles none --no-leave-one-trial-out --no-leave-one-arm-out --out refit';

describe('the package, installed in an empty folder', { tags: 'full/package', timeout: 300_000 }, () => {
  let cwd: string;
  /** A folder from which no node_modules is found. */
  let unrelated: string;
  /** Why it is not installed; empty where it is. */
  let notInstalled = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-installed-'));
    unrelated = await mkdtemp(join(tmpdir(), 'qcic-unrelated-'));
    const { tarball } = await packedPackage();
    await writeFile(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
    const { code, stderr } = await runProgramIn('npm', [...installWords, tarball], cwd);
    if (code === 0) return;
    if (process.env.QCIC_REQUIRE_ENGINES === '1')
      throw new Error(`npm install: must end with 0; got ${code}: ${stderr}`);
    notInstalled = `npm cannot install the package here: ${stderr.split('\n')[0]}`;
  }, 300_000);
  afterAll(() => Promise.all([cwd, unrelated].map((folder) => rm(folder, { recursive: true, force: true }))));
  const installed = ({ skip }: TestContext) => skip(notInstalled !== '', notInstalled);

  test('has nothing that is only used to build or to test it', async (context) => {
    installed(context);
    const names = await readdir(join(cwd, 'node_modules'));
    expect(
      names.filter((name) => /^(vega|vitest|zod|typescript|@types|@tensorflow|koffi|rolldown)/.test(name)),
    ).toEqual([]);
  });

  /** Asks the compiler, in a folder below the installation. @returns what it says */
  const compile = async (folder: string, words: readonly string[], files: readonly string[]) =>
    (await runProgramIn(process.execPath, [compiler, ...words, ...files], join(cwd, folder))).stdout;

  const withNodeTypes = async () => {
    await mkdir(join(cwd, 'with-node/node_modules/@types'), { recursive: true });
    await symlink(join(root, 'node_modules/@types/node'), join(cwd, 'with-node/node_modules/@types/node'), 'dir');
    await cp(join(cwd, 'node_modules/qcic-workbench/examples'), join(cwd, 'with-node/examples'), { recursive: true });
    await writeFile(join(cwd, 'with-node/examples/doors.ts'), doorsProgram);
    const names = await readdir(join(cwd, 'with-node/examples'));
    return compile(
      'with-node/examples',
      [...strictWords, ...emitWords],
      names.filter((name) => name.endsWith('.ts')),
    );
  };

  test('declarations and examples are clean for the compiler, strict, all libraries checked, with types of Node', async (context) => {
    installed(context);
    expect(await withNodeTypes()).toBe('');
  });

  test('declarations are clean without types of Node, with the default libraries', async (context) => {
    installed(context);
    await mkdir(join(cwd, 'without-node'));
    await writeFile(join(cwd, 'without-node/doors.ts'), doorsProgram);
    expect(await compile('without-node', [...strictWords, '--noEmit'], ['doors.ts'])).toBe('');
  });

  /** What every engine must give: content of files, and what examples print. */
  const first = new Map<string, string>();
  const same = (name: string, text: string) => {
    expect(text.length, name).toBeGreaterThan(0);
    if (!first.has(name)) first.set(name, text);
    expect(text, name).toBe(first.get(name));
  };

  for (const { name, program } of nodeEngines) {
    const folder = name.replace(' ', '-').toLowerCase();
    test.skipIf(program === null)(
      `${name} runs and refits from any folder, and runs all examples, with the same results${program === null ? `; ${name} ${whyMissing}` : ''}`,
      async (context) => {
        installed(context);
        const beside = join(cwd, folder);
        const elsewhere = join(unrelated, folder);
        for (const each of [beside, elsewhere]) await mkdir(each);
        const ended = async (words: readonly string[], where: string) => {
          const { code, stdout, stderr } = await runProgramIn(program!, words, where);
          expect(code, `${words.join(' ')}: ${stderr}`).toBe(0);
          return stdout;
        };
        const commands = async () => {
          const qcic = (words: string) => ended([join(cwd, 'node_modules/.bin/qcic'), ...words.split(' ')], elsewhere);
          // Tables of the package, as no others are named
          const shipped = { recist: undefined, medianOs: undefined, survival: undefined, publishedModel: undefined };
          await writeTinyConfig(join(elsewhere, 'tiny.json'), { targets: shipped });
          await writeFile(join(elsewhere, 'my-trial.csv'), trial);
          expect(await qcic('validate quick')).toContain('quick');
          await qcic('run tiny.json --out run');
          await qcic(refitWords);
          for (const file of ['run/results.json', 'run/figures/survival.csv', 'refit/refit.json', 'refit/results.json'])
            same(file, await readFile(join(elsewhere, file), 'utf8'));
          expect(await readFile(join(elsewhere, 'refit/refit.json'), 'utf8')).toContain('My trial');
        };
        const examples = async () => {
          const asTypeScript = !process.versions.node.startsWith('20.') || program !== process.execPath;
          const source = asTypeScript ? 'with-node/examples' : 'with-node/examples-js';
          const end = asTypeScript ? '.ts' : '.js';
          const names = (await readdir(join(cwd, source)))
            .filter((file) => /^\d/.test(file) && file.endsWith(end))
            .sort();
          expect(names).toHaveLength(11);
          for (const file of names) {
            await copyFile(join(cwd, source, file), join(beside, file));
            same(`example ${file.slice(0, 2)}`, await ended([file], beside));
          }
        };
        await twoAtATime([commands, examples]);
      },
    );
  }
});
