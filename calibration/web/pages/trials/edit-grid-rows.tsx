import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { textColumns } from '../../../browser.js';
import type { TableIssue } from './check-table.js';
import { columnHelp } from './column-help.js';
import { typed } from './draft.js';
import { ROW_HEIGHT } from './grid-layout.js';
import { type CellPlace, type EditTable, HEADER_ROW, type rangeBounds, type TableRow } from './table-model.js';

/** Where the sentence of the active cell stands: it is what describes the cell. */
export const CELL_MESSAGE = 'cell-message';

type Editing = { readonly all: boolean } | null;

interface CellProps {
  readonly place: CellPlace;
  readonly text: string;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isInvalid: boolean;
  readonly editing: Editing;
  readonly isText: boolean;
  readonly hint?: string | undefined;
  readonly onStop: () => void;
}

/** A cell: a text, or the field in which it is edited. */
function Cell({ place, text, isActive, isSelected, isInvalid, editing, isText, hint, onStop }: CellProps) {
  const look = [
    'cell',
    isText ? 'is-text' : 'is-number',
    isActive ? 'is-active' : '',
    isSelected ? 'is-selected' : '',
    isInvalid ? 'is-invalid' : '',
  ];
  const aria = {
    role: place.row === HEADER_ROW ? ('columnheader' as const) : ('gridcell' as const),
    'aria-colindex': place.column + 2,
    'aria-selected': isSelected,
  };
  return (
    <div
      {...aria}
      class={look.filter((name) => name !== '').join(' ')}
      data-column={place.column}
      data-active={isActive ? '' : undefined}
      aria-invalid={isInvalid ? 'true' : undefined}
      aria-describedby={isActive ? CELL_MESSAGE : undefined}
      tabIndex={isActive ? 0 : -1}
      title={hint}
    >
      {isActive && editing !== null ? (
        <Field place={place} text={text} all={editing.all} onStop={onStop} />
      ) : (
        text.replaceAll(/\r\n|\n|\r/g, ' ⏎ ')
      )}
    </div>
  );
}

function Field({
  place,
  text,
  all,
  onStop,
}: {
  readonly place: CellPlace;
  readonly text: string;
  readonly all: boolean;
  readonly onStop: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.focus({ preventScroll: true });
    // After a first letter the rest follows it; else the whole text can be replaced
    if (all) current.setSelectionRange(current.value.length, current.value.length);
    else current.select();
  }, []);
  return (
    <textarea
      ref={field}
      rows={1}
      value={text}
      aria-label="Text of the cell"
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => typed(place, event.currentTarget.value)}
      onBlur={onStop}
    />
  );
}

/** Columns that a row's issues are about; -1 is the whole row. */
function invalidColumns(issues: readonly TableIssue[] | undefined): ReadonlySet<number> {
  return new Set(issues?.flatMap(({ columns }) => (columns.length === 0 ? [-1] : columns)));
}

interface HeaderRowProps {
  readonly table: EditTable;
  /** Columns that are drawn, from the first. */
  readonly columns: number;
  readonly issues: readonly TableIssue[] | undefined;
  readonly active: number | null;
  readonly editing: Editing;
  readonly bounds: ReturnType<typeof rangeBounds>;
  readonly onStop: () => void;
}

/** The names of the columns, which are cells too. */
export function HeaderRow({ table, columns, issues, active, editing, bounds, onStop }: HeaderRowProps) {
  const invalid = invalidColumns(issues);
  return (
    <div class="edit-row is-header" role="row" tabIndex={-1} aria-rowindex={1} data-row={HEADER_ROW}>
      <div
        class={`cell number${invalid.has(-1) ? ' is-invalid' : ''}`}
        role="columnheader"
        tabIndex={-1}
        aria-colindex={1}
      >
        <span class="only-read">Row</span>
      </div>
      {table.header.slice(0, columns).map((name, column) => (
        <Cell
          // Columns have no identity but their place
          key={column}
          place={{ row: HEADER_ROW, column }}
          text={name}
          isActive={active === column}
          isSelected={bounds.firstRow === HEADER_ROW && column >= bounds.firstColumn && column <= bounds.lastColumn}
          isInvalid={invalid.has(column)}
          editing={editing}
          isText={textColumns.includes(name.trim())}
          hint={columnHelp(name.trim()) ?? undefined}
          onStop={onStop}
        />
      ))}
    </div>
  );
}

interface GridRowProps {
  readonly row: TableRow;
  readonly place: number;
  /** Columns that are drawn, from the first. */
  readonly columns: number;
  readonly issues: readonly TableIssue[] | undefined;
  readonly active: number | null;
  readonly editing: Editing;
  /** First and last selected column; null where none is. */
  readonly from: number | null;
  readonly to: number | null;
  readonly header: readonly string[];
  readonly onExclude: (first: number, last: number) => void;
  readonly onStop: () => void;
}

/** A row, drawn again only where something of it has changed. */
export function GridRow({
  row,
  place,
  columns,
  issues,
  active,
  editing,
  from,
  to,
  header,
  onExclude,
  onStop,
}: GridRowProps) {
  return useMemo(() => {
    const invalid = invalidColumns(issues);
    return (
      <div
        class={`edit-row${row.excluded ? ' is-excluded' : ''}`}
        role="row"
        tabIndex={-1}
        aria-rowindex={place + 2}
        data-row={place}
        style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
      >
        <div
          class={`cell number${invalid.has(-1) ? ' is-invalid' : ''}`}
          role="rowheader"
          tabIndex={-1}
          aria-colindex={1}
          data-number={place}
        >
          <input
            type="checkbox"
            tabIndex={-1}
            checked={!row.excluded}
            aria-label={`Row ${place + 1} is pooled`}
            title={row.excluded ? 'Take the row in again' : 'Exclude the row'}
            onChange={() => onExclude(place, place)}
          />
          <span>{place + 1}</span>
        </div>
        {row.cells.slice(0, columns).map((text, column) => (
          <Cell
            key={column}
            place={{ row: place, column }}
            text={text}
            isActive={active === column}
            isSelected={from !== null && to !== null && column >= from && column <= to}
            isInvalid={invalid.has(column) && !row.excluded}
            editing={editing}
            isText={textColumns.includes(header[column]?.trim() ?? '')}
            onStop={onStop}
          />
        ))}
      </div>
    );
  }, [row, place, columns, issues, active, editing, from, to, header]);
}
