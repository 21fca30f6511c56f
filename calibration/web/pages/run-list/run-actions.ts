import type { Job } from '../../../server/api/jobs.js';
import type { DeletedRun } from '../../../server/api/runs.js';
import { apiPath, deleteJson, errorText, postJson } from '../../app/api-client.js';
import { reloadRuns } from '../../app/runs-state.js';
import { toast } from '../../components/toasts.js';

/** Moves runs into the trash, and offers to restore them. */
export async function deleteRuns(ids: readonly string[]): Promise<void> {
  const deleted: DeletedRun[] = [];
  for (const id of ids) {
    try {
      deleted.push(await deleteJson<DeletedRun>(apiPath`/api/runs/${id}`));
    } catch (reason) {
      toast({ kind: 'bad', text: `${id} was not deleted: ${errorText(reason)}` });
    }
  }
  await reloadRuns();
  const [first] = deleted;
  if (first === undefined) return;
  const text = deleted.length === 1 ? `${first.id} is in the trash` : `${deleted.length} runs are in the trash`;
  toast({ text, action: { label: 'Undo', act: () => void restoreRuns(deleted) } });
}

/** Puts runs back from the trash. */
export async function restoreRuns(deleted: readonly Pick<DeletedRun, 'name' | 'id'>[]): Promise<void> {
  for (const { name, id } of deleted) {
    try {
      await postJson(apiPath`/api/trash/${name}/restore`, {});
      toast({ kind: 'good', text: `${id} is back` });
    } catch (reason) {
      toast({ kind: 'bad', text: `${id} was not restored: ${errorText(reason)}` });
    }
  }
  await reloadRuns();
}

/** Stores each run as an archive. */
export function exportRuns(ids: readonly string[]): void {
  for (const id of ids) {
    const link = document.createElement('a');
    link.href = apiPath`/api/runs/${id}/archive`;
    link.download = '';
    link.click();
  }
}

/** Starts the run of a few seconds. @returns its id; null where it was refused */
export async function startQuickRun(): Promise<string | null> {
  try {
    const { run } = await postJson<Job>('/api/jobs/quick', {});
    return run;
  } catch (reason) {
    toast({ kind: 'bad', text: `The run was not started: ${errorText(reason)}` });
    return null;
  }
}
