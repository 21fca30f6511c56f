import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { whenFree } from '../app/after-paint.js';
import { type GridField, type GridSort, gridRows, nextSort, rowWindow } from './grid-model.js';
import { Icon } from './icon.js';

/** A column of a {@link Grid}. */
export interface GridColumn<Row> extends GridField<Row> {
  readonly label: string;
  readonly unit?: string;
  /** What a cell shows; the value itself where this is not given. */
  readonly cell?: (row: Row) => ComponentChildren;
  /** Numbers stand at the right. */
  readonly align?: 'right';
  /** The first click puts the largest value on top. */
  readonly isDescendingFirst?: boolean;
  /** Left out on narrow screens. */
  readonly isMinor?: boolean;
  /** Left out on middle ones too. */
  readonly isDetail?: boolean;
  /** Explains the column at the pointer. */
  readonly hint?: string;
}

interface GridProps<Row> {
  /** Name of the table, for readers of the screen. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly rowId: (row: Row) => string;
  /** Names a row where it is selected. */
  readonly rowLabel?: (row: Row) => string;
  readonly filter?: Signal<string>;
  readonly sort: Signal<GridSort | null>;
  /** Ids of the chosen rows; without it none can be chosen. */
  readonly selection?: Signal<readonly string[]>;
  /** Enter, or a click beside links and fields. */
  readonly onOpen?: (row: Row) => void;
  /** Stands in the table when no row is left. */
  readonly empty?: ComponentChildren;
  /** Height in px above which the table scrolls by itself; needed for more rows than are drawn at once. */
  readonly height?: number;
}

/** Height of a row; px. The style sheet has the same. */
const ROW_HEIGHT = 36;
/** Most rows that are all drawn; of more, those in sight and these around them. */
const MOST_DRAWN = 200;
const AROUND = 20;
/** Rows that are drawn at first; those below the window follow when these have been painted. */
const FIRST_DRAWN = 40;
const STEP_DRAWN = 40;
const DEFAULT_HEIGHT = 640;

/**
 * A table to sort, filter and choose rows from. Arrows, Home and End move between rows, the space bar chooses one, Enter opens it;
 * Shift with the space bar or a click chooses all rows between.
 */
export function Grid<Row extends object>(props: GridProps<Row>) {
  const { label, rows, columns, rowId, filter, sort, selection, empty } = props;
  const shown = useMemo(
    () => gridRows(rows, columns, filter?.value ?? '', sort.value),
    [rows, columns, filter?.value, sort.value],
  );
  const frame = useRef<HTMLDivElement>(null);
  const isLong = shown.length > MOST_DRAWN;
  const height = props.height ?? (isLong ? DEFAULT_HEIGHT : undefined);
  const top = useSignal(0);
  const active = useSignal(0);
  const last = useRef<number | null>(null);
  const ready = useSignal(FIRST_DRAWN);
  useEffect(() => {
    if (isLong || ready.value >= shown.length) return;
    return whenFree(() => {
      ready.value += STEP_DRAWN;
    });
  }, [isLong, ready.value, shown.length]);
  const drawn = isLong
    ? rowWindow(shown.length, ROW_HEIGHT, { top: top.value, height: height ?? DEFAULT_HEIGHT }, AROUND)
    : { start: 0, end: Math.min(ready.value, shown.length) };
  const here = Math.min(active.value, Math.max(0, shown.length - 1));
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    frame.current?.querySelector<HTMLElement>(`tr[data-row="${here}"]`)?.focus();
  });

  const choose = (index: number, isRange: boolean) => {
    if (selection === undefined) return;
    const row = shown[index];
    if (row === undefined) return;
    const chosen = new Set(selection.value);
    const isChosen = !chosen.has(rowId(row));
    const from = isRange && last.current !== null ? last.current : index;
    for (const each of shown.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (isChosen) chosen.add(rowId(each));
      else chosen.delete(rowId(each));
    }
    last.current = index;
    selection.value = [...chosen];
  };
  const moveTo = (index: number) => {
    active.value = Math.min(Math.max(index, 0), shown.length - 1);
    wanted.current = true;
    ready.value = Math.max(ready.value, active.value + 1);
    const box = frame.current;
    if (box === null || height === undefined) return;
    const place = active.value * ROW_HEIGHT;
    if (place < box.scrollTop) box.scrollTop = place;
    else if (place + 3 * ROW_HEIGHT > box.scrollTop + height) box.scrollTop = place + 3 * ROW_HEIGHT - height;
  };
  const onKey = (event: KeyboardEvent) => {
    const isRow = event.target instanceof HTMLTableRowElement;
    const page = Math.floor((height ?? DEFAULT_HEIGHT) / ROW_HEIGHT) - 2;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + page,
      PageUp: here - page,
      Home: 0,
      End: shown.length - 1,
    };
    const move = moves[event.key];
    const row = shown[here];
    if (move !== undefined) moveTo(move);
    else if (!isRow || row === undefined) return;
    else if (event.key === ' ') choose(here, event.shiftKey);
    else if (event.key === 'Enter') props.onOpen?.(row);
    else return;
    event.preventDefault();
  };
  const ids = shown.map(rowId);
  const chosenCount = selection === undefined ? 0 : ids.filter((id) => selection.value.includes(id)).length;

  return (
    <div
      class={`grid${height === undefined ? '' : ' is-scrolling'}`}
      ref={frame}
      style={height === undefined ? undefined : { maxHeight: `${height}px` }}
      onScroll={(event) => {
        if (isLong) top.value = event.currentTarget.scrollTop;
      }}
      role="region"
      aria-label={label}
      // A region that scrolls is reached by keys
      tabIndex={0}
    >
      <table aria-label={label} aria-rowcount={shown.length + 1}>
        <thead>
          <tr>
            {selection === undefined ? null : (
              <th class="choose" scope="col">
                <input
                  type="checkbox"
                  aria-label="All rows"
                  checked={chosenCount > 0 && chosenCount === ids.length}
                  indeterminate={chosenCount > 0 && chosenCount < ids.length}
                  onChange={(event) => {
                    const others = selection.value.filter((id) => !ids.includes(id));
                    selection.value = event.currentTarget.checked ? [...others, ...ids] : others;
                  }}
                />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKey}>
          {drawn.start === 0 ? null : <Space rows={drawn.start} columns={columns.length + 1} />}
          {shown.slice(drawn.start, drawn.end).map((row, offset) => {
            const index = drawn.start + offset;
            const id = rowId(row);
            const isChosen = selection?.value.includes(id) ?? false;
            return (
              <tr
                key={id}
                data-row={index}
                data-id={id}
                aria-rowindex={index + 2}
                aria-selected={selection === undefined ? undefined : isChosen}
                tabIndex={index === here ? 0 : -1}
                class={`${isChosen ? 'is-chosen' : ''}${props.onOpen === undefined ? '' : ' opens'}`}
                onFocus={(event) => {
                  if (event.target === event.currentTarget) active.value = index;
                }}
                onClick={(event) => {
                  if (event.target instanceof Element && event.target.closest('a, button, input, label') !== null)
                    return;
                  if (getSelection()?.isCollapsed === false) return;
                  if (event.shiftKey) choose(index, true);
                  else props.onOpen?.(row);
                }}
              >
                {selection === undefined ? null : (
                  <td class="choose">
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={props.rowLabel?.(row) ?? id}
                      checked={isChosen}
                      onClick={(event) => choose(index, event.shiftKey)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.id} class={cellClass(column)}>
                    {column.cell === undefined ? column.value(row) : column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {drawn.end === shown.length ? null : <Space rows={shown.length - drawn.end} columns={columns.length + 1} />}
        </tbody>
      </table>
      {shown.length === 0 ? <div class="grid-empty">{empty ?? 'No row fits the filter.'}</div> : null}
    </div>
  );
}

function cellClass<Row>({ align, isMinor, isDetail }: GridColumn<Row>): string | undefined {
  const names = [align ?? '', isMinor === true ? 'minor' : '', isDetail === true ? 'detail' : ''].filter(
    (name) => name !== '',
  );
  return names.length === 0 ? undefined : names.join(' ');
}

/** Stands for the rows that are out of sight. */
function Space({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tr class="space" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}

function Head<Row>({ column, sort }: { readonly column: GridColumn<Row>; readonly sort: Signal<GridSort | null> }) {
  const { id, label, unit, hint, isDescendingFirst = false } = column;
  const own = sort.value?.id === id ? sort.value : null;
  const direction = own === null ? 'none' : own.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={direction} class={cellClass(column)}>
      <button
        type="button"
        title={hint}
        onClick={() => {
          sort.value = nextSort(sort.value, id, isDescendingFirst);
        }}
      >
        {label}
        {unit === undefined ? null : <span class="unit"> {unit}</span>}
        <span class={`sort ${direction}`} aria-hidden="true">
          <Icon name={own?.isDescending === true ? 'down' : 'up'} />
        </span>
      </button>
    </th>
  );
}
