import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DeletedRun } from '../../../server/api/runs.js';
import { errorText, getJson } from '../../app/api-client.js';
import { localTime } from '../../app/time-text.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { restoreRuns } from './run-actions.js';

/** Deleted runs, to restore. */
export function TrashDialog({ isOpen }: { readonly isOpen: Signal<boolean> }) {
  const list = useSignal<readonly DeletedRun[] | null>(null);
  const error = useSignal('');
  const load = () => {
    getJson<{ readonly runs: readonly DeletedRun[] }>('/api/trash').then(
      ({ runs }) => {
        list.value = runs;
      },
      (reason: unknown) => {
        error.value = errorText(reason);
      },
    );
  };
  useEffect(() => {
    if (isOpen.value) load();
  }, [isOpen.value]);
  return (
    <Dialog title="Deleted runs" isOpen={isOpen}>
      {error.value === '' ? null : <p class="bad">{error.value}</p>}
      {list.value?.length === 0 ? <p class="soft">The trash is empty.</p> : null}
      <ul class="trash">
        {list.value?.map((run) => (
          <li key={run.name}>
            <span>
              <strong>{run.id}</strong> <small>deleted {localTime(run.deleted)}</small>
            </span>
            <Button
              label="Restore"
              icon="reset"
              onClick={() => {
                void restoreRuns([run]).then(load);
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
