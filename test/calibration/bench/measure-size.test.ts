// Evidence: closed form (packages that the test writes, processes whose work it knows).
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedSize, startTimes } from '../../../calibration/bench/measure-size.js';
import { sizeText } from '../../../calibration/bench/size-text.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'qcic-size-'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

async function writePackage(folder: string, content: object, bytes: number): Promise<void> {
  await mkdir(join(folder, 'lib'), { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(content));
  await writeFile(join(folder, 'lib', 'code.js'), 'x'.repeat(bytes));
}

const spaceOf = async (...paths: readonly string[]) =>
  (await Promise.all(paths.map((path) => stat(path)))).reduce((sum, { blocks }) => sum + 512 * blocks, 0);

describe('installedSize', () => {
  test('counts what the package needs, however deep, each folder once and nothing else', async () => {
    const at = (...names: readonly string[]) =>
      names.reduce((folder, name) => join(folder, 'node_modules', name), root);
    await writePackage(
      root,
      { dependencies: { a: '1', '@s/b': '1' }, devDependencies: { dev: '1' }, optionalDependencies: { missing: '1' } },
      1,
    );
    await writePackage(at('a'), { dependencies: { shared: '2', '@s/b': '1' } }, 30_000);
    await writePackage(at('a', 'shared'), {}, 20_000);
    await writePackage(at('@s/b'), { dependencies: { shared: '1' } }, 10);
    await writePackage(at('shared'), { peerDependencies: { a: '1' } }, 5000);
    await writePackage(at('dev'), {}, 1e6);
    const { packages, total } = await installedSize(root);
    const folder = (path: string) =>
      spaceOf(path, join(path, 'package.json'), join(path, 'lib'), join(path, 'lib', 'code.js'));
    const expected = {
      a: await folder(at('a')),
      '@s/b': await folder(at('@s/b')),
      shared: (await folder(at('shared'))) + (await folder(at('a', 'shared'))),
    };
    expect(Object.fromEntries(packages)).toEqual(expected);
    expect(total).toBe(expected.a + expected['@s/b'] + expected.shared);
    expect(packages.map(([, bytes]) => bytes)).toEqual(packages.map(([, bytes]) => bytes).sort((a, b) => b - a));
  });

  test('names a required package that is not installed', async () => {
    const folder = join(root, 'other');
    await writePackage(folder, { dependencies: { lost: '1' } }, 1);
    await expect(installedSize(folder)).rejects.toThrow('lost: must be installed; it is not');
  });
});

describe('startTimes', () => {
  test('is the processor time of a process, which waiting does not raise', async () => {
    const program = join(root, 'work.mjs');
    const busy = 'while (process.cpuUsage().user < 1.5e5);';
    await writeFile(program, `if (process.argv[2] === 'work') ${busy}\nelse setTimeout(() => {}, 150);\n`);
    const [work, wait] = startTimes(program, [['work'], ['wait']], { repeats: 1, cwd: root });
    expect(work!.median).toBeGreaterThanOrEqual(150);
    expect(wait!.median).toBeLessThan(work!.median);
    expect(work!.least).toBe(work!.median);
    expect(work!.command).toBe('qcic work');
  });

  test('refuses a command that fails', async () => {
    const program = join(root, 'failing.mjs');
    await writeFile(program, 'process.exitCode = 2;\n');
    expect(() => startTimes(program, [['x']], { repeats: 1, cwd: root })).toThrow('x: must exit with 0; got 2');
  });
});

test('sizeText lists the largest packages and adds up the others', () => {
  const packages = Array.from({ length: 14 }, (_, index) => [`p${index}`, (14 - index) * 2 ** 20] as const);
  const text = sizeText({ packages, total: 105 * 2 ** 20 }, [{ command: 'qcic --help', least: 101.4, median: 103.6 }]);
  expect(text).toMatch(/p0 +14\.0/);
  expect(text).toMatch(/2 others +3\.0/);
  expect(text).toMatch(/all +105\.0/);
  expect(text).toMatch(/qcic --help +101 +104/);
});
