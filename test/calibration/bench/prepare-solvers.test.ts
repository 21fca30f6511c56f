// Evidence: the documented contract, with solvers that cannot exist.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCompiler } from '../../../calibration/bench/machine.js';
import { prepareSolvers, reasonOf } from '../../../calibration/bench/prepare-solvers.js';
import type { Solver, SolverProgram } from '../../../calibration/bench/solvers.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-prepare-'));
  await writeFile(join(folder, 'header.c'), '#include <no-such-library/header.h>\nint main(void) { return 0; }\n');
  await writeFile(join(folder, 'fine.c'), 'int main(void) { return 0; }\n');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const compiler = await ownCompiler();
const solver = (id: string, program: SolverProgram): Solver => {
  return { id, label: id, description: id, colour: '#000000', program, tolerances: 'all', firstTrial: 2 };
};
const script = new URL('./script.js', import.meta.url);
const prepare = (...list: readonly Solver[]) => prepareSolvers(list, { sources: folder, folder });

describe('prepareSolvers', () => {
  test('a package that is not installed is the reason of an absence', async () => {
    const [missing, found] = await prepare(
      solver('a', { kind: 'node', script, requires: 'no-such-package-anywhere' }),
      solver('b', { kind: 'node', script, requires: 'vitest' }),
    );
    expect(missing).toMatchObject({ command: null, absent: 'npm package no-such-package-anywhere is not installed' });
    expect(found?.absent).toBeNull();
    expect(found?.command?.[0]).toBe(process.execPath);
  });

  test.skipIf(compiler === null)(
    `a header or a library that is missing is the reason, others are built${compiler === null ? ' (skipped: no C compiler)' : ''}`,
    async () => {
      const c = (source: string, libraries: readonly string[]): SolverProgram => ({
        kind: 'c',
        source,
        defines: [],
        libraries,
      });
      const [header, library, source, fine] = await prepare(
        solver('header', c('header.c', [])),
        solver('library', c('fine.c', ['-lno_such_library'])),
        solver('source', c('absent.c', [])),
        solver('fine', c('fine.c', ['-lm'])),
      );
      expect(header?.absent).toMatch(/^no-such-library\/header\.h: No such file/);
      expect(library?.absent).toMatch(/-lno_such_library/);
      expect(source?.absent).toMatch(/absent\.c: No such file/);
      expect(fine).toMatchObject({ absent: null, command: [join(folder, 'fine')] });
    },
  );

  test('the own simulator of other vectors is a library for its script, or absent with the reason', async () => {
    const [own] = await prepare(solver('own', { kind: 'library', script, lanes: 2 }));
    if (own!.absent === null)
      expect(own!.command).toEqual([process.execPath, fileURLToPath(script), expect.stringMatching(/\.so$/), '2']);
    else expect(own!.absent).toMatch(/no C compiler|native backend: .* must /);
  }, 60_000);
});

test('reasonOf gives the first complaint of a compiler, or the message', () => {
  const failed = (stderr: string) => Object.assign(new Error('Command failed: gcc x\nmore'), { stderr });
  expect(reasonOf(failed('x.c: In function f\nx.c:1:2: fatal error: a.h: No such file\nstopped'))).toBe(
    'a.h: No such file',
  );
  expect(reasonOf(failed('/usr/bin/ld: cannot find -lx: No such file\ncollect2: error: ld returned 1'))).toBe(
    'cannot find -lx',
  );
  expect(reasonOf(new Error('plain'))).toBe('plain');
});
