// Evidence: closed form, on a clock and a stream that the test holds.
import { describe, expect, test } from 'vitest';
import { formatSeconds, progressDisplay } from '../../../calibration/session/progress-display.js';

const CLEAR = '\r\u001B[2K';

function recorder(stream: { readonly isTTY?: boolean; readonly columns?: number } = {}, lineSeconds = 0) {
  const written: string[] = [];
  const clock = { milliseconds: 5_000 };
  const display = progressDisplay(
    { ...stream, write: (text: string) => written.push(text) },
    () => clock.milliseconds,
    lineSeconds,
  );
  return { display, written, clock };
}

describe('progressDisplay away from a terminal', () => {
  test('writes plain lines without control characters', () => {
    const { display, written, clock } = recorder();
    display.begin('pool', 100);
    for (let done = 1; done <= 100; done++) {
      clock.milliseconds += 50;
      display.update({ done, total: 100, failed: 0 });
    }
    display.line('fit');
    display.end();
    expect(written.length).toBeGreaterThan(2);
    for (const text of written) {
      expect(text.endsWith('\n')).toBe(true);
      expect(text.slice(0, -1)).not.toMatch(/\p{Cc}/u);
    }
  });

  test('writes one line for each tenth of the work, the last one included', () => {
    const { display, written } = recorder();
    display.begin('pool', 1000);
    for (let done = 1; done <= 1000; done++) display.update({ done, total: 1000, failed: 0 });
    expect(written).toHaveLength(1 + 10);
    expect(written.at(-1)).toContain('1000/1000 patients');
  });

  test('a step over several tenths is one line', () => {
    const { display, written } = recorder();
    display.begin('pool', 100);
    display.update({ done: 55, total: 100, failed: 0 });
    display.update({ done: 58, total: 100, failed: 0 });
    display.update({ done: 100, total: 100, failed: 0 });
    expect(written.map((text) => /\d+\/100 patients/.exec(text)?.[0])).toEqual([
      undefined,
      '55/100 patients',
      '100/100 patients',
    ]);
  });

  test('says what is done, failed, the objective and the time left, after the time since the start', () => {
    const { display, written, clock } = recorder();
    display.begin('pool', 200);
    clock.milliseconds += 61_000;
    display.update({ done: 50, total: 200, failed: 1 });
    display.setObjective(7.12345);
    clock.milliseconds += 2_000;
    display.update({ done: 100, total: 200, failed: 3 });
    // 50 patients in 2 s after the first report, 100 to go
    expect(written).toEqual([
      '[0 s] pool: 200 patients\n',
      '[1 min 1 s] pool: 50/200 patients · 1 failed\n',
      '[1 min 3 s] pool: 100/200 patients · 3 failed · objective 7.123 · 4 s left\n',
    ]);
  });

  test('each stretch of work starts anew', () => {
    const { display, written, clock } = recorder();
    display.begin('pool', 10);
    display.update({ done: 10, total: 10, failed: 0 });
    clock.milliseconds += 1_000;
    display.begin('confirmation', 20);
    display.update({ done: 10, total: 20, failed: 0 });
    expect(written.slice(2)).toEqual([
      '[1 s] confirmation: 20 patients\n',
      '[1 s] confirmation: 10/20 patients · 0 failed\n',
    ]);
  });

  test('an objective of 0 is shown', () => {
    const { display, written } = recorder();
    display.setObjective(0);
    display.begin('pool', 1);
    display.update({ done: 1, total: 1, failed: 0 });
    expect(written.at(-1)).toContain('objective 0.000');
  });

  test('patients that an earlier run left do not count for the time left', () => {
    const { display, written, clock } = recorder();
    display.begin('pool', 1000);
    for (let done = 50; done <= 500; done += 50) display.update({ done, total: 1000, failed: 0, stored: done });
    clock.milliseconds += 10_000;
    display.update({ done: 600, total: 1000, failed: 0, stored: 500 });
    // 100 patients in 10 s, 400 to go
    expect(written.at(-1)).toContain('40 s left');
  });
});

describe('progressDisplay away from a terminal, with ten seconds between lines', () => {
  test('writes a line every ten seconds at most', () => {
    const { display, written, clock } = recorder({}, 10);
    display.begin('pool', 1000);
    for (let done = 1; done <= 1000; done++) {
      clock.milliseconds += 40;
      display.update({ done, total: 1000, failed: 0 });
    }
    const seconds = written.map((text) => Number(/^\[(\d+) s\]/.exec(text)?.[1]));
    expect(seconds.length).toBeGreaterThan(2);
    for (const [index, second] of seconds.slice(1).entries())
      expect(second - seconds[index]!).toBeGreaterThanOrEqual(10);
  });

  test('patients of the store are not announced as simulated', () => {
    const { display, written } = recorder({}, 10);
    display.begin('pool', 100);
    display.update({ done: 50, total: 100, failed: 0, stored: 50 });
    display.update({ done: 100, total: 100, failed: 0, stored: 100 });
    expect(written).toEqual(['[0 s] pool: 100 patients\n', '[0 s] pool: 100/100 patients from the store · 0 failed\n']);
  });

  test('a cohort that is partly stored says how many are', () => {
    const { display, written, clock } = recorder({}, 10);
    display.begin('pool', 100);
    clock.milliseconds += 10_000;
    display.update({ done: 80, total: 100, failed: 0, stored: 60 });
    expect(written.at(-1)).toContain('80/100 patients, 60 from the store · 0 failed');
  });
});

describe('progressDisplay on a terminal', () => {
  test('draws a bar of 24 characters over itself', () => {
    const { display, written } = recorder({ isTTY: true });
    display.begin('pool', 4);
    display.update({ done: 1, total: 4, failed: 0 });
    expect(written).toEqual([CLEAR, `${'█'.repeat(6)}${'░'.repeat(18)} pool · 1/4 patients · 0 failed`]);
  });

  test('draws ten times a second at most, and always when the work is done', () => {
    const { display, written, clock } = recorder({ isTTY: true });
    display.begin('pool', 1000);
    for (let done = 1; done <= 999; done++) {
      clock.milliseconds += 1;
      display.update({ done, total: 1000, failed: 0 });
    }
    const drawn = written.filter((text) => text !== CLEAR).length;
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThanOrEqual(10);
    display.update({ done: 1000, total: 1000, failed: 0 });
    expect(written.at(-1)).toContain('1000/1000');
  });

  test('keeps to one row of a narrow terminal', () => {
    const { display, written } = recorder({ isTTY: true, columns: 40 });
    display.begin('a long title of a stretch of work', 10);
    display.update({ done: 10, total: 10, failed: 0 });
    expect([...(written.at(-1) ?? '')]).toHaveLength(39);
  });

  test('a line that stays replaces the bar, and the end clears it', () => {
    const { display, written, clock } = recorder({ isTTY: true });
    clock.milliseconds += 2_000;
    display.line('fit');
    display.end();
    expect(written).toEqual([CLEAR, '[2 s] fit\n', CLEAR]);
  });
});

describe('formatSeconds', () => {
  test.each([
    [-1, '0 s'],
    [0, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [59.5, '1 min 0 s'],
    [60, '1 min 0 s'],
    [3725, '62 min 5 s'],
  ])('%f seconds are %s', (seconds, message) => {
    expect(formatSeconds(seconds)).toBe(message);
  });
});
