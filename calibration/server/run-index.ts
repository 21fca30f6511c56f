import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../src/index.js';
import type { Runtime } from '../session/runtime.js';
import { runFiles } from '../store/run-folder.js';
import type { RunList, RunSummary } from './api/runs.js';
import { inBatches } from './in-batches.js';
import { readFit } from './read-fit.js';
import { fileMark, markedManifest, runProcess, toSummary, withProcess } from './run-summary.js';

/** What is known of a folder while its manifest stays as it is. */
interface Entry {
  readonly mark: string;
  /** Null where the manifest is none of the program. */
  readonly summary: Omit<RunSummary, 'process'> | null;
  /** Whether the results have been read, or there are none. */
  readonly isRead: boolean;
}

/** Results are read within a request for so long, and behind it from then on; milliseconds. */
const READING_MILLISECONDS = 250;
/** Raised when the form of the stored index changes. */
const INDEX_VERSION = 1;

/** The table of runs, kept by the marks of their manifests. */
export interface RunIndex {
  table(): Promise<RunList>;
  /** Called when results that were read behind a request have been added. */
  onRead: ((ids: readonly string[]) => void) | null;
}

/**
 * @param path - real path of the folder of runs
 * @param indexFile - where it is kept; it can be made again
 * @param find - names of folders directly below the folder of runs or below one of them
 * @param runtime - looks up processes
 */
export function runIndex(
  path: string,
  indexFile: string,
  find: (above: string) => Promise<readonly string[]>,
  runtime: Pick<Runtime, 'host' | 'processStart' | 'now'>,
): RunIndex {
  let entries: Map<string, Entry> | undefined;
  let reading: Promise<void> | null = null;
  let written = '';

  const look = async (id: string): Promise<boolean> => {
    const folder = join(path, ...id.split('/'));
    const mark = await fileMark(join(folder, runFiles.manifest));
    const known = entries!.get(id);
    if (mark === null) {
      entries!.delete(id);
      return false;
    }
    if (known?.mark === mark) return known.summary !== null;
    const found = await markedManifest(folder);
    const summary = found === undefined ? null : toSummary(id, found.manifest, null);
    const hasFit =
      summary !== null && (summary.kind === 'run' || summary.kind === 'refit') && summary.resultsSha256 !== null;
    entries!.set(id, { mark: found?.mark ?? mark, summary, isRead: !hasFit });
    return summary !== null;
  };
  const unread = (ids: readonly string[]) => ids.filter((id) => entries!.get(id)?.isRead === false);
  const read = async (id: string) => {
    const before = entries!.get(id);
    if (before === undefined || before.summary === null) return;
    const fit = await readFit(join(path, ...id.split('/')));
    if (entries!.get(id) === before) entries!.set(id, { ...before, summary: { ...before.summary, fit }, isRead: true });
  };
  const keep = async () => {
    const text = JSON.stringify({ version: INDEX_VERSION, entries: [...entries!] });
    if (text === written) return;
    written = text;
    // A folder that cannot be written is shown all the same
    await writeFileAtomically(indexFile, text).catch(() => undefined);
  };
  const readRest = async (ids: readonly string[]) => {
    for (const id of ids) await read(id);
    await keep();
    index.onRead?.(ids);
  };

  const index: RunIndex = {
    onRead: null,
    table: async () => {
      entries ??= await storedEntries(indexFile);
      const top = await find('');
      const isRun = await inBatches(top, look);
      const below = (
        await inBatches(
          top.filter((_, place) => !isRun[place]),
          find,
        )
      ).flat();
      const isInner = await inBatches(below, look);
      const ids = [...top.filter((_, place) => isRun[place]), ...below.filter((_, place) => isInner[place])].sort();
      const present = new Set([...top, ...below]);
      for (const id of entries.keys()) if (!present.has(id)) entries.delete(id);
      const begun = runtime.now();
      for (const id of unread(ids)) {
        if (reading !== null || runtime.now() - begun > READING_MILLISECONDS) break;
        await read(id);
      }
      const rest = unread(ids);
      if (rest.length === 0) await keep();
      else
        reading ??= readRest(rest).finally(() => {
          reading = null;
        });
      const runs = await inBatches(ids, async (id) => {
        const summary = entries!.get(id)?.summary;
        return summary == null ? null : withProcess(summary, await runProcess(join(path, ...id.split('/')), runtime));
      });
      const unreadable = [...entries].filter(([, { summary }]) => summary === null).map(([id]) => id);
      return {
        folder: path,
        runs: runs.filter((run) => run !== null),
        unreadable: unreadable.sort(),
        pending: rest.length,
      };
    },
  };
  return index;
}

/** The index as it was kept; empty where there is none, or of another form. */
async function storedEntries(file: string): Promise<Map<string, Entry>> {
  try {
    const { version, entries } = JSON.parse(await readFile(file, 'utf8'));
    return version === INDEX_VERSION ? new Map(entries) : new Map();
  } catch {
    return new Map();
  }
}
