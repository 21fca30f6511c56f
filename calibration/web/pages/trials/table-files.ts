import { DataError } from '../../../browser.js';
import type { SavedFile, TrialTableFiles } from '../../../server/api/trials.js';
import { ApiError, apiPath, getJson, postJson } from '../../app/api-client.js';
import { toast } from '../../components/toasts.js';
import { openDraft } from './draft.js';
import { openedTable } from './table-text.js';

/** Largest file that is read; bytes. The same as on the command line. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Opens a table of the package, or one that was saved. @throws ApiError, DataError */
export async function openListed(kind: 'templates' | 'saved', name: string): Promise<void> {
  const file = await getJson<TrialTableFiles>(apiPath`/api/trials/files/${kind}/${name}`);
  const curves = file.curves.map((curve) => ({ source: curve.name, text: curve.text }));
  openDraft(file.name, openedTable(file.text, file.name), curves);
}

/** Reads a file of the user as UTF-8 text. @throws DataError - when it is too large or no text */
export async function readFile(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new DataError(`${file.name}: must have at most 16 MiB; got ${file.size} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new DataError(`${file.name}: must be UTF-8 text; got other bytes (save the sheet as CSV UTF-8)`);
  }
}

/** A name that the server takes, of a file of the user. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z0-9_]+/, '');
  return /\.(csv|tsv|txt|json)$/i.test(plain) ? plain : `${plain === '' ? 'my-trials' : plain}.csv`;
}

/** Saves a checked copy beside the runs. @returns its path, or null where the server refuses it */
export async function saveCopy(files: TrialTableFiles, allow: readonly string[]): Promise<SavedFile | null> {
  try {
    return await postJson<SavedFile>('/api/trials/files', { ...files, allow });
  } catch (cause) {
    toast({ kind: 'bad', text: cause instanceof ApiError ? (cause.issues[0] ?? cause.message) : String(cause) });
    return null;
  }
}
