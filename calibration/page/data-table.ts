import { type Html, type HtmlPart, html, NO_HTML, plainText } from './html.js';

/** A column of a table: its heading, and the alignment of its cells. */
export interface TableColumn {
  readonly title: HtmlPart;
  /** Unit or remark under the title. */
  readonly unit?: string;
  /** `right` for numbers, which line up by their decimals. */
  readonly align?: 'right' | 'centre';
}

/** A line of a table: cells, or a heading over the lines that follow. */
export type TableRow =
  | { readonly cells: readonly HtmlPart[]; readonly look?: 'strong' | 'quiet' }
  | { readonly group: HtmlPart };

/** What a table is made of. */
export interface DataTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly caption?: HtmlPart;
  /** Narrow tables do not stretch over the page. */
  readonly width?: 'narrow' | 'full';
}

const alignClass = (column: TableColumn | undefined): Html =>
  column?.align === undefined ? NO_HTML : html` class="${column.align}"`;

function headCell(column: TableColumn): Html {
  // A heading without a text names nothing
  if (column.title === '' && column.unit === undefined) return html`<td${alignClass(column)}></td>`;
  const unit = column.unit === undefined ? NO_HTML : html`<span class="unit">${column.unit}</span>`;
  return html`<th scope="col"${alignClass(column)}>${column.title}${unit}</th>`;
}

function tableRow(row: TableRow, columns: readonly TableColumn[]): Html {
  if ('group' in row) {
    return html`<tr class="group"><th scope="rowgroup" colspan="${String(columns.length)}">${row.group}</th></tr>`;
  }
  const cells = row.cells.map((cell, index) => html`<td${alignClass(columns[index])}>${cell}</td>`);
  const look = row.look === undefined ? NO_HTML : html` class="${row.look}"`;
  return html`<tr${look}>${cells}</tr>\n`;
}

/**
 * A table in HTML.
 *
 * @param table - columns, rows, caption
 * @returns the table in a frame that scrolls sideways where the page is narrow, by pointer and by keyboard
 */
export function dataTable(table: DataTable): Html {
  const { columns, rows } = table;
  const width = table.width === 'narrow' ? html` class="narrow"` : NO_HTML;
  const caption = table.caption === undefined ? NO_HTML : html`<caption><span>${table.caption}</span></caption>`;
  const name =
    table.caption === undefined ? plainText(columns.map(({ title }) => html`${title} `)) : plainText(table.caption);
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table: ${name}"><table${width}>${caption}
<thead><tr>${columns.map(headCell)}</tr></thead>
<tbody>
${rows.map((row) => tableRow(row, columns))}</tbody></table></div>
`;
}
