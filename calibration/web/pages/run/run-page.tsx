import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatCount, formatSeconds } from '../../../browser.js';
import type { RunDetail } from '../../../server/api/runs.js';
import { navigate, useAddressState } from '../../app/address.js';
import { ApiError, apiPath, errorText, getJson, postJson, useResource } from '../../app/api-client.js';
import { textCodec } from '../../app/codecs.js';
import type { PageProps } from '../../app/page-entry.js';
import { fillPath } from '../../app/path-pattern.js';
import { openIn } from '../../app/route.js';
import { runs } from '../../app/runs-state.js';
import { localTime, timeAgo } from '../../app/time-text.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { StatusChip } from '../../components/status-chip.js';
import { type Tab, Tabs } from '../../components/tabs.js';
import { toast } from '../../components/toasts.js';
import { deleteRuns } from '../run-list/run-actions.js';
import { FailuresTab } from './failures-tab.js';
import { FilesTab } from './files-tab.js';
import { LogTab } from './log-tab.js';
import { ReportTab } from './report-tab.js';
import { useRunEvents } from './run-events.js';
import { RunLive } from './run-live.js';
import { SettingsTab } from './settings-tab.js';

/** One study: its report, its settings, what failed, its files, its log. */
export function Page({ params }: PageProps) {
  const id = params.run ?? '';
  const { value, error, reload } = useResource(id, (signal) =>
    getJson<RunDetail>(apiPath`/api/runs/${id}`, { signal }),
  );
  const listed = runs.value?.find((run) => run.id === id);
  useEffect(() => {
    if (listed !== undefined) reload();
  }, [listed?.status, listed?.resultsSha256, listed?.process === null]);
  if (error !== null) {
    const isGone = error instanceof ApiError && error.status === 404;
    return (
      <div class="page">
        <PageHead title={id} above={<a href="/runs">Runs</a>} />
        <Notice
          kind={isGone ? 'warn' : 'bad'}
          title={isGone ? 'There is no run with this name' : 'The run could not be read'}
        >
          <p>
            {isGone ? 'It may have been deleted or moved. ' : error.message} <a href="/runs">See all runs</a>.
          </p>
        </Notice>
      </div>
    );
  }
  return value === null || value.run.id !== id ? <Busy label={id} /> : <RunView detail={value} onChange={reload} />;
}

function RunView({ detail, onChange }: { readonly detail: RunDetail; readonly onChange: () => void }) {
  const { run, manifest, statusSummary, failures, files, log, hasReport } = detail;
  const tab = useAddressState('tab', textCodec, '', 'step');
  const answer = useSignal('');
  const isAlive = run.process !== null && run.process.isRunning !== false;
  const isRunning = isAlive && (run.status === 'running' || run.process?.isReplacement === true);
  const events = useRunEvents(run.id, isAlive, log, onChange);
  const isFinished = run.resultsSha256 !== null;
  const logTab: Tab = { id: 'log', label: 'Log', content: () => <LogTab log={events.value} /> };
  const tabs: readonly Tab[] = [
    ...(isRunning ? [logTab] : []),
    ...(hasReport && isFinished
      ? [{ id: 'report', label: 'Report', content: () => <ReportTab run={run.id} answer={answer} /> }]
      : []),
    { id: 'settings', label: 'Settings', content: () => <SettingsTab {...detail} /> },
    { id: 'failures', label: 'Failures', count: run.failed, content: () => <FailuresTab {...detail} /> },
    { id: 'files', label: 'Files', count: files.length, content: () => <FilesTab {...detail} /> },
    ...(isRunning ? [] : [logTab]),
  ];
  const act = (path: string, what: string) => {
    postJson(path, {}).then(
      () => {
        toast({ text: `${run.id} ${what}` });
        onChange();
      },
      (reason: unknown) => toast({ kind: 'bad', text: errorText(reason) }),
    );
  };
  return (
    <div class="page">
      <PageHead
        title={run.id}
        above={
          <>
            <a href="/runs">Runs</a> › {run.kind}
            {run.name === run.id ? '' : `, ${run.name}`}
          </>
        }
        status={<StatusChip status={run.status} />}
        answer={answer.value === '' ? statusSummary[0] : answer.value}
        command={manifest.command}
        actions={
          <>
            {isRunning ? (
              <Button
                icon="stop"
                label="Stop"
                hint="It can be resumed"
                onClick={() => act(apiPath`/api/runs/${run.id}/stop`, 'stops')}
              />
            ) : null}
            {!isRunning && !isFinished ? (
              <Button
                icon="play"
                kind="primary"
                label="Resume"
                onClick={() => act(apiPath`/api/runs/${run.id}/resume`, 'resumes')}
              />
            ) : null}
            <Button icon="redo" label="Change and run again" href={fillPath('/again/:run', { run: run.id })} />
            <Button
              icon="download"
              label="Export"
              href={apiPath`/api/runs/${run.id}/archive`}
              download=""
              hint="All files, as .tar.gz"
            />
            {isRunning ? null : (
              <Button
                icon="trash"
                kind="quiet"
                label="Delete"
                hint="Into the trash, from which it can be restored"
                onClick={() => {
                  navigate('/runs');
                  void deleteRuns([run.id]);
                }}
              />
            )}
          </>
        }
      />
      <div class="run-facts">
        <dl>
          <Fact label="Started" value={timeAgo(run.started, Date.now())} hint={localTime(run.started)} />
          <Fact label="Time" value={formatSeconds(run.seconds)} />
          <Fact label="Patients" value={formatCount(run.patients)} />
          <Fact label="Seed" value={run.seed === '' ? '–' : run.seed} />
          {run.fit === null ? null : (
            <>
              <Fact label="Targets met" value={`${run.fit.within} of ${run.fit.assessed}`} />
              <Fact
                label="Effective sample size"
                value={`${formatCount(run.fit.effectiveSampleSize)} of ${formatCount(run.fit.pooled)}`}
              />
            </>
          )}
          {failures.length === 0 ? null : <Fact label="Failed" value={formatCount(run.failed)} />}
        </dl>
        <OpenIn run={run.id} kind={run.kind} isFinished={isFinished} />
      </div>
      {isRunning ? <RunLive events={events.value} /> : null}
      <Tabs label="Parts of the run" tabs={tabs} chosen={tab} />
    </div>
  );
}

function Fact({ label, value, hint }: { readonly label: string; readonly value: string; readonly hint?: string }) {
  return (
    <div title={hint}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Pages that show this run in other ways. */
function OpenIn({
  run,
  kind,
  isFinished,
}: {
  readonly run: string;
  readonly kind: string;
  readonly isFinished: boolean;
}) {
  const places = isFinished ? openIn(run, kind) : [];
  if (places.length === 0) return null;
  return (
    <nav class="open-in" aria-label="This run elsewhere">
      {places.map(({ title, icon, to }) => (
        <Button key={to} icon={icon} label={title} href={to} />
      ))}
    </nav>
  );
}
