import { z } from 'zod';
import {
  assessedClasses,
  markerDescriptions,
  markerNames,
  quantileSorted,
  responseClasses,
} from '../../../src/index.js';
import { dataTable, type TableRow } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSigned, formatSignificant } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { ReportPage } from '../../page/page.js';
import { type PageOrigin, studyPage, warningNote } from '../../page/study-page.js';
import { type ArmStyle, armName, armStyles } from '../../plots/arm-style.js';
import type { PageSource } from '../study.js';
import { storedLabels, treatmentKeys, uncalibratedNote } from '../treatments.js';

/** The table of the simulated patients, beside the page. */
const ENDPOINTS_FILE = 'endpoints.csv';

/** The stored study; its settings state the arms. */
interface SimulatePage extends PageSource<null> {
  readonly manifest: PageOrigin & { readonly settings?: unknown };
}

/** What the manifest states of the arms; manifests of earlier versions do not. */
const storedSettings = z.object(treatmentKeys);

/** The column of the change of size is named after its day. */
const CHANGE = 'tri_day';

interface ArmRows {
  readonly arm: string;
  readonly failed: number;
  /** Cells of the completed patients. */
  readonly completed: readonly Readonly<Record<string, string>>[];
}

/**
 * The report of `qcic simulate`: response classes, change of tumor size and markers of given patients, by arm.
 *
 * @param stored - manifest and endpoints.csv of the study
 * @returns the page
 */
export async function render({ manifest, table }: SimulatePage): Promise<ReportPage> {
  const treatments = storedSettings.safeParse(manifest.settings).data ?? {};
  const [header = [], ...cells] = await table(ENDPOINTS_FILE);
  const change = header.find((name) => name.startsWith(CHANGE)) ?? CHANGE;
  const rows = cells.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
  const names = [...new Set(rows.map(({ arm = '' }) => arm))];
  const arms = names.map((arm): ArmRows => {
    const own = rows.filter((row) => row.arm === arm);
    const completed = own.filter(({ status = '' }) => status.startsWith('completed'));
    return { arm, failed: own.length - completed.length, completed };
  });
  const styles = armStyles(names, storedLabels(treatments));
  const failed = arms.reduce((sum, own) => sum + own.failed, 0);
  return studyPage({
    kicker: 'Simulation of given patients',
    title: `${formatCount(new Set(rows.map(({ patient }) => patient)).size)} patients`,
    facts: [
      ['Arms', String(names.length)],
      ['Failed simulations', formatCount(failed)],
      ['Day of the response', change.slice(CHANGE.length)],
    ],
    head: html`${warningNote(uncalibratedNote(treatments))}<p class="note">${failed === 0 ? 'Every patient completed.' : 'Failed patients are counted and excluded from the percentages; endpoints.csv gives the reason and the day.'} Data: <a href="${ENDPOINTS_FILE}">${ENDPOINTS_FILE}</a>.</p>
`,
    sections: [
      { id: 'response', title: 'Response', body: responseTable(arms, styles, change) },
      ...(header.includes('bor')
        ? [{ id: 'best', title: 'Best response and progression', body: bestTable(arms, styles) }]
        : []),
      { id: 'markers', title: 'Markers', body: markerTable(arms, styles) },
    ],
    manifest,
  });
}

function bestTable(arms: readonly ArmRows[], styles: readonly ArmStyle[]) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      ...assessedClasses.map((name) => ({ title: name, unit: '%', align: 'right' as const })),
      { title: 'Confirmed CR or PR', unit: '%', align: 'right' },
      { title: 'Progression at a visit', unit: '%', align: 'right' },
      { title: 'Day of progression', unit: 'median (quartiles) of these', align: 'right' },
    ],
    rows: arms.map(({ arm, completed }): TableRow => {
      const share = (holds: (row: Readonly<Record<string, string>>) => boolean) =>
        formatFixed((100 * completed.filter(holds).length) / completed.length, 1);
      const progressed = completed.filter((row) => row.progression_day !== '');
      const days = sortedValues(progressed, 'progression_day');
      const at = (probability: number) => formatFixed(quantileOf(days, probability), 0);
      return {
        cells: [
          armName(styles, arm),
          ...assessedClasses.map((name) => share(({ bor }) => bor === name)),
          share(({ bor_confirmed }) => bor_confirmed === 'CR' || bor_confirmed === 'PR'),
          share((row) => row.progression_day !== ''),
          `${at(0.5)} (${at(0.25)} to ${at(0.75)})`,
        ],
      };
    }),
    caption:
      'Best response up to the first visit that shows progression, of patients who live to every visit. NE: no visit counts, as for stable disease before its shortest duration.',
  });
}

function responseTable(arms: readonly ArmRows[], styles: readonly ArmStyle[], change: string) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      { title: 'Completed', unit: 'patients', align: 'right' },
      { title: 'Failed', unit: 'patients', align: 'right' },
      ...responseClasses.map((name) => ({ title: name, unit: '%', align: 'right' as const })),
      { title: 'Change of tumor size', unit: '%, median (quartiles)', align: 'right' },
    ],
    rows: arms.map(({ arm, failed, completed }): TableRow => {
      const changes = sortedValues(completed, change).map((value) => 100 * value);
      const at = (probability: number) => formatSigned(quantileOf(changes, probability), 1);
      const share = (name: string) => completed.filter(({ recist }) => recist === name).length / completed.length;
      return {
        cells: [
          armName(styles, arm),
          formatCount(completed.length),
          formatCount(failed),
          ...responseClasses.map((name) => formatFixed(100 * share(name), 1)),
          `${at(0.5)} (${at(0.25)} to ${at(0.75)})`,
        ],
      };
    }),
  });
}

function markerTable(arms: readonly ArmRows[], styles: readonly ArmStyle[]) {
  return dataTable({
    columns: [
      { title: 'Arm' },
      ...markerNames.map((name) => ({
        title: markerDescriptions[name].label,
        unit: 'median (quartiles)',
        align: 'right' as const,
      })),
    ],
    rows: arms.map(({ arm, completed }) => ({
      cells: [
        armName(styles, arm),
        ...markerNames.map((name) => {
          const values = sortedValues(completed, name);
          const at = (probability: number) => formatSignificant(quantileOf(values, probability));
          return `${at(0.5)} (${at(0.25)} to ${at(0.75)})`;
        }),
      ],
    })),
  });
}

function sortedValues(rows: ArmRows['completed'], column: string): readonly number[] {
  return rows.map((row) => Number(row[column])).sort((a, b) => a - b);
}

/** NaN where no patient completed. */
function quantileOf(sorted: readonly number[], probability: number): number {
  return sorted.length === 0 ? Number.NaN : quantileSorted(sorted, probability);
}
