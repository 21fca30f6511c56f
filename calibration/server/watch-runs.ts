import type { RunSummary } from './api/runs.js';
import type { RunsFolder } from './context.js';
import type { EventHub } from './events.js';

/** The table is read again at most so often, and less often where reading takes long; milliseconds. */
const LEAST_MILLISECONDS = 1000;
/** Share of the time that reading may take. */
const MOST_SHARE = 0.05;

/**
 * Looks for changes in the table of runs, whoever makes them, while a page listens.
 *
 * @param runs - the folder of runs
 * @param events - hears the ids of runs that have changed, have come or are gone
 * @param now - clock; milliseconds
 * @returns stops looking
 */
export function watchRuns(runs: RunsFolder, events: EventHub, now: () => number): () => void {
  let known: ReadonlyMap<string, string> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const look = async () => {
    const begun = now();
    if (events.listeners === 0) known = undefined;
    else {
      const table = await runs.list().catch(() => undefined);
      if (table !== undefined) {
        const changed = known === undefined ? [] : changes(known, table);
        known = stateOf(table);
        if (changed.length > 0) events.publish({ kind: 'runs', changed });
      }
    }
    if (!isOver) timer = setTimeout(look, Math.max(LEAST_MILLISECONDS, (now() - begun) / MOST_SHARE));
  };
  timer = setTimeout(look, LEAST_MILLISECONDS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

const stateOf = (table: readonly RunSummary[]) => new Map(table.map((run) => [run.id, JSON.stringify(run)]));

function changes(known: ReadonlyMap<string, string>, table: readonly RunSummary[]): readonly string[] {
  const present = stateOf(table);
  const ids = new Set([...known.keys(), ...present.keys()]);
  return [...ids].filter((id) => known.get(id) !== present.get(id));
}
