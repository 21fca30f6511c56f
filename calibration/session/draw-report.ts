import { join } from 'node:path';
import { InputError, writeFileAtomically } from '../../src/index.js';
import { readStoredStudy } from '../store/study-folder.js';
import type { StoredKind } from '../studies/study.js';

/**
 * Draws a study's page from what is stored, and nothing else.
 *
 * @param folder - of a finished study
 * @param study - its kind
 * @returns path of the page
 * @throws InputError - when the kind has no page, or a file is missing or damaged
 */
export async function drawReport(folder: string, { kind, result, page, report }: StoredKind): Promise<string> {
  if (report === null)
    throw new InputError(`${folder}: must be the folder of a study with a report; got one of ${kind}`);
  const [{ render }, { pageOf }] = await Promise.all([report(), import('../page/page.js')]);
  const path = join(folder, page);
  await writeFileAtomically(path, pageOf(await render((await readStoredStudy(folder, result)) as never)));
  return path;
}
