// Evidence: laws of a folder that is made once, with processes that ask one after the other.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { sharedFolder } from './shared-folder.js';

/** The module once more, as another process has it. */
const anew = (place: number): Promise<{ readonly sharedFolder: typeof sharedFolder }> =>
  import(/* @vite-ignore */ `./shared-folder.js?${place}`);

test('a folder that is finished is not made again by a process that asks later', async () => {
  const root = await mkdtemp(join(tmpdir(), 'qcic-shared-test-'));
  vi.stubEnv('QCIC_TEST_SHARED', root);
  try {
    let [made, asked] = [0, 0];
    const ask = async () => {
      asked += 1;
      return (await anew(asked)).sharedFolder('runs', async (folder) => {
        made += 1;
        await promisify(execFile)('sh', ['-c', 'echo 1 > "$0/file"', folder]);
      });
    };
    const folders = [await ask(), await ask(), ...(await Promise.all([ask(), ask()]))];
    expect(made).toBe(1);
    expect(new Set(folders).size).toBe(1);
    expect(await readFile(join(folders[0]!, 'file'), 'utf8')).toBe('1\n');
  } finally {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true });
  }
});
