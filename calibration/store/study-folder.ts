import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CsvCell,
  InputError,
  toCanonicalJson,
  toPrettyJson,
  writeCsvFile,
  writeFileAtomically,
} from '../../src/index.js';
import { readStoredJson, runFiles } from './run-folder.js';

/** Everything needed to repeat a sensitivity study or a sweep. */
export interface StudyManifest {
  readonly name: string;
  readonly status: 'running' | 'interrupted' | 'done';
  readonly version: string;
  readonly commit: string | null;
  readonly command: string;
  readonly node: string;
  readonly workers: number;
  readonly seed: string;
  readonly settings: unknown;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  /** Samples and failures by arm and output; empty while the study runs. */
  readonly samples: readonly unknown[];
  readonly timings: { readonly started: string; readonly elapsed_seconds: number };
}

export async function writeStudyManifest(folder: string, manifest: StudyManifest): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.manifest), toPrettyJson(manifest));
}

/**
 * Makes sure that a study that is gone on with is the one that the folder holds.
 *
 * @throws InputError - when the stored manifest is of another version or holds other settings
 */
export async function requireSameStudy(
  folder: string,
  { version, settings }: Pick<StudyManifest, 'version' | 'settings'>,
): Promise<void> {
  const path = join(folder, runFiles.manifest);
  const stored = await readStoredJson(path).catch(() => undefined);
  if (stored === undefined) return;
  const held = typeof stored === 'object' && stored !== null ? stored : {};
  const heldVersion = 'version' in held ? held.version : undefined;
  if (heldVersion !== version) {
    throw new InputError(
      `${path}: must come from this version, ${version}, for --resume; got ${String(heldVersion)} (use --force)`,
    );
  }
  const heldSettings = 'settings' in held ? held.settings : null;
  if (toCanonicalJson(heldSettings) !== toCanonicalJson(settings)) {
    throw new InputError(
      `${path}: must hold the settings that --resume is given; got others (use --force or another --out)`,
    );
  }
}

/** Writes the tables of a study; folders inside its own are made. */
export async function writeStudyTables(
  folder: string,
  tables: readonly {
    readonly file: string;
    readonly header: readonly string[];
    readonly rows: readonly (readonly CsvCell[])[];
  }[],
): Promise<void> {
  if (tables.some(({ file }) => file.startsWith(`${runFiles.figures}/`))) {
    await mkdir(join(folder, runFiles.figures), { recursive: true });
  }
  for (const { file, header, rows } of tables) await writeCsvFile(join(folder, file), header, rows);
}
