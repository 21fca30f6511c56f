import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, sha256, toPrettyJson } from '../../../src/index.js';
import { type Manifest, PROGRAM, readManifest } from '../manifest.js';
import { runFiles } from '../run-folder.js';
import { readCalibration } from '../stored-calibration.js';
import { readStoredText } from '../stored-file.js';
import { archiveReadme } from './archive-readme.js';
import { ARCHIVE_SCHEMA_VERSION, type ArchiveRecord, RECORD } from './archive-record.js';
import { archivedConfiguration, archivedInputs, CONFIGURATION, INPUTS } from './archived-inputs.js';
import { archivedModels } from './archived-models.js';
import { omexFiles, omexManifest } from './omex-manifest.js';
import { omexMetadata } from './omex-metadata.js';
import { readArchive } from './read-archive.js';
import { type ArchiveEntries, toZip } from './zip-entries.js';

/** Folder of an archive with what the study wrote. */
export const RESULTS = 'results';

/** Folder of an archive with what a refit read of its run. */
export const PARENT = `${INPUTS}/run`;

/** What a refit reads of its run. */
export const parentFiles = [runFiles.manifest, runFiles.results, runFiles.calibration] as const;

/** What an archive is made of. */
export interface ArchiveRequest {
  /** Folder of the finished study. */
  readonly folder: string;
  /** Folder of the installed package. */
  readonly root: string;
  /**
   * Options of a refit, with the places of its added tables in the archive.
   *
   * @param places - path in the archive by absolute path
   */
  readonly refitArguments: (manifest: Manifest, places: ReadonlyMap<string, string>) => readonly string[];
}

/**
 * A finished study as a COMBINE archive: model, configuration, tables that were read, results, metadata, and what repeats it.
 *
 * @returns bytes of the archive; the same for the same study
 * @throws InputError - when the study is not finished, one of its files is not as it was written, or one that it read has changed
 */
export async function studyArchive(request: ArchiveRequest): Promise<Uint8Array> {
  const { folder } = request;
  const manifest = await readManifest(folder);
  const { kind, status } = manifest;
  if (manifest.files.every(({ sha256: hash }) => hash === null)) {
    throw new InputError(`${folder}: must hold a finished study; got one that is ${status}`);
  }
  const { entries, args, run } = await inputsOf(request, manifest);
  const models =
    manifest.config === null ? null : archivedModels(manifest.config, await scalarsOf(folder, kind), folder);
  for (const [path, text] of models?.files ?? []) entries.set(path, Buffer.from(text));
  entries.set(`${RESULTS}/${runFiles.manifest}`, await readFile(join(folder, runFiles.manifest)));
  for (const { path, sha256: hash } of manifest.files) {
    if (path === runFiles.events || path === runFiles.inputs) continue;
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    // Pages can be drawn again, and may be left for later
    if (bytes === undefined && hash === null) continue;
    if (bytes === undefined || (hash !== null && sha256(bytes) !== hash)) await readStoredText(folder, path, manifest);
    entries.set(`${RESULTS}/${path}`, bytes!);
  }
  return sealed(entries, { manifest, args, run, master: models?.master ?? null });
}

/**
 * The inputs of an archive as an archive of their own, which a study that repeats it keeps.
 *
 * @param entries - of the archive that is repeated
 * @param record - of the archive
 */
export async function inputsArchive(entries: ArchiveEntries, record: ArchiveRecord): Promise<Uint8Array> {
  const kept = new Map([...entries].filter(([path]) => path.startsWith(`${INPUTS}/`)));
  const inner: ArchiveRecord = { ...record, files: hashesOf(kept) };
  kept.set(RECORD, Buffer.from(toPrettyJson(inner)));
  kept.set(omexFiles.manifest, Buffer.from(await omexManifest([...kept.keys()], null)));
  return toZip(kept);
}

interface StudyInputs {
  readonly entries: Map<string, Uint8Array>;
  readonly args: readonly string[] | null;
  readonly run: string | null;
}

async function inputsOf({ folder, root, refitArguments }: ArchiveRequest, manifest: Manifest): Promise<StudyInputs> {
  // A study that repeated an archive keeps what it read
  if (manifest.files.some(({ path }) => path === runFiles.inputs)) {
    const { entries, record } = await readArchive(join(folder, runFiles.inputs));
    const kept = [...entries].filter(([path]) => path.startsWith(`${INPUTS}/`));
    return { entries: new Map(kept), args: record.arguments, run: record.run };
  }
  const { kind, settings } = manifest;
  const parent = kind === 'refit' ? parentOf(settings) : null;
  const { files, places } = await archivedInputs(folder, ofStudy(manifest, parent), root);
  const entries = new Map(files);
  if (kind === 'run') {
    const configuration = await archivedConfiguration(folder, manifest, places, root);
    entries.set(CONFIGURATION, Buffer.from(toPrettyJson(configuration)));
    return { entries, args: ['run', CONFIGURATION], run: null };
  }
  if (parent === null) return { entries, args: null, run: null };
  const from = resolve(folder, manifest.working_folder, parent);
  for (const file of parentFiles) {
    const bytes = await readFile(join(from, file)).catch((cause: unknown) => {
      throw new InputError(`${join(from, file)}: must be there as ${folder} read it; got ${cause}`, { cause });
    });
    const listed = manifest.inputs.find(
      ({ path }) => resolve(folder, manifest.working_folder, path) === join(from, file),
    );
    if (listed !== undefined && listed.sha256 !== sha256(bytes)) {
      throw new InputError(
        `${join(from, file)}: must be as ${folder} read it, SHA-256 ${listed.sha256}; got ${sha256(bytes)}`,
      );
    }
    entries.set(`${PARENT}/${file}`, bytes);
  }
  return { entries, args: ['refit', PARENT, ...refitArguments(manifest, places)], run: parent };
}

/** A refit lists what its run has read, which it does not read again, and the files of the run. */
function ofStudy(manifest: Manifest, parent: string | null): Manifest {
  if (parent === null) return manifest;
  const isOfRun = (path: string) => parentFiles.some((file) => resolve('/', path) === resolve('/', parent, file));
  const last = manifest.inputs.findIndex(({ path }) => isOfRun(path));
  return {
    ...manifest,
    inputs: manifest.inputs.slice(last).filter(({ path }) => !isOfRun(path)),
  };
}

function parentOf(settings: unknown): string {
  const { run } = settings as { readonly run: { readonly path: string } };
  return run.path;
}

async function scalarsOf(folder: string, kind: string): Promise<Readonly<Record<string, number>>> {
  return kind === 'run' || kind === 'refit' ? (await readCalibration(folder)).scalars : {};
}

interface Sealing {
  readonly manifest: Manifest;
  readonly args: readonly string[] | null;
  readonly run: string | null;
  readonly master: string | null;
}

/** The archive with its metadata, its record and its list of files. */
async function sealed(entries: Map<string, Uint8Array>, { manifest, args, run, master }: Sealing): Promise<Uint8Array> {
  const { kind, name, version } = manifest;
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  sorted.set(omexFiles.metadata, Buffer.from(await omexMetadata(manifest)));
  sorted.set('README.md', Buffer.from(archiveReadme(manifest, args)));
  const record: ArchiveRecord = {
    schema_version: ARCHIVE_SCHEMA_VERSION,
    program: PROGRAM,
    version,
    kind,
    name,
    arguments: args === null ? null : [...args],
    run,
    files: hashesOf(sorted),
  };
  sorted.set(RECORD, Buffer.from(toPrettyJson(record)));
  const list = Buffer.from(await omexManifest([...sorted.keys()], master));
  return toZip(new Map<string, Uint8Array>([[omexFiles.manifest, list], ...sorted]));
}

function hashesOf(entries: ArchiveEntries): ArchiveRecord['files'] {
  return [...entries].map(([path, bytes]) => ({ path, sha256: sha256(bytes) }));
}
