import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ComparisonReply } from '../../../server/api/compare.js';
import { rowWindow } from '../../components/grid-model.js';
import { Icon } from '../../components/icon.js';
import { runAddress } from '../run-list/run-columns.js';
import { type ComparisonLine, comparisonCell } from './comparison-rows.js';
import { runColour } from './run-colours.js';

/** Sizes that the style sheet has too (compare.css); px. */
const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 56;
const NAME_WIDTH = 280;
const NARROW_NAME_WIDTH = 148;
const LEAST_RUN_WIDTH = 148;
const MOST_RUN_WIDTH = 260;
/** Frames narrower than this have short names. */
const NARROW = 560;
const AROUND_ROWS = 12;
const AROUND_RUNS = 3;
const MOST_HEIGHT = 680;

interface ComparisonTableProps {
  readonly comparison: ComparisonReply;
  /** Runs of the whole comparison. */
  readonly count: number;
  readonly lines: readonly ComparisonLine[];
  /** Place of the baseline. */
  readonly baseline: number;
  readonly showsChanges: boolean;
  readonly onBaseline: (run: number) => void;
  readonly onRemove: (run: number) => void;
}

/**
 * Quantities down, runs across; the names of both stay in sight. Only what is in sight is drawn, so that thousands of runs
 * scroll as two do.
 */
export function ComparisonTable(props: ComparisonTableProps) {
  const { comparison, lines, baseline } = props;
  const frame = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, left: 0, width: 900 });
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const measure = () => {
      view.value = { top: box.scrollTop, left: box.scrollLeft, width: box.clientWidth };
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  const { top, left, width } = view.value;
  const nameWidth = width < NARROW ? NARROW_NAME_WIDTH : NAME_WIDTH;
  const room = Math.floor((width - nameWidth) / comparison.runs.length);
  const runWidth = Math.min(MOST_RUN_WIDTH, Math.max(LEAST_RUN_WIDTH, room));
  const rows = rowWindow(lines.length, ROW_HEIGHT, { top, height: MOST_HEIGHT }, AROUND_ROWS);
  const runs = rowWindow(comparison.runs.length, runWidth, { top: left, height: width }, AROUND_RUNS);
  const shownRuns = useMemo(
    () => Array.from({ length: runs.end - runs.start }, (_, offset) => runs.start + offset),
    [runs.start, runs.end],
  );
  const before = runs.start * runWidth;
  const after = (comparison.runs.length - runs.end) * runWidth;
  const columns = shownRuns.length + (before > 0 ? 1 : 0) + (after > 0 ? 1 : 0) + 1;
  return (
    <div
      class="comparison"
      ref={frame}
      role="region"
      aria-label="Comparison of runs"
      // A region that scrolls is reached by keys
      tabIndex={0}
      style={{ maxHeight: `${MOST_HEIGHT}px` }}
      onScroll={({ currentTarget: box }) => {
        view.value = { top: box.scrollTop, left: box.scrollLeft, width: box.clientWidth };
      }}
    >
      <table
        aria-label="Comparison of runs"
        aria-rowcount={lines.length + 1}
        aria-colcount={props.count + 1}
        style={{ width: `${nameWidth + comparison.runs.length * runWidth}px` }}
      >
        <colgroup>
          <col style={{ width: `${nameWidth}px` }} />
          {before > 0 ? <col style={{ width: `${before}px` }} /> : null}
          {shownRuns.map((run) => (
            <col key={run} style={{ width: `${runWidth}px` }} />
          ))}
          {after > 0 ? <col style={{ width: `${after}px` }} /> : null}
        </colgroup>
        <thead>
          <tr style={{ height: `${HEAD_HEIGHT}px` }}>
            <th scope="col">Quantity</th>
            {before > 0 ? <td aria-hidden="true" /> : null}
            {shownRuns.map((run) => (
              <RunHead key={run} run={run} {...props} />
            ))}
            {after > 0 ? <td aria-hidden="true" /> : null}
          </tr>
        </thead>
        <tbody>
          <Space rows={rows.start} columns={columns} />
          {lines.slice(rows.start, rows.end).map((line, offset) =>
            line.kind === 'section' ? (
              <tr key={line.name} class="section-row" aria-rowindex={rows.start + offset + 2}>
                <th scope="rowgroup">
                  {line.name} <span class="soft">{line.count}</span>
                </th>
                <td colSpan={columns - 1} />
              </tr>
            ) : (
              <tr key={`${line.row.section} ${line.row.key}`} aria-rowindex={rows.start + offset + 2}>
                <th scope="row" title={line.row.label}>
                  <span class="quantity">{line.row.label}</span>
                  {line.row.unit === '' ? null : <span class="soft"> {line.row.unit}</span>}
                </th>
                {before > 0 ? <td aria-hidden="true" /> : null}
                {shownRuns.map((run) => (
                  <Cell
                    key={run}
                    cell={comparisonCell(line.row, run, baseline)}
                    showsChange={props.showsChanges}
                    isBaseline={run === baseline}
                  />
                ))}
                {after > 0 ? <td aria-hidden="true" /> : null}
              </tr>
            ),
          )}
          <Space rows={lines.length - rows.end} columns={columns} />
        </tbody>
      </table>
      {lines.length === 0 ? (
        <div class="grid-empty">No quantity has these words, or differs between these runs.</div>
      ) : null}
    </div>
  );
}

const arrows = { larger: '▲', smaller: '▼', other: '≠', none: '' } as const;
const changeWords = {
  larger: 'larger than the baseline',
  smaller: 'smaller than the baseline',
  other: 'differs from the baseline',
} as const;

interface CellProps {
  readonly cell: ReturnType<typeof comparisonCell>;
  readonly showsChange: boolean;
  readonly isBaseline: boolean;
}

function Cell({ cell, showsChange, isBaseline }: CellProps) {
  const { text, exact, change, difference, isNumber, source } = cell;
  const title = [exact, source].filter((part) => part !== null && part !== '').join('\n');
  const names = [isNumber ? 'right' : '', change === 'none' ? '' : 'is-changed', isBaseline ? 'is-baseline' : ''];
  return (
    <td class={names.filter((name) => name !== '').join(' ')} title={title} data-exact={exact}>
      <span class="cell-line">
        <span class="value">{showsChange && difference !== '' ? difference : text === '' ? '–' : text}</span>
        {change === 'none' ? null : (
          <span class="change">
            <span aria-hidden="true">{arrows[change]}</span>
            <span class="only-read">, {changeWords[change]}</span>
          </span>
        )}
      </span>
    </td>
  );
}

/** Head of a run's column: its name, the baseline's pin, its removal. */
function RunHead({ run, comparison, baseline, onBaseline, onRemove }: ComparisonTableProps & { readonly run: number }) {
  const id = comparison.runs[run]!;
  const isBaseline = run === baseline;
  return (
    <th scope="col" aria-colindex={run + 2} class={isBaseline ? 'is-baseline' : ''}>
      <span class="run-head">
        <svg class="swatch" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" rx="2" style={{ fill: `var(--${runColour(run)})` }} />
        </svg>
        <a href={runAddress(id)} title={id}>
          {id}
        </a>
        <button type="button" class="remove" aria-label={`Remove ${id}`} title="Remove" onClick={() => onRemove(run)}>
          <Icon name="close" />
        </button>
      </span>
      <button
        type="button"
        class="pin"
        aria-pressed={isBaseline}
        aria-label={`${isBaseline ? 'baseline' : 'set as baseline'}: ${id}`}
        onClick={() => onBaseline(run)}
      >
        {isBaseline ? 'baseline' : 'set as baseline'}
      </button>
    </th>
  );
}

/** Stands for rows that are out of sight. */
function Space({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td class="space" colSpan={columns} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}
