// Evidence: a log by hand, and what it must show.
import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../calibration/session/session-events.js';
import { liveEndpoints, liveFit, objectivePlot } from '../../../calibration/web/pages/live/live-model.js';
import { clockText, eventText } from '../../../calibration/web/pages/run/event-text.js';
import { withEvent } from '../../../calibration/web/pages/run/run-events.js';

const iterate = (round: number, iteration: number, objective: number): SessionEvent => ({
  seconds: iteration,
  kind: 'fit',
  round,
  iteration,
  objective,
  effectiveSampleSize: 500.4,
  pooled: 900,
  endpoints: [],
  converged: null,
});
const begin = (title: string): SessionEvent => ({ seconds: 0, kind: 'begin', title, total: 900, unit: 'patients' });
const progress = (done: number, failed: number): SessionEvent => ({
  seconds: 1,
  kind: 'progress',
  done,
  total: 900,
  failed,
  stored: 0,
});

describe('the fit of a run that computes', () => {
  const log = [
    begin('a'),
    progress(100, 1),
    progress(900, 3),
    iterate(1, 1, 16),
    iterate(1, 2, 2),
    begin('b'),
    progress(50, 2),
    iterate(2, 1, 1.5),
  ];

  test('has its iterates in order, and the failures of all stretches', () => {
    const { iterates, last, failed } = liveFit(log);
    expect(iterates.map(({ objective }) => objective)).toEqual([16, 2, 1.5]);
    expect(last?.round).toBe(2);
    expect(failed).toBe(5);
    expect(liveFit([])).toEqual({ iterates: [], last: null, validation: null, failed: 0 });
  });

  test('is drawn with one curve a round, one iteration after the other', () => {
    const { series } = objectivePlot(liveFit(log).iterates);
    expect(series.map(({ label, x, y }) => [label, x, y])).toEqual([
      ['Round 1', [1, 2], [16, 2]],
      ['Round 2', [3], [1.5]],
    ]);
  });

  test('endpoints lie within their tolerance up to its end', () => {
    const state = { arm: 'own-arm', endpoint: 'pd', unit: 'percent', target: 50 } as const;
    const rows = liveEndpoints([
      { ...state, value: 52, tolerance: 2 },
      { ...state, value: 52.1, tolerance: 2 },
      { ...state, value: 90, tolerance: null },
      { ...state, value: null, tolerance: 2 },
    ]);
    expect(rows.map(({ isWithin }) => isWithin)).toEqual([true, false, null, null]);
    expect(rows[0]?.armLabel).toBe('own-arm');
  });
});

describe('the log', () => {
  test('keeps the last progress of a stretch alone', () => {
    const events = [begin('a'), progress(1, 0), progress(2, 0), iterate(1, 1, 2), progress(3, 0)].reduce(withEvent, []);
    expect(events.map(({ kind }) => kind)).toEqual(['begin', 'progress', 'fit', 'progress']);
    expect(events[1]).toMatchObject({ done: 2 });
  });

  test('is written in words and times', () => {
    expect(eventText(progress(1000, 2))).toBe('1\u202f000 of 900, 2 failed');
    expect(eventText({ seconds: 1, kind: 'end', status: 'converged' })).toBe('ended: converged');
    expect([0, 59.9, 61, 3723].map(clockText)).toEqual(['00:00', '00:59', '01:01', '1:02:03']);
  });
});
