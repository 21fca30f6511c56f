import { type FigureLayer, INK, type PositionEncoding } from '../page/plots/plot-theme.js';
import { estimateTextWidth } from '../page/plots/render-svg.js';

/** Stands between group and name of a row; of no name. */
const BETWEEN = '\u001f';

/** A row of a figure under the heading of its group. */
export interface GroupedRow {
  readonly group: string;
  /** Unique in its group. */
  readonly name: string;
}

/** The value of field `row` of what is drawn in a row. */
export const rowKey = ({ group, name }: GroupedRow): string => `${group}${BETWEEN}${name}`;

/** Size of names and headings, and the distance of names from the panel; px. */
const NAME_SIZE = 11;
const PADDING = 9;

/**
 * Room of the names of rows, left of the panel.
 *
 * @param rows - rows
 * @param most - room that longer names are cut to; px
 * @returns px
 */
export function nameRoom(rows: readonly GroupedRow[], most: number): number {
  const widths = rows.map(({ name }) => estimateTextWidth(name, { size: NAME_SIZE, bold: false }));
  return Math.min(most, Math.ceil(Math.max(0, ...widths)) + PADDING + 2);
}

/** Lines of a panel, their names and headings. */
interface GroupedLines {
  /** Vertical position of field `row`. */
  readonly y: PositionEncoding;
  /** Names of the groups, in lines of their own; none where rows are not named. */
  readonly headings: readonly FigureLayer[];
  /** Lines, headings included. */
  readonly count: number;
}

/**
 * Rows by name on the vertical axis, each group under its name in bold.
 *
 * @param rows - in order; those of a group follow each other
 * @param options - whether names are shown, and the room for them, px
 */
export function groupedRows(
  rows: readonly GroupedRow[],
  { isNamed, room }: { readonly isNamed: boolean; readonly room: number },
): GroupedLines {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const domain = groups.flatMap((group) => [
    rowKey({ group, name: '' }),
    ...new Set(rows.filter((row) => row.group === group).map(rowKey)),
  ]);
  const y: PositionEncoding = {
    field: 'row',
    type: 'nominal',
    sort: domain,
    scale: { domain },
    axis: {
      title: null,
      ticks: false,
      domain: false,
      labels: isNamed,
      labelPadding: PADDING,
      labelLimit: room - PADDING,
      labelExpr: "split(datum.value, '\\u001f')[1]",
    },
  };
  const values = groups.map((group) => ({ row: rowKey({ group, name: '' }), heading: group }));
  const headings: FigureLayer = {
    data: { values },
    mark: { type: 'text', align: 'left', fontSize: NAME_SIZE, fontWeight: 'bold', color: INK.text },
    encoding: { x: { value: -room }, y, text: { field: 'heading' } },
  };
  return { y, headings: isNamed ? [headings] : [], count: domain.length };
}
