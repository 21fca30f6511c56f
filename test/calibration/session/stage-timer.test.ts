// Evidence: closed form, on a clock that the test holds.
import { describe, expect, test } from 'vitest';
import { stageTimer } from '../../../calibration/session/stage-timer.js';

function timerAt(milliseconds: number) {
  const clock = { milliseconds };
  return { clock, timer: stageTimer(() => clock.milliseconds) };
}

describe('stageTimer', () => {
  test('no stage has passed before the first is entered', () => {
    const { clock, timer } = timerAt(1_000);
    clock.milliseconds += 2_500;
    expect(timer.stages()).toEqual([]);
    expect(timer.elapsedSeconds()).toBe(2.5);
  });

  test('lists each stage with its own time, repeated ones each time, the open one up to the present', () => {
    const { clock, timer } = timerAt(0);
    for (const [stage, duration] of [
      ['simulate', 1_500],
      ['fit', 250],
      ['simulate', 3],
    ] as const) {
      timer.enter(stage);
      clock.milliseconds += duration;
    }
    const stages = [
      { stage: 'simulate', seconds: 1.5 },
      { stage: 'fit', seconds: 0.25 },
      { stage: 'simulate', seconds: 0.003 },
    ];
    expect(timer.stages()).toEqual(stages);
    clock.milliseconds += 1_000;
    expect(timer.stages().at(-1)).toEqual({ stage: 'simulate', seconds: 1.003 });
    expect(timer.stages().slice(0, 2)).toEqual(stages.slice(0, 2));
  });

  test('times are whole milliseconds', () => {
    const { clock, timer } = timerAt(0);
    timer.enter('fit');
    clock.milliseconds += 1234.5678;
    expect(timer.stages()).toEqual([{ stage: 'fit', seconds: 1.235 }]);
    expect(timer.elapsedSeconds()).toBe(1.235);
  });

  test('stages entered at once add up to the time since the start', () => {
    const { clock, timer } = timerAt(7);
    for (let stage = 0; stage < 20; stage++) {
      timer.enter(`stage ${stage}`);
      clock.milliseconds += 13 * stage;
    }
    const sum = timer.stages().reduce((total, { seconds }) => total + seconds, 0);
    // Sums of twenty decimals of three places
    expect(sum).toBeCloseTo(timer.elapsedSeconds(), 9);
  });
});
