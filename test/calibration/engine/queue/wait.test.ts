// Evidence: laws. Times are real, and compared with room to either side.
import { syncBuiltinESMExports } from 'node:module';
import timerPromises, { setImmediate as otherEvents } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { repeat, sleep, within } from '../../../../calibration/engine/queue/wait.js';

/** Milliseconds that no test waits for. */
const NEVER = 3_600_000;
/** Milliseconds of a short pause, and how much too early a timer may go off: it counts whole ones. */
const SHORT = 20;
const EARLY = 2;

/** Pauses under way. All timers of the process would include the test runner's own, which come and go. */
const underWay = new Set<Promise<unknown>>();
const timers = () => underWay.size;

const startTimer = timerPromises.setTimeout;
beforeAll(() => {
  timerPromises.setTimeout = (...settings) => {
    const timer = startTimer(...settings);
    underWay.add(timer);
    const ended = () => void underWay.delete(timer);
    timer.then(ended, ended);
    return timer;
  };
  syncBuiltinESMExports();
});
afterAll(() => {
  timerPromises.setTimeout = startTimer;
  syncBuiltinESMExports();
});

/** Lets everything happen that waits for nothing. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await otherEvents();
}

/** A promise that is settled from outside. */
function promised<Value>() {
  let resolve: (value: Value) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const promise = new Promise<Value>((fulfil, refuse) => {
    [resolve, reject] = [fulfil, refuse];
  });
  return { promise, resolve, reject };
}

describe('within', () => {
  it('gives what the promise gives, and leaves no timer behind', async () => {
    const before = timers();
    expect(await within(NEVER, Promise.resolve(7), 'late')).toBe(7);
    expect(await within(NEVER, sleep(1, 'slow'), 'late')).toBe('slow');
    await settled();
    expect(timers()).toBe(before);
  });

  it('rejects with what the promise rejects with, and leaves no timer behind', async () => {
    const before = timers();
    const cause = new RangeError('mine');
    await expect(within(NEVER, Promise.reject(cause), 'late')).rejects.toBe(cause);
    await settled();
    expect(timers()).toBe(before);
  });

  it('rejects with the message when the time is over, not before', async () => {
    const begun = performance.now();
    await expect(within(SHORT, new Promise(() => {}), 'no answer')).rejects.toThrow(new Error('no answer'));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(SHORT - EARLY);
  });

  it('lets a promise that fails too late fail in silence', async () => {
    const { promise, reject } = promised<never>();
    const unheard: unknown[] = [];
    const listen = (cause: unknown) => void unheard.push(cause);
    process.on('unhandledRejection', listen);
    await expect(within(1, promise, 'late')).rejects.toThrow('late');
    reject(new Error('after the end'));
    await settled();
    process.off('unhandledRejection', listen);
    expect(unheard).toEqual([]);
  });
});

describe('repeat', () => {
  let stopLast = async () => {};
  afterEach(() => stopLast());

  /** Counted work that ends when it is let; the first one starts at once. */
  function counted(milliseconds: number, work: (time: number) => Promise<void> = async () => {}) {
    const issues: unknown[] = [];
    const count = { times: 0 };
    const repetition = repeat(
      milliseconds,
      () => work(++count.times),
      (cause) => void issues.push(cause),
    );
    stopLast = repetition.stop;
    return { ...repetition, count, issues };
  }

  it('does the work at once, and then no more before the pause is over', async () => {
    const { count } = counted(NEVER);
    expect(count.times).toBe(1);
    await settled();
    expect(count.times).toBe(1);
  });

  it('pauses between the end of one and the start of the next', async () => {
    const starts: number[] = [];
    const ends: number[] = [];
    const third = promised<void>();
    counted(SHORT, async (time) => {
      starts.push(performance.now());
      if (time === 3) third.resolve();
      await sleep(SHORT / 2);
      ends.push(performance.now());
    });
    await third.promise;
    for (const place of [1, 2]) expect(starts[place]! - ends[place - 1]!).toBeGreaterThanOrEqual(SHORT - EARLY);
  });

  it('never does two at a time, and wakes right after what is under way', async () => {
    const gates = [promised<void>(), promised<void>()];
    const { count, wake } = counted(NEVER, async (time) => gates[time - 1]?.promise);
    wake();
    wake();
    await settled();
    expect(count.times).toBe(1);
    gates[0]!.resolve();
    await settled();
    expect(count.times).toBe(2);
    gates[1]!.resolve();
    await settled();
    expect(count.times).toBe(2);
  });

  it('wakes from a pause at once, once for each call, any number of times', async () => {
    const { count, wake } = counted(NEVER);
    for (const times of [2, 3, 4]) {
      await settled();
      wake();
      await settled();
      expect(count.times).toBe(times);
    }
  });

  it('lets what is under way end before it has stopped, and does no more', async () => {
    const gate = promised<void>();
    const { count, wake, stop } = counted(1, () => gate.promise);
    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).toBe(false);
    gate.resolve();
    await stopping;
    wake();
    await sleep(SHORT);
    expect(count.times).toBe(1);
  });

  it('stops in the middle of a pause, twice if it is asked to, and leaves no timer behind', async () => {
    const before = timers();
    const { count, stop } = counted(NEVER);
    await settled();
    expect(timers()).toBe(before + 1);
    await Promise.all([stop(), stop()]);
    await stop();
    await settled();
    expect(timers()).toBe(before);
    expect(count.times).toBe(1);
  });

  it('keeps a single timer, however often it is woken', async () => {
    const before = timers();
    const { wake } = counted(NEVER);
    for (let call = 0; call < 20; call++) {
      wake();
      await settled();
    }
    expect(timers()).toBe(before + 1);
  });

  it('gives what the work rejects with to onIssue, and continues', async () => {
    const { count, issues, wake } = counted(NEVER, async (time) => {
      if (time < 3) throw new Error(`error ${time}`);
    });
    await settled();
    wake();
    await settled();
    expect(issues).toEqual([new Error('error 1'), new Error('error 2')]);
    wake();
    await settled();
    expect([count.times, issues.length]).toEqual([3, 2]);
  });

  it('gives what the work throws before it returns a promise to onIssue', async () => {
    const { issues, stop } = counted(NEVER, () => {
      throw new Error('no promise');
    });
    stopLast = async () => {};
    await expect(stop()).resolves.toBeUndefined();
    expect(issues).toEqual([new Error('no promise')]);
  });
});
