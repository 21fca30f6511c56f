import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { announce } from '../../app/announce.js';
import { rowWindow } from '../../components/grid-model.js';
import { toast } from '../../components/toasts.js';
import type { TableIssue } from './check-table.js';
import { clipboardText } from './clipboard-text.js';
import { edit, endTyping, giveUpTyping, redo, typed, undo } from './draft.js';
import { GridRow, HeaderRow } from './edit-grid-rows.js';
import { movedBy } from './grid-keys.js';
import { columnsUpTo, columnWidths, ROW_HEIGHT } from './grid-layout.js';
import { pasted } from './paste.js';
import {
  type CellPlace,
  type CellRange,
  cellText,
  type EditTable,
  HEADER_ROW,
  rangeBounds,
  rangeTexts,
  withoutTexts,
} from './table-model.js';

/** Height of the part of the table that is in sight; px. */
const MOST_HEIGHT = 372;
/** Rows drawn above and below what is in sight. */
const AROUND = 6;

interface EditGridProps {
  readonly table: EditTable;
  readonly issues: readonly TableIssue[];
  /** Rows of the table of the last paint. */
  readonly settledRows: number;
  /** The active cell. */
  readonly active: { value: CellPlace };
  /** The selected cells; the active one is a corner. */
  readonly anchor: { value: CellPlace };
  readonly onExclude: (first: number, last: number) => void;
}

/** Places of the issues of each row; those of a whole row have no column. */
function byRow(issues: readonly TableIssue[]): ReadonlyMap<number, readonly TableIssue[]> {
  const rows = new Map<number, TableIssue[]>();
  for (const issue of issues) {
    if (issue.row === null) continue;
    const own = rows.get(issue.row);
    if (own === undefined) rows.set(issue.row, [issue]);
    else own.push(issue);
  }
  return rows;
}

/**
 * The editable table: a grid with one active cell, which is edited in place. Arrows, Tab, Home, End and page keys move, with Shift they
 * select; a letter or Enter edits, Escape gives the text back that was there; Ctrl with Z, Y, C, X, V and A as in spreadsheets.
 */
export function EditGrid({ table, issues, settledRows, active, anchor, onExclude }: EditGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const editing = useSignal<{ readonly all: boolean } | null>(null);
  const wantsFocus = useRef(false);
  const placed = useMemo(() => byRow(issues), [issues]);
  const widths = useMemo(() => columnWidths(table.header), [table.header]);
  const { rows, header } = table;
  const at: CellPlace = {
    row: Math.min(active.value.row, rows.length - 1),
    column: Math.min(active.value.column, header.length - 1),
  };
  const range: CellRange = { from: anchor.value, to: at };
  const bounds = rangeBounds(range);
  const height = Math.min(MOST_HEIGHT, (rows.length + 1) * ROW_HEIGHT + 14);
  // After a paste what is in sight comes first; the rest is drawn with the check, which is made behind the paint
  const isFresh = Math.abs(rows.length - settledRows) > AROUND;
  const drawn = rowWindow(rows.length, ROW_HEIGHT, { top: top.value, height }, isFresh ? 0 : AROUND);
  const { current: box } = frame;
  const columns = !isFresh || box === null ? header.length : columnsUpTo(widths, box.scrollLeft + box.clientWidth);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const cell = frame.current?.querySelector<HTMLElement>('[data-active]');
    (cell?.querySelector('textarea') ?? cell)?.focus({ preventScroll: true });
  });

  const show = ({ row, column }: CellPlace) => {
    const box = frame.current;
    if (box === null) return;
    const place = row * ROW_HEIGHT;
    if (row !== HEADER_ROW) {
      if (place < box.scrollTop) box.scrollTop = place;
      else if (place + 2 * ROW_HEIGHT > box.scrollTop + box.clientHeight)
        box.scrollTop = place + 2 * ROW_HEIGHT - box.clientHeight;
    }
    const [fixed, before] = [widths.number + (widths.cells[0] ?? 0), widths.number + widths.before(column)];
    if (column === 0) return;
    if (before < box.scrollLeft + fixed) box.scrollLeft = before - fixed;
    else if (before + widths.cells[column]! > box.scrollLeft + box.clientWidth)
      box.scrollLeft = before + widths.cells[column]! - box.clientWidth;
  };
  const moveTo = (place: CellPlace, isSelecting = false) => {
    active.value = place;
    if (!isSelecting) anchor.value = place;
    wantsFocus.current = true;
    show(place);
  };
  const startEditing = (all: boolean) => {
    editing.value = { all };
    wantsFocus.current = true;
  };
  const stopEditing = () => {
    editing.value = null;
    endTyping();
  };

  const isFilled = (place: CellPlace) => cellText(table, place) !== '';
  const onKey = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.isComposing) return;
    if (editing.value !== null) {
      if (event.key === 'Escape') {
        giveUpTyping(at);
        editing.value = null;
        wantsFocus.current = true;
      } else if ((event.key === 'Enter' && !event.altKey) || event.key === 'Tab') {
        const next = movedBy(
          at,
          { key: event.key, ctrl: false, shift: event.shiftKey },
          { rows: rows.length, columns: header.length, page: 1 },
          isFilled,
        );
        stopEditing();
        if (next === null) return;
        moveTo(next);
      } else return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const letter = event.key.toLowerCase();
    if (ctrl && letter === 'z') (event.shiftKey ? redo : undo)();
    else if (ctrl && letter === 'y') redo();
    else if (ctrl && letter === 'a') {
      anchor.value = { row: 0, column: 0 };
      active.value = { row: rows.length - 1, column: header.length - 1 };
    } else if (event.key === 'Enter' || event.key === 'F2') startEditing(false);
    else if (event.key === 'Delete' || event.key === 'Backspace') edit(withoutTexts(table, range), 'clear');
    else if (event.key === 'Escape') anchor.value = at;
    else if (ctrl && letter === 'e') onExclude(bounds.firstRow, bounds.lastRow);
    else if (!ctrl && !event.altKey && event.key.length === 1) {
      typed(at, event.key);
      startEditing(true);
    } else {
      const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2);
      const size = { rows: rows.length, columns: header.length, page };
      const next = movedBy(at, { key: event.key, ctrl, shift: event.shiftKey && event.key === 'Tab' }, size, isFilled);
      if (next === null) return;
      moveTo(next, event.shiftKey && event.key !== 'Tab');
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (editing.value !== null) return;
    event.preventDefault();
    const at = { row: bounds.firstRow, column: bounds.firstColumn };
    const result = pasted(table, at, event.clipboardData?.getData('text/plain') ?? '');
    if (result === null) {
      toast({ kind: 'bad', text: 'A table has at most 2,000 rows and 200 columns; the clipboard has more.' });
      return;
    }
    edit(result.table, 'paste');
    anchor.value = result.range.to;
    active.value = result.range.from;
    wantsFocus.current = true;
    announce(`Pasted ${result.what}`);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing.value !== null) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', clipboardText(rangeTexts(table, range)));
    if (event.type === 'cut') edit(withoutTexts(table, range), 'cut');
  };

  const placeOf = (target: EventTarget | null): CellPlace | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
    const row = cell?.closest<HTMLElement>('[data-row]');
    return cell === null || row == null ? null : { row: Number(row.dataset.row), column: Number(cell.dataset.column) };
  };
  const onPointer = (event: PointerEvent) => {
    if (!(event.target instanceof Element) || event.button !== 0) return;
    const number = event.target.closest<HTMLElement>('[data-number]');
    if (number !== null && event.target.closest('input') === null) {
      const row = Number(number.dataset.number);
      stopEditing();
      if (!event.shiftKey) anchor.value = { row, column: header.length - 1 };
      moveTo({ row, column: 0 }, true);
      event.preventDefault();
      return;
    }
    const place = placeOf(event.target);
    if (place === null) return;
    const isSame = place.row === at.row && place.column === at.column;
    if (editing.value !== null && isSame) return;
    stopEditing();
    // A second tap edits, as fingers have no double click
    if (isSame && event.pointerType !== 'mouse') startEditing(false);
    else moveTo(place, event.shiftKey);
    if (event.pointerType === 'mouse') event.preventDefault();
  };
  const onDrag = (event: PointerEvent) => {
    if (event.buttons !== 1 || event.pointerType !== 'mouse' || editing.value !== null) return;
    const place = placeOf(event.target);
    if (place !== null && (place.row !== at.row || place.column !== at.column)) moveTo(place, true);
  };

  const shownRows = rows.slice(drawn.start, drawn.end).map((_, offset) => drawn.start + offset);
  // The active cell holds the focus, in sight or not
  if (at.row >= 0 && (at.row < drawn.start || at.row >= drawn.end)) shownRows.push(at.row);
  return (
    <div
      class="edit-grid"
      ref={frame}
      role="grid"
      aria-label="Trials of this table"
      aria-rowcount={rows.length + 1}
      aria-colcount={header.length + 1}
      aria-multiselectable="true"
      style={{
        height: `${height}px`,
        '--columns': widths.template,
        '--width': `${widths.total}px`,
        '--number': `${widths.number}px`,
      }}
      onScroll={(event) => {
        top.value = event.currentTarget.scrollTop;
      }}
      onKeyDown={onKey}
      onPaste={onPaste}
      onCopy={onCopy}
      onCut={onCopy}
      onPointerDown={onPointer}
      onPointerMove={onDrag}
      onDblClick={(event) => {
        if (placeOf(event.target) !== null) startEditing(false);
      }}
    >
      <HeaderRow
        table={table}
        issues={placed.get(HEADER_ROW)}
        columns={Math.max(columns, at.column + 1)}
        active={at.row === HEADER_ROW ? at.column : null}
        editing={at.row === HEADER_ROW ? editing.value : null}
        bounds={bounds}
        onStop={stopEditing}
      />
      <div class="edit-rows" role="rowgroup" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {shownRows.map((place) => {
          const isSelected = place >= bounds.firstRow && place <= bounds.lastRow;
          return (
            <GridRow
              key={rows[place]!.id}
              row={rows[place]!}
              place={place}
              columns={Math.max(columns, at.column + 1)}
              issues={placed.get(place)}
              active={at.row === place ? at.column : null}
              editing={at.row === place ? editing.value : null}
              from={isSelected ? bounds.firstColumn : null}
              to={isSelected ? bounds.lastColumn : null}
              header={header}
              onExclude={onExclude}
              onStop={stopEditing}
            />
          );
        })}
      </div>
    </div>
  );
}
