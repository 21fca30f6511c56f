import { z } from 'zod';
import type { FigureReceiver } from '../../page/drawn-plot.js';
import { formatCount } from '../../page/format-number.js';
import { html, NO_HTML } from '../../page/html.js';
import type { ReportPage } from '../../page/page.js';
import { type PageOrigin, studyPage, warningNote } from '../../page/study-page.js';
import { armStyles } from '../../plots/arm-style.js';
import type { PageSource, StoredStudy } from '../study.js';
import { storedLabels, treatmentKeys, uncalibratedNote } from '../treatments.js';
import { simulationAnswer } from './report/answer.js';
import { CHANGE, rowsByArm } from './report/cohort.js';
import type { SimulatedDrug } from './report/drug-plots.js';
import { patientCourses } from './report/patient-courses.js';
import { patientSections } from './report/patient-sections.js';
import { type ShownPatient, shownPatients } from './report/shown-patients.js';
import { bestTable, markerTable, responseTable } from './report/tables.js';
import type { PatientVisit } from './report/tumor-plots.js';

/** The table of the simulated patients, beside the page. */
const ENDPOINTS_FILE = 'endpoints.csv';

/** Tables that a study has where they were asked for. */
const VISITS_FILE = 'visits.csv';
const TRAJECTORIES_FILE = 'trajectories.csv';

/** The stored study; its settings state the arms. */
interface SimulatePage extends PageSource<null>, Partial<Pick<StoredStudy<null>, 'records'>> {
  readonly manifest: PageOrigin & {
    readonly settings?: unknown;
    readonly files?: readonly { readonly path: string }[];
  };
}

/** What the manifest states of the arms; manifests of earlier versions do not. */
const storedSettings = z.object(treatmentKeys);

const storedDrugs = z.object({
  simulation: z.object({
    drugs: z.array(
      z.object({
        name: z.string(),
        definition: z.object({ label: z.string(), symbol: z.string().optional(), doseUnit: z.string() }),
      }),
    ),
  }),
});

/**
 * The report of `qcic simulate`: response classes, change of tumor size and markers of given patients, by arm; tumor, drugs and
 * immune cells of single patients day by day, where these are stored.
 *
 * @param stored - manifest and tables of the study
 * @param receiver - of warnings of the plot renderer, and of the tables behind figures
 * @returns the page
 */
export async function render(
  stored: SimulatePage,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const { manifest, table } = stored;
  const treatments = storedSettings.safeParse(manifest.settings).data ?? {};
  const cells = await table(ENDPOINTS_FILE);
  const header = cells[0] ?? [];
  const change = header.find((name) => name.startsWith(CHANGE)) ?? CHANGE;
  const day = change.slice(CHANGE.length);
  const arms = rowsByArm(cells);
  const names = arms.map(({ arm }) => arm);
  const patients = new Set(cells.slice(1).map(([patient]) => patient)).size;
  const styles = armStyles(names, storedLabels(treatments));
  const failed = arms.reduce((sum, own) => sum + own.failed, 0);
  const hasFile = (file: string): boolean => manifest.files?.some(({ path }) => path === file) ?? false;
  const shown = hasFile(TRAJECTORIES_FILE) && stored.records !== undefined ? shownPatients(arms, change) : [];
  const daily =
    shown.length === 0
      ? []
      : await patientSections(
          {
            patients: shown,
            courses: patientCourses(
              await stored.records!(
                TRAJECTORIES_FILE,
                shown.map(({ id }) => `${id},`),
              ),
            ),
            visits: hasFile(VISITS_FILE) ? visitsOf(await table(VISITS_FILE), shown) : [],
            drugs: drugsOf(manifest.settings),
            arms: styles,
          },
          receiver,
        );
  const dailyNote = html` Daily states are not stored; <span class="mono">--trajectories</span> stores them, and this page then shows tumor, drugs and immune cells of ${patients === 1 ? 'the patient' : 'some patients'} by day.`;
  return studyPage({
    kicker: 'Simulation of given patients',
    title: `${formatCount(patients)} patient${patients === 1 ? '' : 's'}`,
    answer: simulationAnswer({ arms, styles, change, day, patients }),
    facts: [
      ['Arms', String(names.length)],
      ['Failed simulations', formatCount(failed)],
      ['Day of the response', day],
    ],
    head: html`${warningNote(uncalibratedNote(treatments))}<p class="note">${failed === 0 ? 'Every patient completed.' : 'Failed patients are counted and excluded from the percentages; endpoints.csv gives the reason and the day.'} Data: <a href="${ENDPOINTS_FILE}">${ENDPOINTS_FILE}</a>.${hasFile(TRAJECTORIES_FILE) ? NO_HTML : dailyNote}</p>
`,
    sections: [
      ...daily,
      { id: 'response', title: 'Response', body: responseTable(arms, styles, change) },
      ...(header.includes('bor')
        ? [{ id: 'best', title: 'Best response and progression', body: bestTable(arms, styles) }]
        : []),
      { id: 'markers', title: 'Markers', body: markerTable(arms, styles) },
    ],
    manifest,
  });
}

/** Visits of the shown patients from the cells of `visits.csv`, header first: patient, arm, day, size, class. */
function visitsOf(
  [, ...cells]: readonly (readonly string[])[],
  shown: readonly ShownPatient[],
): readonly PatientVisit[] {
  return cells
    .filter(([patient]) => shown.some(({ id }) => id === patient))
    .map(([patient = '', arm = '', day, size, recist = '']) => ({
      patient,
      arm,
      day: Number(day),
      size: Number(size),
      recist,
    }));
}

/** Drugs that the settings of a study define. */
function drugsOf(settings: unknown): readonly SimulatedDrug[] {
  const drugs = storedDrugs.safeParse(settings).data?.simulation.drugs ?? [];
  return drugs.map(({ name, definition: { label, symbol = name, doseUnit: unit } }) => ({ name, label, symbol, unit }));
}
