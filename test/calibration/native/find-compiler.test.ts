// Evidence: scripts that answer as compilers do.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compilerEnvironment, findCompiler } from '../../../calibration/native/find-compiler.js';
import { InputError } from '../../../src/index.js';
import { ownFolder } from './native-host.js';

/** A folder with a program that prints its name and arguments. */
function withProgram(...names: readonly string[]): string {
  const folder = ownFolder();
  for (const name of names) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} 1.0: $*"\necho further\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test('takes cc, then gcc, then clang', async () => {
  expect(await findCompiler({ PATH: withProgram('clang', 'gcc') })).toEqual({
    command: 'gcc',
    args: [],
    version: 'gcc 1.0: --version',
  });
  expect((await findCompiler({ PATH: withProgram('clang', 'cc', 'gcc') })).command).toBe('cc');
});

test('takes what CC names, with its arguments, and no shell reads it', async () => {
  const PATH = withProgram('cc', 'mine');
  expect(await findCompiler({ PATH, CC: ' mine  -x $(touch here) ' })).toEqual({
    command: 'mine',
    args: ['-x', '$(touch', 'here)'],
    version: 'mine 1.0: -x $(touch here) --version',
  });
  expect((await findCompiler({ PATH, CC: ' ' })).command).toBe('cc');
});

test.each([
  [{}, 'native backend: must find a C compiler (cc, gcc, clang, or the one that CC names); got none'],
  [{ CC: 'none -m64' }, 'native backend: CC must name a C compiler; got none -m64, which does not answer'],
])('one sentence where none answers: %o', async (env, message) => {
  const search = findCompiler({ PATH: ownFolder(), ...env });
  await expect(search).rejects.toThrow(InputError);
  await expect(search).rejects.toThrow(message);
});

test('a compiler gets no variable that changes what it makes', () => {
  const env = { PATH: '/bin', HOME: '/me', CFLAGS: '-ffast-math', CPATH: '/x', LIBRARY_PATH: '/y', LC_ALL: 'de_DE' };
  expect(compilerEnvironment(env)).toEqual({ PATH: '/bin', HOME: '/me', LC_ALL: 'C' });
});
