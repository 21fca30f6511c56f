import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Variable of the environment that names the folder which all processes of one run of the tests share. */
const VARIABLE = 'QCIC_TEST_SHARED';
/** How often another process looks whether a folder is finished. */
const POLL_MILLISECONDS = 100;

/** Makes the folder that the processes share; in the first process, before there are others. @returns how to remove it */
export async function openSharedFolders(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'qcic-shared-'));
  process.env[VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

const known = new Map<string, Promise<string>>();

/**
 * A folder of examples that takes long to make: the first test that asks for it makes it, for all processes of this run of the tests.
 * Nothing in it may be changed; a test that changes something copies it.
 *
 * @param name - of the folder
 * @param make - fills an empty folder
 * @returns its path
 * @throws Error - in every process, when it could not be made
 */
export function sharedFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const found = known.get(name) ?? madeOnce(name, make);
  known.set(name, found);
  return found;
}

async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const shared = process.env[VARIABLE];
  if (shared === undefined) throw new Error(`${VARIABLE}: must be set by the global setup of the tests`);
  const [folder, partial, failure, maker] = ['', '.partial', '.failure', '.maker'].map((end) =>
    join(shared, `${name}${end}`),
  ) as [string, string, string, string];
  // Stays when the folder is finished: a process that asks later must not make it again
  const isMaker = await mkdir(maker).then(
    () => true,
    () => false,
  );
  if (isMaker) {
    try {
      await mkdir(partial);
      await make(partial);
      await rename(partial, folder);
    } catch (cause) {
      await writeFile(failure, String(cause));
      throw cause;
    }
    return folder;
  }
  for (;;) {
    if (await stat(folder).catch(() => null)) return folder;
    const said = await readFile(failure, 'utf8').catch(() => null);
    if (said !== null) throw new Error(`${name}: could not be made in another process: ${said}`);
    await wait(POLL_MILLISECONDS);
  }
}
