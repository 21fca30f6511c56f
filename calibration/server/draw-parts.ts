import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, sha256, writeFileAtomically } from '../../src/index.js';
import type { PackageInformation, Runtime } from '../session/runtime.js';
import { runFiles } from '../store/run-folder.js';
import type { RunsFolder } from './context.js';
import { fileMark } from './run-summary.js';

/** Reports that are drawn at the same time: each takes a core for seconds. */
const AT_ONCE = 1;
/** A larger report is none; bytes. */
const MOST_BYTES = 100_000_000;

/** Draws reports in processes of their own, so that the server answers meanwhile, and keeps them. */
export interface ReportDrawer {
  /**
   * @param folder - of a finished run
   * @returns JSON of `qcic report FOLDER --json`
   * @throws InputError - when it has no report, or a file is missing or damaged
   */
  draw(folder: string): Promise<string>;
}

export function reportDrawer(
  program: PackageInformation,
  runs: Pick<RunsFolder, 'cacheFolder'>,
  { env }: Pick<Runtime, 'env'>,
): ReportDrawer {
  const main = join(program.root, 'dist', 'calibration', 'cli', 'main.js');
  const drawing = new Map<string, Promise<string>>();
  let queue: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());

  const drawNow = async (folder: string, path: string): Promise<string> => {
    const [first, ...others] = queue;
    const drawn = first!.then(() => printed(main, folder, env));
    queue = [...others, drawn.catch(() => undefined)];
    const text = await drawn;
    // A folder that cannot be written is drawn each time
    await writeFileAtomically(path, text).catch(() => undefined);
    return text;
  };
  return {
    draw: async (folder) => {
      // The list of the built files is written by every build
      const built = join(program.root, 'dist', 'bundle', 'contents.json');
      const marks = await Promise.all([join(folder, runFiles.manifest), built].map(fileMark));
      const path = join(
        await runs.cacheFolder('reports'),
        `${sha256(JSON.stringify([folder, program.version, marks]))}.json`,
      );
      const kept = await readFile(path, 'utf8').catch(() => undefined);
      if (kept !== undefined) return kept;
      const begun = drawing.get(path) ?? drawNow(folder, path).finally(() => drawing.delete(path));
      drawing.set(path, begun);
      return begun;
    },
  };
}

async function printed(main: string, folder: string, env: Runtime['env']): Promise<string> {
  try {
    const args = [main, 'report', folder, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: MOST_BYTES, env: { ...env } });
    return JSON.stringify((JSON.parse(stdout) as { readonly result: unknown }).result);
  } catch (cause) {
    const said =
      cause instanceof Error && 'stderr' in cause
        ? String(cause.stderr)
            .replace(/^error: /, '')
            .trim()
        : '';
    throw said === '' ? cause : new InputError(said, { cause });
  }
}
