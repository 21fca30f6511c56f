// Evidence: made-up clocks and sinks; the lines are parsed again.
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEAST_SECONDS_APART, sessionEvents, withEvents } from '../../../calibration/session/session-events.js';
import { openEventLog } from '../../../calibration/store/event-log.js';

const progress = (done: number) => ({ kind: 'progress' as const, done, total: 9, failed: 0, stored: 0 });

/** Events on a clock that the test moves, and the lines that were written. */
function written() {
  const lines: string[] = [];
  const clock = { seconds: 0 };
  const log = { write: (line: string) => lines.push(line), close: () => {} };
  const messages: string[] = [];
  const events = sessionEvents(
    log,
    () => clock.seconds,
    (message) => messages.push(message),
  );
  const read = () => lines.map((line) => JSON.parse(line));
  return { events, clock, read, log, messages };
}

describe('sessionEvents', () => {
  test('writes progress at most once an interval, and the last of a stretch before what follows it', () => {
    const { events, clock, read } = written();
    for (let done = 1; done <= 9; done++) {
      events.sometimes('progress', () => progress(done));
      clock.seconds += LEAST_SECONDS_APART / 4;
    }
    events.write({ kind: 'stage', name: 'fit' });
    expect(read().map(({ kind, done }) => done ?? kind)).toEqual([1, 5, 9, 'stage']);
  });

  test('makes no event that it does not write', () => {
    const { events } = written();
    let made = 0;
    const make = () => {
      made++;
      return progress(1);
    };
    for (let time = 0; time < 1000; time++) events.sometimes('progress', make);
    expect(made).toBe(1);
  });

  test('at 100 events a second, eight hours are at most four lines a second', () => {
    const { events, clock, read } = written();
    for (let step = 0; step < 100 * 60; step++) {
      clock.seconds = step / 100;
      events.sometimes('progress', () => progress(step));
    }
    expect(read().length).toBeLessThanOrEqual(60 / LEAST_SECONDS_APART);
  });

  test('keeps progress and iterates apart, and drops an iterate that the end of its round replaces', () => {
    const { events, clock, read } = written();
    const iterate = (iteration: number, converged: boolean | null) => ({
      ...{ kind: 'fit' as const, round: 1, iteration, objective: 1, effectiveSampleSize: 1, pooled: 1, converged },
      endpoints: [],
    });
    events.sometimes('progress', () => progress(1));
    events.sometimes('fit', () => iterate(1, null));
    events.sometimes('fit', () => iterate(2, null));
    clock.seconds = 1;
    events.write(iterate(2, true));
    expect(read().map(({ kind, converged }) => [kind, converged])).toEqual([
      ['progress', undefined],
      ['fit', null],
      ['fit', true],
    ]);
  });

  test('a log that cannot be written is reported once, and nothing is written after it', () => {
    const { events, log, messages } = written();
    let calls = 0;
    log.write = () => {
      calls++;
      throw new Error('ENOSPC: no space left on device');
    };
    for (let time = 0; time < 3; time++) events.write({ kind: 'stage', name: 'fit' });
    expect(messages).toEqual(['events.jsonl: must be writable; got ENOSPC: no space left on device']);
    expect(calls).toBe(1);
  });

  test('a display with events shows what it showed', () => {
    const { events, read } = written();
    const shown: unknown[] = [];
    const display = withEvents(
      {
        begin: (...args) => shown.push(['begin', ...args]),
        update: (state) => shown.push(['update', state]),
        setObjective: (objective) => shown.push(['objective', objective]),
        line: (text) => shown.push(['line', text]),
        end: () => shown.push(['end']),
      },
      events,
    );
    display.begin('pool', 9);
    display.update({ done: 1, failed: 0, total: 9 });
    display.setObjective(2);
    display.line('half\nway');
    display.end();
    expect(shown).toEqual([
      ['begin', 'pool', 9, 'patients'],
      ['update', { done: 1, failed: 0, total: 9 }],
      ['objective', 2],
      ['line', 'half\nway'],
      ['end'],
    ]);
    expect(read()).toEqual([
      { seconds: 0, kind: 'begin', title: 'pool', total: 9, unit: 'patients' },
      { seconds: 0, ...progress(1) },
      { seconds: 0, kind: 'line', text: 'half\nway' },
    ]);
  });
});

describe('openEventLog', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qcic-events-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('adds lines behind those of an earlier process, and ends the line that it was killed at', async () => {
    const path = join(folder, 'events.jsonl');
    const first = openEventLog(path);
    first.write('{"a":1}');
    first.close();
    await appendFile(path, '{"cut":');
    const second = openEventLog(path);
    second.write('{"b":2}');
    second.close();
    second.write('{"late":3}');
    expect(await readFile(path, 'utf8')).toBe('{"a":1}\n{"cut":\n{"b":2}\n');
  });
});
