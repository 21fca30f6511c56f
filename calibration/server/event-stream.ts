import type { Context } from 'hono';

/** A message of a stream of events. */
export interface StreamMessage {
  /** What a page that was away names; none for a message that cannot be resumed after. */
  readonly id?: string;
  readonly data: object;
}

/** Characters that may wait for a page that does not read; it is cut off beyond, and comes back by itself. */
const MOST_WAITING = 8_000_000;
/** A comment keeps the connection, and shows that a page has gone; milliseconds. */
const ALIVE_MILLISECONDS = 15_000;
/** A page comes back after so long; milliseconds. */
const RETRY_MILLISECONDS = 1000;

/**
 * Replies with server-sent events.
 *
 * @param c - of the request
 * @param follow - begins to send; the signal tells that the page has gone
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(
  c: Context,
  follow: (send: (message: StreamMessage) => void, signal: AbortSignal) => void | Promise<void>,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const end = () => {
          if (gone.signal.aborted) return;
          gone.abort();
          clearInterval(alive);
          try {
            controller.close();
          } catch {
            // The page has closed it
          }
        };
        const put = (text: string) => {
          if (gone.signal.aborted) return;
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        const alive = setInterval(() => put(':\n\n'), ALIVE_MILLISECONDS);
        gone.signal.addEventListener('abort', () => clearInterval(alive));
        c.req.raw.signal.addEventListener('abort', end);
        put(`retry: ${RETRY_MILLISECONDS}\n\n`);
        const send = ({ id, data }: StreamMessage) =>
          put(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
        void Promise.resolve(follow(send, gone.signal)).catch(end);
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: MOST_WAITING, size: (chunk) => chunk?.length ?? 0 },
  );
  return c.body(body, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
}
