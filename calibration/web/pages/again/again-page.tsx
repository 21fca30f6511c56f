import { useSignal } from '@preact/signals';
import type { AgainPlan, AgainRequest } from '../../../server/api/again.js';
import type { Job } from '../../../server/api/jobs.js';
import { navigate } from '../../app/address.js';
import { announce } from '../../app/announce.js';
import { ApiError, apiPath, getJson, postJson, useResource } from '../../app/api-client.js';
import type { PageProps } from '../../app/page-entry.js';
import { reloadRuns } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { runAddress } from '../run-list/run-columns.js';
import { StartRefused } from './check-panel.js';
import { CommandForm } from './command-form.js';
import { ConfigurationForm } from './configuration-form.js';
import { useCheck } from './use-check.js';

/** What a run was told, to change it and to run it again. */
export function Page({ params }: PageProps) {
  const run = params.run ?? '';
  const { value, error } = useResource(run, (signal) => getJson<AgainPlan>(apiPath`/api/again/${run}`, { signal }));
  if (error !== null) {
    const issues = error instanceof ApiError ? error.issues : [];
    return (
      <div class="page">
        <PageHead title="Change and run again" above={<a href={runAddress(run)}>{run}</a>} />
        <Notice kind="warn" title="This run cannot be repeated from here">
          <p>{error.message}</p>
          <ul>
            {issues.map((issue) => (
              <li key={issue}>{issue}</li>
            ))}
          </ul>
        </Notice>
      </div>
    );
  }
  return value === null || value.run !== run ? <Busy label={run} /> : <AgainView key={run} plan={value} />;
}

function AgainView({ plan }: { readonly plan: AgainPlan }) {
  const { run, kind, form } = plan;
  const text = useSignal(plan.text);
  const checked = useCheck(run, text);
  const isStarting = useSignal(false);
  const refused = useSignal('');
  const { check, last } = checked.value;
  const isRefused = check !== null && check.issues.length > 0;
  const start = async () => {
    if (isStarting.peek() || isRefused) return;
    isStarting.value = true;
    refused.value = '';
    try {
      const request: AgainRequest = { run, text: text.value };
      const job = await postJson<Job>('/api/again/start', request);
      announce(`${job.run} started`);
      await reloadRuns();
      navigate(`/live?run=${encodeURIComponent(job.run)}`);
    } catch (cause) {
      const issues = cause instanceof ApiError ? cause.issues : [];
      refused.value = [cause instanceof Error ? cause.message : String(cause), ...issues].join('\n');
    }
    isStarting.value = false;
  };
  const shown = check ?? last;
  return (
    <div
      class="page"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void start();
      }}
    >
      <PageHead
        title="Change and run again"
        above={
          <>
            <a href="/runs">Runs</a> › <a href={runAddress(run)}>{run}</a> › {kind}
          </>
        }
        answer={
          shown === null
            ? 'It is being checked.'
            : shown.out === null
              ? 'It runs once its issues are gone.'
              : `It becomes the run ${shown.out}; ${run} stays as it is.`
        }
        actions={
          <>
            <Button
              icon="reset"
              kind="quiet"
              label="As it was"
              isDisabled={text.value === plan.text}
              onClick={() => {
                text.value = plan.text;
              }}
            />
            <Button
              icon="play"
              kind="primary"
              label="Run"
              hint="Ctrl+Enter"
              isDisabled={isRefused}
              isBusy={isStarting.value}
              onClick={() => void start()}
            />
          </>
        }
      />
      <StartRefused text={refused.value} />
      {form === 'configuration' ? (
        <ConfigurationForm plan={plan} text={text} checked={checked.value} />
      ) : (
        <CommandForm plan={plan} text={text} checked={checked.value} />
      )}
    </div>
  );
}
