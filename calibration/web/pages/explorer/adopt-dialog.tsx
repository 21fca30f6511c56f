import { type Signal, useSignal } from '@preact/signals';
import type { AdoptReply } from '../../../server/api/explorer.js';
import { apiPath, postJson } from '../../app/api-client.js';
import { AsCommand } from '../../components/as-command.js';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { Notice } from '../../components/notice.js';
import type { ExplorerSession } from './explorer-session.js';

interface AdoptProps {
  readonly session: ExplorerSession;
  /** Id of the run. */
  readonly run: string;
  readonly isOpen: Signal<boolean>;
}

/** Writes the shapes of the state as a configuration, and shows the commands that use it. */
export function AdoptDialog({ session, run, isOpen }: AdoptProps) {
  const name = useSignal(`${session.header.origin.name}-explored`);
  const reply = useSignal<AdoptReply | null>(null);
  const issue = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const adopt = async () => {
    isBusy.value = true;
    issue.value = null;
    try {
      const body = { name: name.value.trim(), state: session.state.value };
      reply.value = await postJson<AdoptReply>(apiPath`/api/explorer/${run}/adopt`, body);
    } catch (error) {
      issue.value = error instanceof Error ? error.message : String(error);
    }
    isBusy.value = false;
  };
  return (
    <Dialog
      title="Adopt as configuration"
      isOpen={isOpen}
      actions={<Button kind="primary" label="Write the file" isBusy={isBusy.value} onClick={() => void adopt()} />}
    >
      <p>
        The shapes of all {session.header.parameters.length} parameters become a configuration: a run starts its fit
        from them, and a cohort is drawn from them. Death functions are no part of a configuration; a run fits them
        again.
      </p>
      <label class="field adopt-name">
        Name
        <input
          class="text-field"
          type="text"
          value={name.value}
          spellcheck={false}
          onInput={(event) => {
            name.value = event.currentTarget.value;
            reply.value = null;
          }}
        />
      </label>
      {issue.value === null ? null : <Notice kind="bad">{issue.value}</Notice>}
      {reply.value === null ? null : (
        <div class="adopted">
          <Notice kind="good" title={reply.value.file} />
          {reply.value.commands.map((command) => (
            <AsCommand key={command} command={command} />
          ))}
        </div>
      )}
    </Dialog>
  );
}
