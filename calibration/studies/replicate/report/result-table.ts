import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed, formatPValue } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { type ArmStyle, armName } from '../../../plots/arm-style.js';
import { type ReplicateRow, type ReplicateSetting, settingLabels, type Verdict } from '../result.js';

/** Class of the page's style sheet that a verdict is shown in. */
const looks: Readonly<Record<Verdict, string>> = {
  reproduced: 'within',
  'differs within noise': 'not-assessed',
  'not reproduced': 'outside',
  fitted: 'not-assessed',
};

/** A verdict in its colour. */
export function verdictCell(verdict: Verdict): Html {
  return html`<span class="${looks[verdict]} whole">${verdict}</span>`;
}

/** Digits after the point by unit. */
export function decimalsOf(unit: string): number {
  if (unit === 'AUC' || unit === 'r') return 3;
  if (unit === 'patients') return 0;
  return unit === 'months' ? 2 : 1;
}

function valueCell(row: ReplicateRow): HtmlPart {
  if (row.unit === 'p') return html`<span class="se">largest</span> ${formatPValue(row.value)}`;
  const digits = decimalsOf(row.unit);
  const value = html`<strong>${formatFixed(row.value, digits)}</strong>`;
  if (row.standard_error === 0)
    return row.id.startsWith('median.') ? html`<strong>≥ ${formatFixed(row.value, 0)}</strong>` : value;
  return html`${value} <span class="se">${formatFixed(row.low, digits)} to ${formatFixed(row.high, digits)}</span>`;
}

function printedCell({ published, relation, unit, recomputed }: ReplicateRow): HtmlPart {
  const posted =
    recomputed === null ? NO_HTML : html` <span class="se">${formatFixed(recomputed, decimalsOf(unit))}</span>`;
  if (published === null) return html`plot only${posted}`;
  const text = formatFixed(
    published,
    unit === 'months' && !Number.isInteger(published * 10) ? 2 : printedDecimals(unit),
  );
  return html`${relation === '<' ? `< ${text}` : text}${posted}`;
}

function printedDecimals(unit: string): number {
  if (unit === 'p' || unit === 'AUC') return 2;
  return unit === 'patients' ? 0 : 1;
}

/**
 * Results under their settings: printed, recomputed from posted data, computed here, verdict and reason.
 *
 * @param rows - results in order; settings of one result follow each other
 * @param options - arms, and a caption
 */
export function resultTable(
  rows: readonly ReplicateRow[],
  { arms, caption }: { readonly arms: readonly ArmStyle[]; readonly caption: string },
): Html {
  const lines: TableRow[] = [];
  let [arm, id] = ['', ''];
  for (const row of rows) {
    if (row.arm !== arm) lines.push({ group: armName(arms, row.arm) });
    const isFirst = row.id !== id;
    [arm, id] = [row.arm, row.id];
    const isPlain = row.unit === 'p' || row.unit === 'AUC' || row.unit === 'r';
    lines.push({
      cells: [
        isFirst ? html`${row.quantity} <span class="se">${isPlain ? '' : row.unit}</span>` : '',
        isFirst ? printedCell(row) : '',
        row.setting,
        valueCell(row),
        verdictCell(row.verdict),
        html`<span class="small">${row.reason}</span>`,
      ],
    });
  }
  return dataTable({
    caption,
    columns: [
      { title: 'Result' },
      { title: 'Printed', unit: 'from posted data', align: 'right' },
      { title: 'Setting' },
      { title: 'Recomputed', unit: '95 % interval', align: 'right' },
      { title: 'Verdict' },
      { title: 'Reason' },
    ],
    rows: lines,
  });
}

/**
 * Results that are folded away under what became of them.
 *
 * @param rows - as for {@link resultTable}
 * @param options - arms and caption of the table; anchor and subject of the fold
 */
export function foldedResults(
  rows: readonly ReplicateRow[],
  { id, subject, ...options }: Parameters<typeof resultTable>[1] & { readonly id: string; readonly subject: string },
): Html {
  return foldedDetail({ id, title: `${subject}: ${countsOf(rows)}`, body: resultTable(rows, options) });
}

/** `posted: 12 of 15 reproduced; corrected: ...` of the settings whose results were tested. */
function countsOf(rows: readonly ReplicateRow[]): string {
  return [...new Set(rows.map(({ setting }) => setting))]
    .flatMap((setting) => {
      const tested = rows.filter((row) => row.setting === setting && row.verdict !== 'fitted');
      const reproduced = tested.filter(({ verdict }) => verdict === 'reproduced').length;
      const noise = tested.filter(({ verdict }) => verdict === 'differs within noise').length;
      if (tested.length === 0) return [];
      return [
        `${setting}, ${reproduced} of ${tested.length} reproduced${noise === 0 ? '' : ` and ${noise} within noise`}`,
      ];
    })
    .join('; ');
}

/** What each setting means, for the reader of the tables. */
export function settingList(settings: readonly ReplicateSetting[]): Html {
  return html`<ul>${settings.map((setting) => html`<li><strong>${setting}</strong>: ${settingLabels[setting]}</li>`)}</ul>
`;
}
