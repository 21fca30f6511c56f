import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { onEvents } from '../../app/api-client.js';
import { ProgressBar } from '../../components/busy.js';

/** What of a session's events a bar needs. */
type Event =
  | { readonly kind: 'begin'; readonly title: string; readonly total: number; readonly unit: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'stage'; readonly name: string }
  | { readonly kind: 'end' | 'line' | 'fit' };

interface Progress {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
}

/** How far a running study is, as it writes it. */
export function RunProgress({ id }: { readonly id: string }) {
  const progress = useSignal<Progress>({ title: 'starting', done: 0, total: null });
  useEffect(
    () =>
      onEvents<Event>(`/api/runs/${encodeURIComponent(id)}/events`, (_name, event) => {
        const { title } = progress.peek();
        if (event.kind === 'begin') progress.value = { title: event.title, done: 0, total: event.total };
        else if (event.kind === 'stage') progress.value = { title: event.name, done: 0, total: null };
        else if (event.kind === 'progress') progress.value = { title, done: event.done, total: event.total };
      }),
    [id],
  );
  const { title, done, total } = progress.value;
  return (
    <span class="run-progress" title={title}>
      <ProgressBar label={`${id}: ${title}`} done={done} total={total} />
    </span>
  );
}
