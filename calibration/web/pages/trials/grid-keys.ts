import { type CellPlace, HEADER_ROW } from './table-model.js';

/** Size of the grid that a key moves in. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly page: number;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** First row in the direction at which filled cells begin or end, as the arrows with Ctrl move in spreadsheets. */
function edge(isFilled: (place: number) => boolean, from: number, step: 1 | -1, last: number): number {
  let place = from;
  if (place === last) return place;
  const inRun = isFilled(place) && isFilled(place + step);
  do place += step;
  while (place !== last && (inRun ? isFilled(place + step) : !isFilled(place)));
  return place;
}

/**
 * Cell that a key moves to from a cell that is not being edited: arrows, Home, End, page keys, Enter and Tab; with Ctrl to the edge of
 * the filled cells. The names of the columns are the row above the first.
 *
 * @param at - the cell
 * @param pressed - the key
 * @param size - of the grid
 * @param isFilled - whether a cell has a text
 * @returns the cell; null where the key moves nowhere: an unknown key, or Tab past the last cell, which leaves the grid
 */
export function movedBy(
  at: CellPlace,
  { key, ctrl, shift }: PressedKey,
  { rows, columns, page }: GridSize,
  isFilled: (place: CellPlace) => boolean,
): CellPlace | null {
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  const to = (row: number, column: number): CellPlace => ({
    row: within(row, HEADER_ROW, lastRow),
    column: within(column, 0, lastColumn),
  });
  const { row, column } = at;
  const isFilledRow = (place: number) => isFilled({ row: place, column });
  const isFilledColumn = (place: number) => isFilled({ row, column: place });
  switch (key) {
    case 'ArrowUp':
      return to(ctrl ? edge(isFilledRow, row, -1, HEADER_ROW) : row - 1, column);
    case 'ArrowDown':
      return to(ctrl ? edge(isFilledRow, row, 1, lastRow) : row + 1, column);
    case 'ArrowLeft':
      return to(row, ctrl ? edge(isFilledColumn, column, -1, 0) : column - 1);
    case 'ArrowRight':
      return to(row, ctrl ? edge(isFilledColumn, column, 1, lastColumn) : column + 1);
    case 'Home':
      return ctrl ? to(HEADER_ROW, 0) : to(row, 0);
    case 'End':
      return ctrl ? to(lastRow, lastColumn) : to(row, lastColumn);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    case 'Enter':
      return to(row + (shift ? -1 : 1), column);
    case 'Tab':
      return nextCell(at, shift ? -1 : 1, rows, columns);
    default:
      return null;
  }
}

/** The cell after or before in reading order; null past the last and before the first. */
function nextCell({ row, column }: CellPlace, step: 1 | -1, rows: number, columns: number): CellPlace | null {
  const place = (row - HEADER_ROW) * columns + column + step;
  if (place < 0 || place >= (rows - HEADER_ROW) * columns) return null;
  return { row: Math.floor(place / columns) + HEADER_ROW, column: place % columns };
}
