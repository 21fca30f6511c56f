import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mostBytes, sha256 } from '../../src/index.js';
import type { Manifest } from '../store/manifest.js';
import { readStoredResult } from '../store/read-stored-result.js';
import { runFiles } from '../store/run-folder.js';
import { listedHash } from '../store/stored-file.js';
import type { Scalar } from '../studies/compare/json-leaves.js';
import {
  type ComparedRun,
  type RunValues,
  sharedForms,
  type ValueForm,
  valuesOfRun,
} from '../studies/compare/run-leaves.js';
import { storedKinds } from '../studies/registry.js';
import type { ServerContext } from './context.js';
import { fileMarkNow, manifestNow, textNow } from './files-now.js';
import { inBatches } from './in-batches.js';
import { inSlices } from './in-slices.js';
import { keepEntries, keptEntries } from './kept-entries.js';
import { fileMark } from './run-summary.js';

/** What is compared of a run, and the marks of the files that it was read from; the same object while these stay as they are. */
export interface ComparedValues {
  readonly manifest: string | null;
  readonly result: { readonly file: string; readonly mark: string | null } | null;
  readonly values: RunValues;
}

/** Raised when what is compared changes. */
const VALUES_VERSION = 1;
/** Values of all runs that are kept. */
const MOST_KEPT = 2_000_000;
/** They are written when the reply has been sent; milliseconds. */
const KEEPING_MILLISECONDS = 100;

/** A run by its id, and its real folder. */
interface Place {
  readonly id: string;
  readonly folder: string;
}

/** Where values are kept, and by which program. */
interface Kept {
  readonly file: string;
  readonly version: string;
}

/** As it is kept: a form stands once, and runs have its place. */
type KeptEntry =
  | { readonly form: ValueForm }
  | (Omit<ComparedValues, 'values'> & {
      readonly id: string;
      readonly place: number;
      readonly values: readonly Scalar[];
      readonly omitted: number;
    });

/** Values of runs, read once. */
export interface ComparedValuesStore {
  /** @returns in the order of the runs @throws InputError - naming a file that is not as its study wrote it */
  read(runs: readonly Place[]): Promise<readonly ComparedValues[]>;
}

/**
 * What a comparison needs of each run, kept by the marks of its files in memory and in one file, so that the next server reads that
 * file instead of those of all runs.
 */
export function comparedValues({ runs, program }: Pick<ServerContext, 'runs' | 'program'>): ComparedValuesStore {
  const shared = sharedForms();
  const known = new Map<string, ComparedValues>();
  let isWaiting = false;
  let opened: Promise<Kept | null> | undefined;

  const open = async () => {
    // A folder that cannot be written keeps nothing
    const folder = await runs.cacheFolder('compare').catch(() => null);
    if (folder === null) return null;
    const file = join(folder, 'values.json');
    // The list of the built files is written by every build
    const built = await fileMark(join(program.root, 'dist', 'bundle', 'contents.json'));
    const version = `${VALUES_VERSION} ${program.version} ${built}`;
    const forms: ValueForm[] = [];
    for (const entry of await keptEntries<KeptEntry>(file, version)) {
      if ('form' in entry) forms.push(shared(entry.form));
      else {
        const { id, place, values, omitted, manifest, result } = entry;
        known.set(id, { manifest, result, values: { form: forms[place]!, values, omitted } });
      }
    }
    return { file, version };
  };
  /** Forgets runs that are gone, and those that were read first where there are too many values. */
  const forget = () => {
    let count = 0;
    for (const [id, { values }] of [...known].reverse()) {
      count += values.values.length;
      const isThere = fileMarkNow(join(runs.path, ...id.split('/'), runFiles.manifest)) !== null;
      if (count > MOST_KEPT || !isThere) known.delete(id);
    }
  };
  const keep = async ({ file, version }: Kept) => {
    forget();
    const forms = new Map<ValueForm, number>();
    const entries: KeptEntry[] = [];
    for (const [id, { manifest, result, values: run }] of known) {
      if (!run.values.every(staysAsJson)) continue;
      const place = forms.get(run.form) ?? forms.size;
      forms.set(run.form, place);
      entries.push({ id, place, manifest, result, values: run.values, omitted: run.omitted });
    }
    await keepEntries(file, version, [...[...forms.keys()].map((form) => ({ form })), ...entries]);
  };
  /** What is known of a run whose files have not changed. */
  const unchanged = ({ id, folder }: Place): ComparedValues | undefined => {
    const entry = known.get(id);
    if (entry === undefined || entry.manifest !== fileMarkNow(join(folder, runFiles.manifest))) return undefined;
    const { result } = entry;
    return result === null || result.mark === fileMarkNow(join(folder, result.file)) ? entry : undefined;
  };
  /** Marks of a run's files. They are taken before the files are read: what changes meanwhile is read again the next time. */
  const marksOf = (folder: string, manifest: Manifest | undefined): Omit<ComparedValues, 'values'> => {
    const file = manifest === undefined ? null : fileOf(manifest.kind);
    return {
      manifest: fileMarkNow(join(folder, runFiles.manifest)),
      result: file === null ? null : { file, mark: fileMarkNow(join(folder, file)) },
    };
  };
  const take = (run: ComparedRun, marks: Omit<ComparedValues, 'values'>): ComparedValues => {
    const entry = { ...marks, values: valuesOfRun(run, shared) };
    known.delete(run.id);
    known.set(run.id, entry);
    return entry;
  };
  const readNew = ({ id, folder }: Place): ComparedValues | undefined => {
    const before = fileMarkNow(join(folder, runFiles.manifest));
    const stated = manifestNow(folder);
    if (stated === undefined) return undefined;
    const marks = { ...marksOf(folder, stated), manifest: before };
    const read = resultNow(folder, stated);
    return read === undefined ? undefined : take({ id, ...read }, marks);
  };
  /** Of every other run. @throws InputError - naming what is wrong */
  const readLater = async ({ id, folder }: Place): Promise<ComparedValues> => {
    const marks = marksOf(folder, manifestNow(folder));
    return take({ id, ...(await readStoredResult(folder, fileOf)) }, marks);
  };
  return {
    read: async (places) => {
      opened ??= open();
      const place = await opened;
      let isChanged = false;
      const found = await inSlices(places, (run) => {
        const entry = unchanged(run);
        if (entry === undefined) isChanged = true;
        return entry ?? readNew(run);
      });
      const values = await inBatches(places, async (run, at) => found[at] ?? readLater(run));
      if (isChanged && place !== null && !isWaiting) {
        isWaiting = true;
        runs.behind(async (signal) => {
          await setTimeout(KEEPING_MILLISECONDS, undefined, { signal }).catch(() => undefined);
          isWaiting = false;
          await keep(place);
        });
      }
      return values;
    },
  };
}

const fileOf = (kind: Manifest['kind']) => storedKinds[kind].result?.file ?? null;

/** Manifest and result of a study whose files are as it wrote them; undefined where that must be looked into. */
function resultNow(folder: string, manifest: Manifest): Omit<ComparedRun, 'id'> | undefined {
  const file = manifest.results_sha256 === null ? null : fileOf(manifest.kind);
  if (file === null) return { manifest, result: null };
  try {
    const hash = listedHash(folder, file, manifest);
    const text = textNow(join(folder, file), mostBytes.text);
    if (text === undefined || (hash !== null && sha256(text) !== hash)) return undefined;
    return { manifest, result: { file, value: JSON.parse(text) } };
  } catch {
    return undefined;
  }
}

/** Whether a value is the same after it was written as JSON. */
const staysAsJson = (value: Scalar): boolean =>
  typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0));
