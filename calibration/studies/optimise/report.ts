import { curves } from '../../endpoints/curves.js';
import { drawnFigure, type FigureReceiver, type KeyEntry } from '../../page/drawn-plot.js';
import { formatCount } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage } from '../../page/page.js';
import { INK } from '../../page/plots/plot-theme.js';
import { studyPage } from '../../page/study-page.js';
import { type ArmStyle, armKey } from '../../plots/arm-style.js';
import type { PageSource } from '../study.js';
import { optimiseAnswer } from './report/answer.js';
import { calendars } from './report/calendars.js';
import { compareWithReference } from './report/compare-with-reference.js';
import { curveRows, curvesAlt, curvesFigure } from './report/curves-plot.js';
import { frontAlt, frontFigure, frontTable } from './report/front-plot.js';
import { frontPoints, searchedPoints } from './report/front-rows.js';
import { headline } from './report/headline.js';
import { rankedFigure } from './report/ranked-plot.js';
import { chosenSchedules, scheduleStyles } from './report/schedule-names.js';
import { optimismText, searchSection } from './report/search-section.js';
import { limitsTable, measuresTable, objectivesTable, variablesTable } from './report/value-tables.js';
import { type OptimiseResult, optimiseTables } from './result.js';

type Table = readonly (readonly string[])[];

/**
 * The page of an optimisation from what it stored.
 *
 * @param stored - manifest, `optimise.json`, `candidates.csv`, `curves.csv`, `calendar.csv`
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  { manifest, result, table }: PageSource<OptimiseResult>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const compared = compareWithReference(result);
  const styles = scheduleStyles(result);
  const { patients } = result;
  return studyPage({
    kicker: 'QCIC optimisation report',
    title: result.name,
    answer: unbroken(optimiseAnswer(result, compared)),
    head: headline(result, compared),
    facts: [
      ['Run', result.run],
      ['Arm', result.arm],
      ['Schedules simulated', formatCount(result.evaluations)],
      [
        'Patients',
        `${formatCount(patients.search)} in the search, ${formatCount(patients.confirmation)} in the confirmation`,
      ],
      ['Days', formatCount(result.horizon_days)],
      ['Seed', result.seed],
    ],
    sections: [
      {
        id: 'front',
        title: result.objectives.length === 1 ? 'The best schedules' : 'The front',
        body: html`${await frontBody(result, styles, await table(optimiseTables.candidates.file), receiver)}${optimismText(result)}`,
      },
      {
        id: 'calendars',
        title: 'The schedules',
        body: html`${calendars(result, chosenSchedules(result), styles, await table(optimiseTables.calendar.file))}${variablesTable(result, styles)}`,
      },
      {
        id: 'curves',
        title: 'Survival',
        body: await curvesBody(result, styles, await table(optimiseTables.curves.file), receiver),
      },
      {
        id: 'values',
        title: 'Values',
        body: html`${objectivesTable(result, compared, styles)}${limitsTable(result, styles)}${measuresTable(result, styles)}<p class="small">± standard error. Differences are patient by patient, on the same patients. Data: <a href="front.csv">front.csv</a>.</p>
`,
      },
      { id: 'search', title: 'What was searched', body: searchSection(result) },
      { id: 'method', title: 'What is assumed', body: methodBody(result) },
    ],
    manifest,
  });
}

async function frontBody(
  result: OptimiseResult,
  styles: readonly ArmStyle[],
  candidates: Table,
  receiver: FigureReceiver,
): Promise<Html> {
  const front = frontPoints(result, styles, INK.soft);
  const figure = { result, searched: searchedPoints(result, candidates), front };
  const isSingle = result.objectives.length === 1;
  const reference: KeyEntry = isSingle
    ? { shape: 'line', colour: INK.soft, label: 'reference' }
    : { shape: 'diamond', colour: INK.text, label: 'reference' };
  const limited = figure.searched.some(({ isFeasible }) => !isFeasible);
  return drawnFigure(
    {
      id: 'figure-front',
      title: isSingle ? 'The best schedules and all that were searched' : 'Objectives against each other',
      key: [
        reference,
        { shape: 'dot', colour: INK.text, label: 'confirmation, 95 % Monte-Carlo interval of the difference' },
        { shape: 'ring', colour: INK.text, label: 'the same schedule in the search' },
        { shape: 'dot', colour: INK.faint, label: 'all schedules of the search' },
        ...(limited ? [{ shape: 'ring', colour: INK.line, label: 'outside a limit' } as const] : []),
      ],
      caption: html`Differences from the reference on the same patients, ${formatCount(result.patients.search)} in the search and ${formatCount(result.patients.confirmation)} others in the confirmation. Numbers are those of the schedules; grey ones have no calendar below. Data: <a href="optimise.json">optimise.json</a>, <a href="candidates.csv">candidates.csv</a>.`,
      alt: frontAlt(figure),
      table: frontTable(figure),
      draw: (layout) => (isSingle ? rankedFigure(figure, layout) : frontFigure(figure, layout)),
    },
    receiver,
  );
}

async function curvesBody(
  { month_days: monthDays, patients }: OptimiseResult,
  styles: readonly ArmStyle[],
  table: Table,
  receiver: FigureReceiver,
): Promise<Html> {
  const figures: Html[] = [];
  for (const { name, label } of Object.values(curves)) {
    const rows = curveRows(table, name, monthDays);
    if (rows.length === 0) continue;
    figures.push(
      await drawnFigure(
        {
          id: `figure-${name}`,
          title: label,
          key: armKey(styles, 'line'),
          caption: html`${formatCount(patients.confirmation)} patients of the confirmation, the same under all schedules; the reference is dashed. Data: <a href="curves.csv">curves.csv</a>.`,
          alt: curvesAlt(rows, styles, { label, monthDays }),
          draw: (layout) => curvesFigure(rows, styles, { title: `${label} (%)`, monthDays, layout }),
        },
        receiver,
      ),
    );
  }
  return figures.length === 0 ? html`<p>No curve was stored.</p>` : html`${figures}`;
}

function methodBody({ run, arm, remarks }: OptimiseResult): Html {
  const items = [
    'An exploration: the model was fitted to trials of a few schedules. Whether it predicts others is not known.',
    `Patients are drawn from the fit of the run ${run}, and have the visits of its arm ${arm}. The same patients are simulated under all schedules, so differences are far more precise than values.`,
    'Standard errors are Monte-Carlo errors of a finite number of simulated patients. The uncertainty of the fit and of the model is not in them.',
    ...remarks.map(asSentence),
  ];
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>
<p>The search is NSGA-II (Deb and others 2002, <a href="https://doi.org/10.1109/4235.996017">doi:10.1109/4235.996017</a>), with one objective an elitist genetic algorithm. The front is what no other schedule dominates in the search.</p>
`;
}

/** A remark as a sentence; its own words stay. */
function asSentence(remark: string): string {
  const start = remark.charAt(0).toUpperCase() + remark.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
