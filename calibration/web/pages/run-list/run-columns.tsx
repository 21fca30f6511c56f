import { formatCount, formatFixed, formatSeconds } from '../../../browser.js';
import type { RunSummary } from '../../../server/api/runs.js';
import { localTime, timeAgo } from '../../app/time-text.js';
import type { GridColumn } from '../../components/grid.js';
import { StatusChip } from '../../components/status-chip.js';
import { RunProgress } from './run-progress.js';

/** Mean over arms of the root mean squared error of survival; percentage points. */
export function meanRmse({ fit }: RunSummary): number | null {
  const values = Object.values(fit?.survivalRmse ?? {}).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Address of a run's page. */
export function runAddress(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}

/** Columns of the table of runs. @param now - milliseconds since 1970 */
export function runColumns(now: number): readonly GridColumn<RunSummary>[] {
  return [
    {
      id: 'name',
      label: 'Run',
      value: ({ id }) => id,
      text: ({ name }) => name,
      cell: ({ id, name }) => (
        <a
          class="run-name"
          href={runAddress(id)}
          title={name === id ? undefined : `Name in its configuration: ${name}`}
        >
          {id}
        </a>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      value: ({ status }) => status,
      cell: (run) => (
        <span class="run-status">
          <StatusChip status={run.status} />
          {run.process?.isRunning === true ? <RunProgress id={run.id} /> : null}
        </span>
      ),
    },
    {
      id: 'within',
      label: 'Targets met',
      hint: 'Targets of the trials that the validation cohort meets within their tolerances. A run converges when that cohort confirms its fit, even where the fit cannot meet all trials.',
      align: 'right',
      isDescendingFirst: true,
      value: ({ fit }) => (fit === null || fit.assessed === 0 ? null : fit.within / fit.assessed),
      cell: ({ fit }) =>
        fit === null || fit.assessed === 0 ? <Nothing /> : <Share part={fit.within} of={fit.assessed} />,
    },
    { id: 'kind', label: 'Study', isMinor: true, value: ({ kind }) => kind },
    {
      id: 'rmse',
      label: 'RMSE',
      unit: 'pp',
      isMinor: true,
      hint: 'Root mean squared error of the survival curves, mean of the arms; percentage points',
      align: 'right',
      value: meanRmse,
      cell: (run) => {
        const value = meanRmse(run);
        return value === null ? <Nothing /> : formatFixed(value, 2);
      },
    },
    {
      id: 'data',
      label: 'Data',
      isMinor: true,
      hint: 'Tables that it read',
      value: ({ inputs }) => inputs.join(', '),
      cell: ({ inputs }) => (inputs.length === 0 ? <Nothing /> : <Inputs names={inputs} />),
    },
    {
      id: 'seconds',
      label: 'Time',
      isMinor: true,
      align: 'right',
      isDescendingFirst: true,
      value: ({ seconds }) => seconds,
      cell: ({ seconds, status, started }) =>
        formatSeconds(status === 'running' ? Math.max(0, now - Date.parse(started)) / 1000 : seconds),
    },
    {
      id: 'started',
      label: 'Started',
      isMinor: true,
      isDescendingFirst: true,
      value: ({ started }) => started,
      text: ({ started }) => localTime(started),
      cell: ({ started }) => (
        <time dateTime={started} title={localTime(started)}>
          {timeAgo(started, now)}
        </time>
      ),
    },
    {
      id: 'patients',
      label: 'Patients',
      align: 'right',
      isMinor: true,
      isDetail: true,
      isDescendingFirst: true,
      value: ({ patients }) => patients,
      cell: ({ patients }) => formatCount(patients),
    },
    { id: 'seed', label: 'Seed', align: 'right', isMinor: true, isDetail: true, value: ({ seed }) => seed },
  ];
}

/** An empty cell: a dash, which is not read. */
function Nothing() {
  return (
    <span class="soft" aria-hidden="true">
      –
    </span>
  );
}

/** How many of how many, with a small bar. */
function Share({ part, of }: { readonly part: number; readonly of: number }) {
  return (
    <span class={`share ${part === of ? 'is-full' : ''}`}>
      {part} / {of}
      <svg viewBox="0 0 40 4" width="40" height="4" aria-hidden="true">
        <rect class="all" width="40" height="4" rx="2" />
        <rect class="part" width={(40 * part) / of} height="4" rx="2" />
      </svg>
    </span>
  );
}

/** The first table by its file name, and how many more. */
function Inputs({ names }: { readonly names: readonly string[] }) {
  const short = (name: string) => name.split('/').at(-1) ?? name;
  return (
    <span title={names.join('\n')}>
      {short(names[0] ?? '')}
      {names.length > 1 ? <span class="soft"> +{names.length - 1}</span> : null}
    </span>
  );
}
