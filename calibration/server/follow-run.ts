import type { RunMessage } from './api/events.js';
import type { ServerContext } from './context.js';
import type { StreamMessage } from './event-stream.js';
import { condensed, type LoggedEvent, logPath, readLog, restOfLog } from './run-events.js';
import { readSummary } from './run-summary.js';

/** The log of a run that is followed is looked at so often: half of the time that an event may take to a page; milliseconds. */
const LOOK_MILLISECONDS = 150;
/** Every so many looks the state of the run is read too. */
const LOOKS_PER_STATE = 5;
/** A page that missed more events than this gets a history. */
const MOST_MISSED = 2000;

/**
 * Sends what happens in a run: its log as it grows, and its state as it changes.
 *
 * The size of the log is looked at, which holds on every file system; a notice of the system, which some do not give, is not needed.
 *
 * @param context - folder of runs, process
 * @param id - of the run
 * @param last - id of the last message that the page has; it is `file-byte` of the log
 * @param send - to the page
 * @param signal - the page has gone
 * @throws NotFoundError - when there is no such run
 */
export async function followRun(
  { runs, runtime }: Pick<ServerContext, 'runs' | 'runtime'>,
  id: string,
  last: string | undefined,
  send: (message: StreamMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  const folder = await runs.resolve(id);
  const tell = (data: RunMessage, messageId?: string) =>
    send(messageId === undefined ? { data } : { id: messageId, data });
  let state = '';
  let isFirst = true;
  // What the page has: a file, and the bytes of it
  let [file, place] = seenBy(last);
  const look = async () => {
    const path = await logPath(folder);
    const part = await readLog(path, place);
    const isSame = part !== undefined && part.file === file && part.start === place;
    if (part === undefined || !isSame) {
      const whole = part === undefined || part.start === 0 ? part : await readLog(path, 0);
      if (whole === undefined && file === null && !isFirst) return;
      const { events, end } = whole === undefined ? { events: [], end: 0 } : await restOfLog(path, whole);
      file = whole?.file ?? null;
      place = end;
      tellHistory(events);
    } else if (part.end > place) {
      const { events, end } = await restOfLog(path, part);
      place = end;
      if (events.length > MOST_MISSED) tellHistory((await restOfLog(path, { ...part, events: [], end: 0 })).events);
      else for (const { event, end: behind } of events) tell({ kind: 'event', event }, `${file}-${behind}`);
    }
    isFirst = false;
  };
  const tellHistory = (events: readonly LoggedEvent[]) =>
    tell(
      { kind: 'history', events: condensed(events).map(({ event }) => event) },
      file === null ? undefined : `${file}-${place}`,
    );
  const lookAtState = async () => {
    const run = await readSummary(id, folder, runtime);
    const text = JSON.stringify(run);
    if (text === state) return;
    state = text;
    tell({ kind: 'run', run });
  };
  for (let looks = 0; !signal.aborted; looks++) {
    await look();
    if (looks % LOOKS_PER_STATE === 0) await lookAtState();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

/** File and byte of the id of a message. */
function seenBy(last: string | undefined): [file: string | null, place: number] {
  const [, file = null, place = '0'] = /^(\d+)-(\d{1,15})$/.exec(last ?? '') ?? [];
  return [file, Number(place)];
}
