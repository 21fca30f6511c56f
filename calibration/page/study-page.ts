import { formatCount } from './format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from './html.js';
import type { ReportPage, Section } from './page.js';

/** What made a page, from the manifest. */
export interface PageOrigin {
  readonly version: string;
  readonly commit: string | null;
  /** The command that repeats it. */
  readonly command: string;
  /** Where it was typed, from the folder of the page; left out where that is not known. */
  readonly working_folder?: string | undefined;
  /** Files that were read. */
  readonly inputs?: readonly { readonly path: string; readonly read_as?: string | undefined }[] | undefined;
  readonly status?: string;
  /** What simulated; left out or null where nothing was. */
  readonly backend?: string | null | undefined;
  /** What was simulated. */
  readonly patients?: readonly { readonly patients: number; readonly failed: number }[];
}

/** The page of a study: facts and findings on top, then numbered sections. */
export interface StudyPage {
  readonly kicker: string;
  readonly title: string;
  /** One sentence, at most two, that answers the question of the page with its numbers. */
  readonly answer: HtmlPart;
  readonly facts: readonly (readonly [term: string, value: string])[];
  /** Under the facts, above the first section. */
  readonly head: Html;
  readonly sections: readonly Section[];
  readonly manifest: PageOrigin;
}

/** Version and commit of the program. */
function workbench({ version, commit }: PageOrigin): string {
  return commit === null ? version : `${version} (${commit.slice(0, 10)})`;
}

/** Last line of a page: program, the command that repeats it, and where that starts from. */
export function madeBy({ version, command, working_folder: folder }: Omit<PageOrigin, 'commit' | 'inputs'>): Html {
  const where =
    folder === undefined ? '' : html`, typed in <span class="mono">${folder}</span> from the folder of this page`;
  return html`Made by the QCIC workbench ${version} with <span class="mono">${command}</span>${where}. For research only, not for treating patients.`;
}

/** What a page begins with where more simulations failed than its study accepts. */
function incomplete({ status, patients = [] }: PageOrigin): Html {
  if (status !== 'incomplete') return NO_HTML;
  const total = (key: 'patients' | 'failed') => formatCount(patients.reduce((sum, cohort) => sum + cohort[key], 0));
  return html`<div class="banner not-converged" role="status"><strong>Not complete</strong>
<ul><li>${total('failed')} of ${total('patients')} simulations failed, in a cohort more than are accepted. The results describe the others only.</li></ul></div>
`;
}

/**
 * The page of a study.
 *
 * @param page - its parts
 * @returns title, answer, facts and sections
 */
export function studyPage({ kicker, title, answer, facts, head, sections, manifest }: StudyPage): ReportPage {
  const tables = (manifest.inputs ?? []).flatMap(({ path, read_as: readAs }) =>
    readAs === undefined ? [] : [[path, readAs] as const],
  );
  const backend = manifest.backend == null ? [] : [['Simulated with', manifest.backend] as const];
  const shown = [...facts, ...tables, ...backend, ['Workbench', workbench(manifest)] as const];
  return {
    title: `${title} - ${kicker}`,
    kicker,
    heading: title,
    answer,
    head: html`<dl class="facts">${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
${incomplete(manifest)}${head}`,
    sections,
    footer: madeBy(manifest),
  };
}

/** A warning above the first section; nothing for an empty text. */
export function warningNote(text: string): Html {
  return text === '' ? NO_HTML : html`<p class="warning">${text}</p>\n`;
}
