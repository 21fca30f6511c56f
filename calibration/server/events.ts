import type { ServerEvent } from './api/events.js';

/** An event with its number, by which a page that was away asks for what it missed. */
export interface NumberedEvent {
  readonly id: number;
  readonly event: ServerEvent;
}

/** Passes what happens on to all pages. */
export interface EventHub {
  publish(event: ServerEvent): void;
  /** @returns stops listening */
  subscribe(listener: (event: NumberedEvent) => void): () => void;
  /** Events after one; undefined where some of them are no longer held. */
  since(id: number): readonly NumberedEvent[] | undefined;
  /** Number of the last event. */
  readonly last: number;
  readonly listeners: number;
}

/** Events that are held for pages that were away. */
const HELD = 500;

export function eventHub(): EventHub {
  const listeners = new Set<(event: NumberedEvent) => void>();
  let held: NumberedEvent[] = [];
  let last = 0;
  return {
    publish: (event) => {
      last++;
      held = [...held.slice(1 - HELD), { id: last, event }];
      for (const listener of [...listeners]) listener({ id: last, event });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since: (id) => (id <= last && id >= last - held.length ? held.filter((each) => each.id > id) : undefined),
    get last() {
      return last;
    },
    get listeners() {
      return listeners.size;
    },
  };
}
