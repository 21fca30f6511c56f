import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { formatFixed, formatSignificant } from '../../../browser.js';
import type { StoredFit } from '../../../server/api/trials.js';
import { apiPath, getJson, useResource } from '../../app/api-client.js';
import { Busy } from '../../components/busy.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { Notice } from '../../components/notice.js';
import { StatusChip } from '../../components/status-chip.js';
import { type ComparedEndpoint, type ComparedShape, comparedEndpoints, comparedShapes } from './fit-comparison.js';
import { FitCurves } from './fit-curves.js';

interface BeforeAfterProps {
  readonly before: string;
  readonly after: string;
}

/** Two stored fits side by side: targets, endpoints, shapes, survival. */
export function BeforeAfter({ before, after }: BeforeAfterProps) {
  const load = (run: string) => (signal: AbortSignal) =>
    getJson<StoredFit>(apiPath`/api/trials/fit/${run}`, { signal });
  const [old, next] = [useResource(`before ${before}`, load(before)), useResource(`after ${after}`, load(after))];
  const error = old.error ?? next.error;
  if (error !== null) {
    return (
      <Notice kind="bad" title="The two fits cannot be compared">
        <p>{error.message}</p>
      </Notice>
    );
  }
  if (old.value === null || next.value === null) return <Busy label="Fits" />;
  return <Compared before={old.value} after={next.value} />;
}

const digits = (unit: string): number => (unit === '%' ? 1 : 2);
const shown = (value: number | null, unit: string): string => (value === null ? '–' : formatFixed(value, digits(unit)));
const moved = (from: number | null, to: number | null, unit: string): string => {
  if (from === null || to === null) return '–';
  const text = formatFixed(Math.abs(to - from), digits(unit));
  return Number(text) === 0 ? '0' : `${to > from ? '+' : '−'}${text}`;
};

function Compared({ before, after }: { readonly before: StoredFit; readonly after: StoredFit }) {
  const [endpointSort, shapeSort] = [useSignal<GridSort | null>(null), useSignal<GridSort | null>(null)];
  const isAll = useSignal(false);
  const armName = (arm: string) => after.treatments?.find((each) => each.arm === arm)?.label ?? arm;
  const endpoints = useMemo(() => comparedEndpoints(before, after), [before, after]);
  const shapes = useMemo(() => comparedShapes(before, after), [before, after]);
  const differs = ({ targetBefore, targetAfter, unit }: ComparedEndpoint) =>
    !['0', '–'].includes(moved(targetBefore, targetAfter, unit));
  const rows = isAll.value || !endpoints.some(differs) ? endpoints : endpoints.filter(differs);
  const cell = (value: (row: ComparedEndpoint) => number | null, of: (row: ComparedEndpoint) => string) => ({
    align: 'right' as const,
    value,
    cell: of,
  });
  const columns: GridColumn<ComparedEndpoint>[] = [
    { id: 'arm', label: 'Arm', value: ({ arm }) => armName(arm) },
    { id: 'endpoint', label: 'Endpoint', value: ({ label, unit }) => `${label}, ${unit}` },
    {
      id: 'target-before',
      label: 'Trials before',
      isMinor: true,
      ...cell(
        (row) => row.targetBefore,
        (row) => shown(row.targetBefore, row.unit),
      ),
    },
    {
      id: 'target-after',
      label: 'Trials after',
      ...cell(
        (row) => row.targetAfter,
        (row) => shown(row.targetAfter, row.unit),
      ),
    },
    {
      id: 'target-change',
      label: 'Change',
      ...cell(
        (row) => difference(row.targetBefore, row.targetAfter),
        (row) => moved(row.targetBefore, row.targetAfter, row.unit),
      ),
    },
    {
      id: 'model-before',
      label: 'Model before',
      isMinor: true,
      ...cell(
        (row) => row.simulatedBefore,
        (row) => shown(row.simulatedBefore, row.unit),
      ),
    },
    {
      id: 'model-after',
      label: 'Model after',
      ...cell(
        (row) => row.simulatedAfter,
        (row) => shown(row.simulatedAfter, row.unit),
      ),
    },
    {
      id: 'model-change',
      label: 'Change',
      ...cell(
        (row) => difference(row.simulatedBefore, row.simulatedAfter),
        (row) => moved(row.simulatedBefore, row.simulatedAfter, row.unit),
      ),
    },
  ];
  const shapeColumns: GridColumn<ComparedShape>[] = [
    { id: 'name', label: 'Parameter', value: ({ name }) => name },
    {
      id: 'before',
      label: 'Before',
      align: 'right',
      value: ({ before: value }) => value,
      cell: (row) => significant(row.before),
    },
    {
      id: 'after',
      label: 'After',
      align: 'right',
      value: ({ after: value }) => value,
      cell: (row) => significant(row.after),
    },
    {
      id: 'change',
      label: 'Change',
      align: 'right',
      isDescendingFirst: true,
      value: share,
      cell: (row) => changeText(row),
    },
  ];
  return (
    <div class="before-after">
      <h2 class="only-read">Before and after the refit</h2>
      <div class="fits">
        <Fit fit={before} what="Before" />
        <Fit fit={after} what="After" />
      </div>
      <FitCurves before={before} after={after} armName={armName} />
      <div class="title-row">
        <h3>Endpoints</h3>
        <label class="check-label">
          <input
            type="checkbox"
            checked={isAll.value}
            onChange={(event) => {
              isAll.value = event.currentTarget.checked;
            }}
          />
          Also those whose trials have not changed
        </label>
      </div>
      <Grid
        label="Endpoints before and after"
        rows={rows}
        columns={columns}
        rowId={({ id }) => id}
        sort={endpointSort}
        height={420}
      />
      <h3>Shapes and death function</h3>
      <Grid
        label="Shapes before and after"
        rows={shapes}
        columns={shapeColumns}
        rowId={({ id }) => id}
        sort={shapeSort}
        height={420}
      />
    </div>
  );
}

function Fit({ fit: { run, status }, what }: { readonly fit: StoredFit; readonly what: string }) {
  return (
    <p class="fit-name">
      <span class="soft">{what}</span> <a href={`/runs/${encodeURIComponent(run)}`}>{run}</a>{' '}
      <StatusChip status={status} />
    </p>
  );
}

const difference = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : to - from;
const significant = (value: number | null): string => (value === null ? '–' : formatSignificant(value, 4));
const share = ({ before, after }: ComparedShape): number | null =>
  before === null || after === null || before === 0 ? null : Math.abs(after / before - 1);
function changeText(row: ComparedShape): string {
  const size = share(row);
  if (size === null || row.before === null || row.after === null) return '–';
  const text = formatFixed(100 * size, 1);
  return Number(text) === 0 ? '0 %' : `${row.after > row.before ? '+' : '−'}${text} %`;
}
