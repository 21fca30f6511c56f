import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PackageInformation {
  readonly version: string;
  readonly root: string;
}

/** Version and folder of the installed workbench: the nearest package.json above this file with its name. */
export async function packageInformation(): Promise<PackageInformation> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
    const parsed = text === undefined ? undefined : (JSON.parse(text) as { name?: string; version?: string });
    if (parsed?.name === 'qcic-workbench') return { version: parsed.version ?? 'unknown', root: folder };
    const parent = dirname(folder);
    if (parent === folder) return { version: 'unknown', root: process.cwd() };
    folder = parent;
  }
}

/** Commit of the checkout the workbench runs from, with `+` where files were changed; null outside a checkout. */
export async function commitOf(folder: string): Promise<string | null> {
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  const git = async (...message: string[]) =>
    (await promisify(execFile)('git', ['-C', folder, ...message])).stdout.trim();
  try {
    // A package inside someone else's repository must not report that repository's commit
    if ((await git('rev-parse', '--show-toplevel')) !== folder) return null;
    const commit = await git('rev-parse', 'HEAD');
    const changed = (await git('status', '--porcelain', '--untracked-files=no')) !== '';
    return changed ? `${commit}+` : commit;
  } catch {
    return null;
  }
}
