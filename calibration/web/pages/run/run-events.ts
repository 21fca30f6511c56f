import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RunMessage } from '../../../server/api/events.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { apiPath, onEvents } from '../../app/api-client.js';

/** Events after one more: progress stands for the progress before it. */
export function withEvent(events: readonly SessionEvent[], event: SessionEvent): readonly SessionEvent[] {
  const last = events.at(-1);
  const isNewer = event.kind === 'progress' && last?.kind === 'progress';
  return [...(isNewer ? events.slice(0, -1) : events), event];
}

/**
 * Events of a run while it computes, as it writes them.
 *
 * @param id - of the run
 * @param isRunning - whether its process is alive
 * @param stored - events that are known already
 * @param onEnd - called when the run has ended, and when its process is gone
 */
export function useRunEvents(
  id: string,
  isRunning: boolean,
  stored: readonly SessionEvent[],
  onEnd: () => void,
): Signal<readonly SessionEvent[]> {
  const events = useSignal(stored);
  useEffect(() => {
    if (!isRunning) {
      // What was followed stays until the stored log has come
      if (stored.length > 0) events.value = stored;
      return;
    }
    return onEvents<RunMessage>(apiPath`/api/runs/${id}/events`, (_name, message) => {
      if (message.kind === 'history') events.value = message.events;
      else if (message.kind === 'event') {
        events.value = withEvent(events.peek(), message.event);
        if (message.event.kind === 'end') onEnd();
      } else if (message.run === null || message.run.process === null) onEnd();
    });
  }, [id, isRunning, isRunning ? null : stored]);
  return events;
}
