import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RunMessage } from '../../../server/api/events.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { apiPath, onEvents } from '../../app/api-client.js';
import { ProgressBar } from '../../components/busy.js';

/** What a running study does, and how far it is; a total of null where it does not count. */
export interface RunProgressState {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

/** Before the first event. */
export const STARTING: RunProgressState = { title: 'starting', done: 0, total: null, unit: '' };

/** The state after an event. */
export function afterEvent(state: RunProgressState, event: SessionEvent): RunProgressState {
  switch (event.kind) {
    case 'begin':
      return { title: event.title, done: 0, total: event.total, unit: event.unit };
    case 'progress':
      return { ...state, done: event.done, total: event.total };
    case 'stage':
      return { title: event.name, done: 0, total: null, unit: '' };
    case 'fit':
      return { title: `fit, round ${event.round}, iteration ${event.iteration}`, done: 0, total: null, unit: '' };
    default:
      return state;
  }
}

/** How far a running study is, as it writes it. */
export function RunProgress({ id }: { readonly id: string }) {
  const progress = useSignal(STARTING);
  useEffect(
    () =>
      onEvents<RunMessage>(apiPath`/api/runs/${id}/events`, (_name, message) => {
        if (message.kind === 'history') progress.value = message.events.reduce(afterEvent, STARTING);
        else if (message.kind === 'event') progress.value = afterEvent(progress.peek(), message.event);
      }),
    [id],
  );
  const { title, done, total } = progress.value;
  return (
    <span class="run-progress" title={title}>
      <ProgressBar label={`${id}: ${title}`} done={done} total={total} />
      <small>{title}</small>
    </span>
  );
}
