import type { CohortCount } from '../config/failed-patients.js';
import type { FigureReceiver } from '../page/drawn-plot.js';
import type { ReportPage } from '../page/page.js';
import type { PageOrigin } from '../page/study-page.js';
import type { StudyKind } from '../store/manifest.js';
import type { ResultFile, StoredStudy, StudyTable } from '../store/study-folder.js';

export type { ResultFile, StoredStudy, StudyTable };

/** What a study computes: plain data, no page. */
export interface StudyOutput<Result> {
  readonly status: string;
  /** What the study's JSON file holds. */
  readonly result: Result;
  readonly tables: readonly StudyTable[];
  /** Lines for the terminal. */
  readonly summary: readonly string[];
  readonly patients: readonly CohortCount[];
}

/** The parts of a stored study that most pages are drawn from. */
export interface PageSource<Result> extends Pick<StoredStudy<Result>, 'result' | 'table'> {
  readonly manifest: PageOrigin;
}

/** What draws a study's page from what is stored, and from nothing else. */
export interface ReportModule<Result> {
  /**
   * @param stored - the study
   * @param receiver - of the plot renderer's warnings and of the tables behind figures; none when left out
   * @returns the page in parts; the same study gives the same parts
   */
  render(stored: StoredStudy<Result>, receiver?: FigureReceiver): Promise<ReportPage>;
}

/** A kind of study: what it leaves, and how its page is drawn again. */
export interface StoredKind {
  readonly kind: StudyKind;
  /** Null where it has none. */
  readonly result: ResultFile | null;
  /** Name of its page. */
  readonly page: string;
  /** Loads what draws the page; null where none is drawn. */
  readonly report: (() => Promise<ReportModule<never>>) | null;
}
