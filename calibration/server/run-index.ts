import { join } from 'node:path';
import type { Runtime } from '../session/runtime.js';
import { runFiles } from '../store/run-folder.js';
import type { RunList, RunSummary } from './api/runs.js';
import type { RunsFolder } from './context.js';
import { fileMarkNow, manifestNow } from './files-now.js';
import { inBatches } from './in-batches.js';
import { inSlices, othersFirst } from './in-slices.js';
import { keepEntries, keptEntries } from './kept-entries.js';
import { readFit } from './read-fit.js';
import { isHeld, runProcess, toSummary, withProcess } from './run-summary.js';

/** What is known of a folder while its manifest and its results stay as they are. */
interface Entry {
  readonly mark: string;
  /** Of the results; null where there are none, or none that the table shows. */
  readonly results: string | null;
  /** Null where the manifest is none of the program. */
  readonly summary: Omit<RunSummary, 'process'> | null;
  /** Whether the results have been read, or there are none. */
  readonly isRead: boolean;
}

/** Results are read within a request for so long, and behind it from then on; milliseconds. */
const READING_MILLISECONDS = 100;
/** Raised when the form of the stored index changes. */
const INDEX_VERSION = '2';

/** The table of runs, kept by the marks of their manifests. */
export interface RunIndex {
  table(): Promise<RunList>;
  /** Called when results that were read behind a request have been added. */
  onRead: ((ids: readonly string[]) => void) | null;
}

/** What an index is of. */
interface IndexedFolder {
  /** Real path of the folder of runs. */
  readonly path: string;
  /** Where the index is kept; it can be made again. */
  readonly indexFile: string;
  /** Names of folders directly below the folder of runs or below one of them. */
  readonly find: (above: string) => Promise<readonly string[]>;
  /** Does something behind requests. */
  readonly behind: RunsFolder['behind'];
}

/** @param runtime - looks up processes */
export function runIndex(
  { path, indexFile, find, behind }: IndexedFolder,
  runtime: Pick<Runtime, 'host' | 'processStart' | 'now'>,
): RunIndex {
  let entries: Map<string, Entry> | undefined;
  let kept: Promise<readonly (readonly [id: string, entry: Entry])[]> | undefined;
  let isReading = false;
  let isChanged = false;

  const look = (id: string): boolean => {
    const folder = join(path, ...id.split('/'));
    const mark = fileMarkNow(join(folder, runFiles.manifest));
    const known = entries!.get(id);
    if (mark === null) {
      isChanged = entries!.delete(id) || isChanged;
      return false;
    }
    if (known?.mark === mark && (!hasFit(known.summary) || known.results === resultsMark(folder)))
      return known.summary !== null;
    // Marks are taken before files are read: what changes meanwhile is read again the next time
    const results = resultsMark(folder);
    const manifest = manifestNow(folder);
    const summary = manifest === undefined ? null : toSummary(id, manifest, null);
    entries!.set(id, { mark, results: hasFit(summary) ? results : null, summary, isRead: !hasFit(summary) });
    isChanged = true;
    return summary !== null;
  };
  const unread = (ids: readonly string[]) => ids.filter((id) => entries!.get(id)?.isRead === false);
  const read = (id: string) => {
    const known = entries!.get(id);
    if (known === undefined || known.summary === null || known.isRead) return;
    const fit = readFit(join(path, ...id.split('/')));
    entries!.set(id, { ...known, summary: { ...known.summary, fit }, isRead: true });
    isChanged = true;
  };
  const keep = async () => {
    if (!isChanged) return;
    isChanged = false;
    await keepEntries(indexFile, INDEX_VERSION, [...entries!]);
  };
  const readRest = async (ids: readonly string[], signal: AbortSignal) => {
    for (const id of ids) {
      await othersFirst();
      if (signal.aborted) return;
      read(id);
    }
    isReading = false;
    await keep();
    index.onRead?.(ids);
  };

  const index: RunIndex = {
    onRead: null,
    table: async () => {
      kept ??= keptEntries(indexFile, INDEX_VERSION);
      const found = await kept;
      entries ??= new Map(found);
      const top = await find('');
      const isRun = await inSlices(top, look);
      const below = (
        await inBatches(
          top.filter((_, place) => !isRun[place]),
          find,
        )
      ).flat();
      const isInner = await inSlices(below, look);
      const ids = [...top.filter((_, place) => isRun[place]), ...below.filter((_, place) => isInner[place])].sort();
      const present = new Set([...top, ...below]);
      for (const id of entries.keys()) if (!present.has(id)) isChanged = entries.delete(id) || isChanged;
      const begun = runtime.now();
      for (const id of unread(ids)) {
        if (isReading || runtime.now() - begun > READING_MILLISECONDS) break;
        read(id);
        await othersFirst();
      }
      const rest = unread(ids);
      if (rest.length === 0) await keep();
      else if (!isReading) {
        isReading = true;
        behind((signal) => readRest(rest, signal));
      }
      const held = await inSlices(ids, (id) => isHeld(join(path, ...id.split('/'))));
      const processes = await inBatches(ids, async (id, place) =>
        held[place] === true ? runProcess(join(path, ...id.split('/')), runtime) : null,
      );
      const runs = ids.map((id, place) => {
        const summary = entries!.get(id)?.summary;
        return summary == null ? null : withProcess(summary, processes[place]!);
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

const hasFit = (summary: Entry['summary']): boolean =>
  summary !== null && (summary.kind === 'run' || summary.kind === 'refit') && summary.resultsSha256 !== null;

const resultsMark = (folder: string) => fileMarkNow(join(folder, runFiles.results));
