import { sleep } from '../engine/queue/wait.js';
import { type Backend, openBackend } from '../native/backend.js';
import type { BackendChoice } from '../native/backend-choice.js';
import { thisProcessor } from '../native/vector-form.js';
import { compiledModelOf } from '../pool/compiled-model.js';
import { FolderInUse, lockFolder } from '../store/folder-lock.js';
import { repeatCommand } from './repeat-command.js';
import type { Runtime } from './runtime.js';

/**
 * Opens the backend that a command has chosen, on this machine.
 *
 * @param choice - the option; default: native code where it was built before
 * @param runtime - the process
 * @param onNotice - hears what is built and what simulates
 * @param signal - stops a build
 */
export function openChosenBackend(
  choice: BackendChoice | undefined,
  runtime: Runtime,
  onNotice: (line: string) => void,
  signal: AbortSignal,
): Backend {
  const { env, now, host, pid, processStart } = runtime;
  const lock = async (folder: string) => {
    const owner = {
      host,
      pid,
      processStart: await processStart(pid),
      since: runtime.date().toISOString(),
      command: repeatCommand(runtime),
    };
    try {
      return await lockFolder(folder, owner, processStart);
    } catch (cause) {
      if (cause instanceof FolderInUse) return undefined;
      throw cause;
    }
  };
  return openBackend(choice ?? 'auto', {
    env,
    now,
    signal,
    lock,
    pause: (milliseconds) => sleep(milliseconds),
    processor: thisProcessor,
    webAssembly: (spec) => compiledModelOf(spec),
    onNotice,
  });
}
