import { join } from 'node:path';
import { InputError, toCsv, writeFileAtomically } from '../../src/index.js';
import type { FigureReceiver } from '../page/drawn-plot.js';
import type { ReportPage } from '../page/page.js';
import { readStoredStudy } from '../store/study-folder.js';
import type { StoredKind } from '../studies/study.js';
import type { Runtime } from './runtime.js';

/**
 * Whether studies draw their pages at their end: unless `QCIC_REPORT` is `later`, which saves the seconds that figures take.
 *
 * @throws InputError - when it is anything else
 */
export function drawsReports({ QCIC_REPORT: when = '' }: Runtime['env']): boolean {
  if (when !== '' && when !== 'later') throw new InputError(`QCIC_REPORT: must be later, or not set; got '${when}'`);
  return when === '';
}

/**
 * Draws a study's page from what is stored, and nothing else.
 *
 * @param folder - of a finished study
 * @param study - its kind
 * @returns path of the page
 * @throws InputError - when the kind has no page, or a file is missing or damaged
 */
export async function drawReport(folder: string, study: StoredKind): Promise<string> {
  const { pageOf } = await import('../page/page.js');
  const path = join(folder, study.page);
  await writeFileAtomically(path, pageOf(await renderStored(folder, study)));
  return path;
}

/** A report in parts, for programs that show it in a frame of their own. */
export interface ReportInParts {
  readonly title: string;
  /** HTML without scripts, like the rest of the report. */
  readonly answer: string;
  readonly html: string;
  /** The table behind each figure. */
  readonly figures: readonly { readonly id: string; readonly title: string; readonly csv: string }[];
}

/** The same as {@link drawReport}, in parts and not written. */
export async function drawReportInParts(folder: string, study: StoredKind): Promise<ReportInParts> {
  const { reportParts } = await import('../page/page.js');
  const figures: ReportInParts['figures'][number][] = [];
  const page = await renderStored(folder, study, {
    onWarning: () => {},
    onFigure: ({ id, title, table }) => figures.push({ id, title, csv: toCsv(table.columns, table.rows) }),
  });
  return { ...reportParts(page), figures };
}

async function renderStored(
  folder: string,
  { kind, result, report }: StoredKind,
  receiver?: FigureReceiver,
): Promise<ReportPage> {
  if (report === null)
    throw new InputError(`${folder}: must be the folder of a study with a report; got one of ${kind}`);
  const { render } = await report();
  return render((await readStoredStudy(folder, result)) as never, receiver);
}
