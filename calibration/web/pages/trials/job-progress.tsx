import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatFixed } from '../../../browser.js';
import type { RunMessage, ServerMessage } from '../../../server/api/events.js';
import type { Job, JobList } from '../../../server/api/jobs.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { announce } from '../../app/announce.js';
import { apiPath, getJson, onEvents, postJson } from '../../app/api-client.js';
import { ProgressBar } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { toast } from '../../components/toasts.js';

interface Progress {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
  /** The last iterate of the fit. */
  readonly fit: string | null;
  readonly lines: readonly string[];
}

const START: Progress = { title: 'starting', done: 0, total: null, fit: null, lines: [] };
/** Lines of the log that are shown. */
const MOST_LINES = 6;

function after(progress: Progress, event: SessionEvent): Progress {
  switch (event.kind) {
    case 'begin':
      return { ...progress, title: event.title, done: 0, total: event.total };
    case 'stage':
      return { ...progress, title: event.name, done: 0, total: null };
    case 'progress':
      return { ...progress, done: event.done, total: event.total };
    case 'fit':
      return {
        ...progress,
        fit: `iteration ${event.iteration}: objective ${formatFixed(event.objective, 3)}, effective sample size ${Math.round(event.effectiveSampleSize)} of ${event.pooled}`,
      };
    case 'line':
      return { ...progress, lines: [...progress.lines, event.text].slice(-MOST_LINES) };
    default:
      return progress;
  }
}

const hasEnded = ({ state }: Job): boolean =>
  ['done', 'not-converged', 'refused', 'failed', 'interrupted'].includes(state);

interface JobProgressProps {
  /** Run that the job writes. */
  readonly run: string;
  readonly onDone: () => void;
}

/** A refit while it is computed: its stages, the fit, its last lines, and what became of it. */
export function JobProgress({ run, onDone }: JobProgressProps) {
  const job = useSignal<Job | null>(null);
  const progress = useSignal<Progress>(START);
  const take = (next: Job) => {
    const ended = job.peek() !== null && !hasEnded(job.peek()!) && hasEnded(next);
    job.value = next;
    if (next.state === 'done' || next.state === 'not-converged') onDone();
    if (ended) announce(`Refit ${next.state}`);
  };
  useEffect(() => {
    const read = () =>
      getJson<JobList>('/api/jobs').then(({ jobs }) => {
        const own = jobs.find((each) => each.run === run);
        if (own !== undefined) take(own);
      });
    void read().catch(() => undefined);
    const endJobs = onEvents<ServerMessage>('/api/events', (_, message) => {
      if (message.kind === 'job' && message.job.run === run) take(message.job);
      else if (message.kind === 'resync') void read().catch(() => undefined);
    });
    return endJobs;
  }, [run]);
  // The folder is there once the job runs
  const isRunning = job.value !== null && job.value.started !== null && !hasEnded(job.value);
  useEffect(() => {
    if (!isRunning) return;
    return onEvents<RunMessage>(apiPath`/api/runs/${run}/events`, (_, message) => {
      if (message.kind === 'history') progress.value = message.events.reduce(after, START);
      else if (message.kind === 'event') progress.value = after(progress.peek(), message.event);
    });
  }, [run, isRunning]);
  if (job.value === null) return null;
  const { state, id, output, command } = job.value;
  if (state === 'refused' || state === 'failed' || state === 'interrupted') {
    return (
      <Notice
        kind={state === 'interrupted' ? 'warn' : 'bad'}
        title={state === 'interrupted' ? 'The refit was stopped' : 'The refit has ended with an error'}
      >
        <pre class="job-output">{output.trim().split('\n').slice(-8).join('\n')}</pre>
      </Notice>
    );
  }
  if (hasEnded(job.value)) return null;
  const { title, done, total, fit, lines } = progress.value;
  return (
    <div class="job" role="group" aria-label="Refit">
      <div class="job-head">
        <strong>
          {state === 'waiting' ? 'Waits for another job' : state === 'stopping' ? 'Stops' : `Refits: ${title}`}
        </strong>
        <span class="soft">{total === null ? '' : `${done} of ${total}`}</span>
        <Button
          kind="quiet"
          icon="stop"
          label="Stop"
          isDisabled={state === 'stopping'}
          onClick={() =>
            void postJson(apiPath`/api/jobs/${id}/stop`, {}).catch((cause: Error) =>
              toast({ kind: 'bad', text: cause.message }),
            )
          }
        />
      </div>
      <ProgressBar label={title} done={done} total={total} />
      {fit === null ? null : <p class="soft">{fit}</p>}
      <p class="job-command">
        <code>{command}</code>
      </p>
      {lines.length === 0 ? null : <pre class="job-output">{lines.join('\n')}</pre>}
    </div>
  );
}
