import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { formatCount } from '../../../browser.js';
import type { JobList } from '../../../server/api/jobs.js';
import type { RunSummary } from '../../../server/api/runs.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { navigate, useAddressState } from '../../app/address.js';
import { apiPath, errorText, getJson, postJson, useResource } from '../../app/api-client.js';
import { textCodec } from '../../app/codecs.js';
import { runs } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { StatusChip } from '../../components/status-chip.js';
import { toast } from '../../components/toasts.js';
import { LineFigure } from '../../plots/line-figure.js';
import { LogTab } from '../run/log-tab.js';
import { useRunEvents } from '../run/run-events.js';
import { RunLive } from '../run/run-live.js';
import { startQuickRun } from '../run-list/run-actions.js';
import { runAddress } from '../run-list/run-columns.js';
import { EndpointTable } from './endpoint-table.js';
import { liveFit, objectivePlot, sampleSizePlot } from './live-model.js';

/** Until the folder of a run that has been started is there; milliseconds. */
const MOST_START = 15_000;

const isRunning = ({ process }: RunSummary): boolean => process !== null && process.isRunning !== false;

/** What computes now: its progress, its fit, what has been stored; it can be stopped and resumed. */
export function Page() {
  const list = runs.value;
  const wanted = useAddressState('run', textCodec, '', 'step');
  if (list === null) return <Busy label="Live" />;
  const running = list.filter(isRunning);
  const run = wanted.value === '' ? running[0] : list.find(({ id }) => id === wanted.value);
  return (
    <div class="page">
      {run !== undefined ? (
        <LiveRun key={run.id} run={run} />
      ) : wanted.value !== '' ? (
        <Begins key={wanted.value} id={wanted.value} />
      ) : (
        <NothingRuns list={list} />
      )}
      {running.length > 1 || (running.length === 1 && running[0] !== run) ? (
        <section class="section">
          <h2>Running</h2>
          <ul class="running">
            {running.map(({ id, kind }) => (
              <li key={id}>
                <button
                  type="button"
                  class="button"
                  aria-pressed={id === run?.id}
                  onClick={() => {
                    wanted.value = id;
                  }}
                >
                  {id} <small>{kind}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Waiting list={list} />
    </div>
  );
}

/** A run whose folder is not there yet: it has just been started, or there is none. */
function Begins({ id }: { readonly id: string }) {
  const isLate = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      isLate.value = true;
    }, MOST_START);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <PageHead title={id} above="Live" answer={isLate.value ? 'There is no run with this name.' : 'It starts.'} />
      {isLate.value ? (
        <Notice kind="warn">
          <p>
            It has not been started, or waits for another one, or has been deleted.{' '}
            <a href="/live">See what computes</a> or <a href="/runs">all runs</a>.
          </p>
        </Notice>
      ) : (
        <Busy label={id} />
      )}
    </>
  );
}

function NothingRuns({ list }: { readonly list: readonly RunSummary[] }) {
  const start = async () => {
    const run = await startQuickRun();
    if (run !== null) navigate(`/live?run=${encodeURIComponent(run)}`, 'replace');
  };
  const [newest] = list;
  return (
    <>
      <PageHead title="Live" answer="Nothing computes now." />
      <Empty title="No study is running" icon="live">
        <p>Studies appear here while they compute, those that are started on the command line too.</p>
        <div class="empty-actions">
          <Button kind="primary" icon="play" label="Start the quick run" onClick={() => void start()} />
          {newest === undefined ? null : <Button label={`Last: ${newest.id}`} href={runAddress(newest.id)} />}
        </div>
      </Empty>
    </>
  );
}

function LiveRun({ run }: { readonly run: RunSummary }) {
  const runs = isRunning(run);
  const key = runs ? null : `${run.id} ${run.status}`;
  const log = useResource(key, async (signal) => ({
    key,
    events: await getJson<readonly SessionEvent[]>(apiPath`/api/runs/${run.id}/log`, { signal }),
  }));
  // The log of before stands for nothing of the run that has ended since
  const stored = log.value?.key === key ? (log.value?.events ?? NONE) : NONE;
  const events = useRunEvents(run.id, runs, stored, () => {});
  const fit = useMemo(() => liveFit(events.value), [events.value]);
  const states = fit.validation?.endpoints ?? fit.last?.endpoints ?? [];
  const act = (path: string) => {
    postJson(path, {}).catch((reason: unknown) => toast({ kind: 'bad', text: errorText(reason) }));
  };
  return (
    <>
      <PageHead
        title={run.id}
        above="Live"
        status={<StatusChip status={run.status} />}
        answer={sentence(run, runs, fit)}
        command={run.command}
        actions={
          <>
            {runs ? (
              <Button
                icon="stop"
                label="Stop"
                hint="What is simulated is kept; it can be resumed"
                onClick={() => act(apiPath`/api/runs/${run.id}/stop`)}
              />
            ) : null}
            {!runs && run.resultsSha256 === null ? (
              <Button
                kind="primary"
                icon="play"
                label="Resume"
                onClick={() => act(apiPath`/api/runs/${run.id}/resume`)}
              />
            ) : null}
            <Button
              icon="runs"
              label={run.resultsSha256 === null ? 'Settings and files' : 'Report'}
              href={runAddress(run.id)}
            />
          </>
        }
      />
      {runs ? <RunLive events={events.value} /> : null}
      {fit.iterates.length === 0 ? null : (
        <section class="section">
          <h2>Fit</h2>
          <div class="live-plots">
            <LineFigure id={`${run.id}-objective`} model={objectivePlot(fit.iterates)} height={260} />
            <LineFigure id={`${run.id}-sample-size`} model={sampleSizePlot(fit.iterates)} height={260} />
          </div>
        </section>
      )}
      {states.length === 0 ? null : (
        <section class="section">
          <h2>
            {fit.validation === null
              ? 'Targets, as fitted on the pool'
              : `Targets, on the validation cohort of round ${fit.validation.round}`}
          </h2>
          <EndpointTable states={states} label="Endpoints and targets" />
        </section>
      )}
      <section class="section">
        <h2>Log</h2>
        <LogTab log={events.value} />
      </section>
    </>
  );
}

const NONE: readonly SessionEvent[] = [];

/** What the run does, in a sentence. */
function sentence(run: RunSummary, runs: boolean, { last, failed }: ReturnType<typeof liveFit>): string {
  const failures = failed === 0 ? '' : ` ${formatCount(failed)} simulations failed.`;
  if (!runs) return `It has ended: ${run.status.replaceAll('-', ' ')}.${failures}`;
  if (last === null) return `It simulates its first patients.${failures}`;
  const size = `${formatCount(last.effectiveSampleSize)} of ${formatCount(last.pooled)} patients`;
  return `Round ${last.round}: the objective is ${last.objective.toPrecision(4)} with an effective sample size of ${size}.${failures}`;
}

/** Commands that wait for their turn, and the ones that were refused. */
function Waiting({ list }: { readonly list: readonly RunSummary[] }) {
  const key = list.map(({ id, status }) => `${id} ${status}`).join();
  const { value } = useResource(key, (signal) => getJson<JobList>('/api/jobs', { signal }));
  const shown = (value?.jobs ?? []).filter(
    ({ state }) => state === 'waiting' || state === 'refused' || state === 'failed',
  );
  if (shown.length === 0) return null;
  return (
    <section class="section">
      <h2>Started here</h2>
      <ul class="jobs">
        {shown.map(({ id, run, state, command, output }) => (
          <li key={id}>
            <StatusChip status={state} />
            <strong>{run}</strong>
            <code>{command}</code>
            {state === 'waiting' ? null : <pre>{output.trim()}</pre>}
          </li>
        ))}
      </ul>
    </section>
  );
}
