// Evidence: logs that the test writes while a page listens; what the page has afterwards is what the log holds.
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunSummary } from '../../../calibration/server/api/runs.js';
import type { RunsFolder } from '../../../calibration/server/context.js';
import { eventHub } from '../../../calibration/server/events.js';
import { condensed } from '../../../calibration/server/run-events.js';
import { watchRuns } from '../../../calibration/server/watch-runs.js';
import type { SessionEvent } from '../../../calibration/session/session-events.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(async () => {
  await at.close();
});

const line = (seconds: number, text = 'x') => `${JSON.stringify({ seconds, kind: 'line', text })}\n`;
const secondsOf = (listener: ReturnType<TestServer['listen']>) =>
  listener.messages.flatMap(({ data }): readonly (number | readonly number[])[] => {
    if (data.kind === 'history') return [(data.events as readonly SessionEvent[]).map(({ seconds }) => seconds)];
    return data.kind === 'event' ? [(data.event as SessionEvent).seconds] : [];
  });
const isEvent = (seconds: number) => (data: Readonly<Record<string, unknown>>) =>
  data.kind === 'event' && (data.event as SessionEvent).seconds === seconds;

describe('GET /api/runs/:id/events', () => {
  test('sends history and state first, then every line when it is whole, and continues where a page was', async () => {
    const folder = await sampleRun(at.runs, 'grows', { status: 'running' }, { 'events.jsonl': line(1) + line(2) });
    const log = join(folder, 'events.jsonl');
    const first = at.listen('/api/runs/grows/events');
    await first.until(({ kind }) => kind === 'run');
    await appendFile(log, line(3) + line(4).slice(0, 9));
    await first.until(isEvent(3));
    await appendFile(log, line(4).slice(9));
    await first.until(isEvent(4));
    expect(secondsOf(first)).toEqual([[1, 2], 3, 4]);
    const seen = first.messages.find(({ data }) => isEvent(3)(data))?.id ?? '';
    first.close();
    await appendFile(log, line(5));
    const second = at.listen('/api/runs/grows/events', seen);
    await second.until(isEvent(5));
    expect(secondsOf(second)).toEqual([4, 5]);
    second.close();
  });

  test('sends a history again when the log has begun anew, and when the page names what is not there', async () => {
    const folder = await sampleRun(at.runs, 'anew', {}, { 'events.jsonl': line(1) });
    const listener = at.listen('/api/runs/anew/events', '1-5');
    await listener.until(({ kind }) => kind === 'history');
    await writeFile(join(folder, 'other'), line(7) + line(8));
    await rename(join(folder, 'other'), join(folder, 'events.jsonl'));
    await listener.until(({ kind, events }) => kind === 'history' && (events as readonly unknown[]).length === 2);
    await rm(join(folder, 'events.jsonl'));
    await listener.until(({ kind, events }) => kind === 'history' && (events as readonly unknown[]).length === 0);
    expect(secondsOf(listener)).toEqual([[1], [7, 8], []]);
    listener.close();
  });
});

describe('GET /api/events', () => {
  test('sends what has happened since the last message of a page, and asks one of another server to read again', async () => {
    const { events } = at.server.context;
    const first = at.listen('/api/events');
    await first.until(({ kind }) => kind === 'resync');
    events.publish({ kind: 'runs', changed: ['a'] });
    await first.until(({ kind }) => kind === 'runs');
    const seen = first.messages.at(-1)?.id ?? '';
    first.close();
    events.publish({ kind: 'runs', changed: ['b'] });
    const second = at.listen('/api/events', seen);
    const other = at.listen('/api/events', 'other:1');
    await other.until(({ kind }) => kind === 'resync');
    await second.until(({ kind }) => kind === 'runs');
    expect(second.messages.map(({ data }) => data)).toEqual([{ kind: 'runs', changed: ['b'] }]);
    second.close();
    other.close();
  });
});

describe('watchRuns', () => {
  test('publishes the runs that have changed, have come or are gone, while a page listens', async () => {
    vi.useFakeTimers();
    const summary = (id: string, status = 'running') => ({ id, status }) as RunSummary;
    let table = [summary('a'), summary('b')];
    const events = eventHub();
    const published: unknown[] = [];
    const stop = watchRuns({ list: async () => table } as unknown as RunsFolder, events, () => performance.now());
    const step = async (next: RunSummary[]) => {
      table = next;
      await vi.advanceTimersByTimeAsync(1500);
    };
    await step([summary('unheard')]);
    events.subscribe(({ event }) => published.push(event));
    await step([summary('a'), summary('b')]);
    await step([summary('a'), summary('b', 'done')]);
    await step([summary('b', 'done'), summary('c')]);
    await step([summary('b', 'done'), summary('c')]);
    stop();
    await step([]);
    vi.useRealTimers();
    expect(published).toEqual([
      { kind: 'runs', changed: ['b'] },
      { kind: 'runs', changed: ['a', 'c'] },
    ]);
  });
});

describe('condensed', () => {
  const logged = (event: object) => ({ event: { seconds: 0, ...event } as SessionEvent, end: 0 });
  const iterate = (iteration: number, converged: boolean | null) => logged({ kind: 'fit', iteration, converged });

  test('keeps the last progress of a stretch, and every other kind', () => {
    const log = [{ kind: 'begin' }, { kind: 'progress', done: 1 }, { kind: 'progress', done: 2 }, { kind: 'stage' }];
    expect(condensed(log.map(logged)).map(({ event }) => event)).toMatchObject([log[0], log[2], log[3]]);
  });

  test('keeps ends of rounds and an even choice of many iterates', () => {
    const log = [...Array.from({ length: 10_000 }, (_, index) => iterate(index, null)), iterate(10_000, true)];
    const kept = condensed(log);
    expect(kept.length).toBeLessThanOrEqual(401);
    expect(kept.at(-1)?.event).toMatchObject({ converged: true });
    const steps = kept
      .slice(1, -1)
      .map(
        ({ event }, place) =>
          (event as { iteration: number }).iteration - (kept[place]!.event as { iteration: number }).iteration,
      );
    expect(new Set(steps).size).toBe(1);
  });
});

describe('eventHub', () => {
  test('holds the last events, and tells when some are missing', () => {
    const hub = eventHub();
    for (let event = 1; event <= 600; event++) hub.publish({ kind: 'runs', changed: [String(event)] });
    expect(hub.since(598)?.map(({ id }) => id)).toEqual([599, 600]);
    expect(hub.since(600)).toEqual([]);
    expect(hub.since(100)?.length).toBe(500);
    expect(hub.since(99)).toBeUndefined();
    expect(hub.since(601)).toBeUndefined();
    expect(hub.since(Number.NaN)).toBeUndefined();
  });
});
