import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { ServerMessage } from '../api/events.js';
import type { ServerContext } from '../context.js';
import { eventStream } from '../event-stream.js';
import type { NumberedEvent } from '../events.js';

/** Changes of the table of runs, and of jobs. */
export function eventsRoutes({ events }: ServerContext): Hono {
  // Numbers of another server mean something else
  const server = randomUUID();
  return new Hono().get('/', (c) =>
    eventStream(c, (send, signal) => {
      const tell = ({ id, event }: NumberedEvent) => send({ id: `${server}:${id}`, data: event });
      const [ofServer, number] = (c.req.header('last-event-id') ?? '').split(':');
      const missed = ofServer === server ? events.since(Number(number)) : undefined;
      if (missed === undefined)
        send({ id: `${server}:${events.last}`, data: { kind: 'resync' } satisfies ServerMessage });
      else missed.forEach(tell);
      signal.addEventListener('abort', events.subscribe(tell));
    }),
  );
}
