import { type Signal, useSignal } from '@preact/signals';
import { refitArguments, shellQuoted } from '../../../browser.js';
import type { RefitRequest, SavedFile, StartedRefit, TrialBase, TrialTableFiles } from '../../../server/api/trials.js';
import type { RefitDepth, TrialChanges } from '../../../session/trial-arguments.js';
import { ApiError, postJson } from '../../app/api-client.js';
import { AsCommand } from '../../components/as-command.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { Select } from '../../components/select.js';
import type { Analysis } from './analysis.js';
import { BeforeAfter } from './before-after.js';
import { JobProgress } from './job-progress.js';

interface RefitPanelProps {
  readonly base: TrialBase;
  readonly analysis: Analysis;
  readonly dropped: readonly string[];
  readonly notEvaluable: RefitRequest['notEvaluable'];
  readonly allow: RefitRequest['allow'];
  readonly files: TrialTableFiles;
  /** Runs that can be refitted. */
  readonly runs: readonly string[];
  /** Run whose tables are taken; empty for the shipped ones. */
  readonly run: Signal<string>;
  /** Refit that is shown beside its run; empty for none. */
  readonly refit: Signal<string>;
  /** What a command names: the path of the table, what is excluded. */
  readonly changes: TrialChanges;
  readonly onSaved: (saved: SavedFile) => void;
}

/** Refits a run with the trials of the page, follows it, and sets the fits side by side. */
export function RefitPanel(props: RefitPanelProps) {
  const { base, analysis, dropped, notEvaluable, allow, files, runs, run, refit, changes } = props;
  const depth = useSignal<RefitDepth>('fit');
  const isStarting = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  const remarks = useSignal<readonly string[]>([]);
  const isDone = useSignal(refit.value);
  const { checked, isChanged } = analysis;
  const start = async () => {
    isStarting.value = true;
    error.value = null;
    try {
      const table = checked.trials.length === 0 ? null : { ...files, text: checked.text };
      const request: RefitRequest = { run: run.value, table, drop: dropped, notEvaluable, allow, depth: depth.value };
      const started = await postJson<StartedRefit>('/api/trials/refit', request);
      remarks.value = started.remarks;
      if (started.saved !== null) props.onSaved(started.saved);
      isDone.value = '';
      refit.value = started.job.run;
    } catch (cause) {
      error.value = cause instanceof ApiError ? cause : new ApiError(0, String(cause));
    }
    isStarting.value = false;
  };
  const why =
    run.value === ''
      ? 'Choose a finished run: its patients are weighted anew, so that a refit needs no simulation.'
      : checked.issues.length > 0
        ? 'The table has issues. A refit needs a table without any.'
        : isChanged
          ? null
          : 'Nothing is added or excluded yet: the refit would be the run itself.';
  return (
    <>
      <div class="toolbar" role="group" aria-label="Refit">
        <Select
          label="Run"
          value={run}
          options={[
            { value: '', label: runs.length === 0 ? 'no finished run yet' : 'choose a run' },
            ...runs.map((each) => ({ value: each, label: each })),
          ]}
        />
        <Select
          label="With"
          value={depth}
          options={[
            { value: 'fit', label: 'fit and validation cohort' },
            { value: 'uncertainty', label: 'bootstrap, profiles and predictions too' },
          ]}
        />
        <Button
          kind="primary"
          icon="play"
          label="Refit"
          isDisabled={why !== null}
          isBusy={isStarting.value}
          onClick={() => void start()}
        />
      </div>
      {why === null ? null : <p class="soft refit-why">{why}</p>}
      {base.path === null ? null : (
        <AsCommand command={shellQuoted(['qcic', ...refitArguments(base.path, changes, depth.value)])} />
      )}
      {error.value === null ? null : (
        <Notice kind="bad" title={error.value.message}>
          <ul>
            {error.value.issues.map((issue) => (
              <li key={issue}>{issue}</li>
            ))}
          </ul>
        </Notice>
      )}
      {remarks.value.length === 0 ? null : (
        <Notice title="Before the fit">
          <ul>
            {remarks.value.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      )}
      {refit.value === '' ? null : (
        <JobProgress
          key={refit.value}
          run={refit.value}
          onDone={() => {
            isDone.value = refit.value;
          }}
        />
      )}
      {refit.value !== '' && isDone.value === refit.value && run.value !== '' ? (
        <BeforeAfter key={refit.value} before={run.value} after={refit.value} />
      ) : null}
    </>
  );
}
