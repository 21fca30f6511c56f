// Evidence: slow oracle (logisticIrls, an independent program) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { calibrationLine } from '../../../src/stats/calibration-line.js';
import { logisticIrls } from './logistic-irls.js';

/** Both fits are Newton's to rounding. */
const AGREEMENT = 1e-9;
/** Wider than 4 standard errors of the slope at 20,000 rows. */
const STANDARD_ERRORS = 4;

function drawn(rows: number, stretch: number, shift: number) {
  const uniform = randomStream({ seed: '0', streamName: 'calibration', index: 0 });
  const truth = Array.from({ length: rows }, () => 4 * uniform() - 2.5);
  const labels = truth.map((logit) => Number(uniform() < 1 / (1 + Math.exp(-logit))));
  return { labels, logOdds: truth.map((logit) => stretch * logit + shift) };
}

describe('calibrationLine', () => {
  it('is the logistic regression on the log odds', () => {
    const { logOdds, labels } = drawn(300, 1.7, 0.4);
    const line = calibrationLine(logOdds, labels)!;
    const oracle = logisticIrls([logOdds], labels);
    expect(Math.abs(line.slope.value - oracle.weights[0]!)).toBeLessThan(AGREEMENT);
    expect(Math.abs(line.intercept.value - oracle.intercept)).toBeLessThan(AGREEMENT);
    expect(Math.abs(line.slope.standardError - oracle.standardErrors!.weights[0]!)).toBeLessThan(AGREEMENT);
    expect(Math.abs(line.intercept.standardError - oracle.standardErrors!.intercept)).toBeLessThan(AGREEMENT);
  });

  it('in the large shifts the log odds until the expected positives are the observed ones', () => {
    const { logOdds, labels } = drawn(300, 1, 3);
    const { inTheLarge } = calibrationLine(logOdds, labels)!;
    const probabilities = logOdds.map((value) => 1 / (1 + Math.exp(-value - inTheLarge.value)));
    const expected = probabilities.reduce((sum, value) => sum + value, 0);
    expect(expected).toBeCloseTo(
      labels.reduce((sum, label) => sum + label, 0),
      8,
    );
    const information = probabilities.reduce((sum, value) => sum + value * (1 - value), 0);
    expect(inTheLarge.standardError).toBeCloseTo(1 / Math.sqrt(information), 10);
  });

  it('finds slope 1 and intercept 0 where predictions are right, and 1/2 where they are twice too extreme', () => {
    const right = drawn(20_000, 1, 0);
    const line = calibrationLine(right.logOdds, right.labels)!;
    expect(Math.abs(line.slope.value - 1)).toBeLessThan(STANDARD_ERRORS * line.slope.standardError);
    expect(Math.abs(line.inTheLarge.value)).toBeLessThan(STANDARD_ERRORS * line.inTheLarge.standardError);
    const extreme = drawn(20_000, 2, 0);
    expect(calibrationLine(extreme.logOdds, extreme.labels)!.slope.value).toBeCloseTo(line.slope.value / 2, 8);
  });

  it('is none for separated or constant log odds', () => {
    expect(calibrationLine([1, 2, 3, 4], [0, 0, 1, 1])).toBeNull();
    expect(calibrationLine([1, 1, 1, 1], [0, 1, 0, 1])).toBeNull();
  });

  it('refuses a log odds that is not finite, labels of one kind and a level of 1', () => {
    expect(() => calibrationLine([1, Number.POSITIVE_INFINITY], [0, 1])).toThrow(InputError);
    expect(() => calibrationLine([1, 2], [1, 1])).toThrow(InputError);
    expect(() => calibrationLine([1, 2, 1], [1, 0, 0], 1)).toThrow(InputError);
  });
});
