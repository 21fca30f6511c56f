// Evidence: independent program (ml-levenberg-marquardt on the residuals themselves).
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { stepModel } from '../../../../calibration/fit/search/step-model.js';
import { choleskyStep, packageStep } from '../../../../calibration/fit/search/step-rule.js';
import { randomStream } from '../../../../src/index.js';

/** Relative to steps of about one. */
const ROUNDING = 1e-10;

const DRAWS = 10;

const uniform = randomStream({ seed: '0', streamName: 'steps', index: 0 });
const between = (low: number, high: number) => low + (high - low) * uniform();
const list = <Value>(length: number, make: (index: number) => Value) => Array.from({ length }, (_, i) => make(i));

/** Linear residuals; a third of the parameters stand at a bound, and a step soon meets the others' bounds. */
function randomProblem(parameters: number, isCurved: boolean) {
  const residuals = list(2 * parameters, () => between(-1, 1));
  const rows = list(2 * parameters, () => list(parameters, () => between(-1, 1)));
  const transformedParameters = list(parameters, () => between(-1, 1));
  const lowest = transformedParameters.map((value, index) => value - (index % 3 === 0 ? 0 : between(0, 0.1)));
  const highest = transformedParameters.map((value, index) => value + (index % 3 === 1 ? 0 : between(0, 0.1)));
  const roots = new Matrix(list(parameters, () => list(parameters, () => between(-0.5, 0.5))));
  const curvature = isCurved ? roots.transpose().add(roots) : Matrix.zeros(parameters, parameters);
  return { point: { transformedParameters, residuals, rows }, curvature, box: { lowest, highest } };
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!)));

const problems = [1, 2, 5, 20].flatMap((parameters) => [1e-4, 1, 1e3].map((damping) => ({ parameters, damping })));

describe.each(problems)('$parameters parameters, damping $damping', ({ parameters, damping }) => {
  it.each([false, true])('both rules take the same step inside the box; curved: %s', (isCurved) => {
    let moved = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const { point, curvature, box } = randomProblem(parameters, isCurved);
      const [own, packaged] = [choleskyStep, packageStep].map((rule) =>
        stepModel(point, curvature, box, rule).reachedBy(damping),
      );
      expect(distance(own!, packaged!)).toBeLessThan(ROUNDING);
      moved += distance(own!, point.transformedParameters);
    }
    expect(moved).toBeGreaterThan(0);
  });

  it('a step is that of the package on the residuals, of the parameters that are not held at a bound', () => {
    for (let draw = 0; draw < DRAWS; draw++) {
      const { point, curvature, box } = randomProblem(parameters, false);
      const { transformedParameters, residuals, rows } = point;
      const slopes = transformedParameters.map((_, j) =>
        rows.reduce((sum, row, i) => sum + row[j]! * residuals[i]!, 0),
      );
      const isHeld = (j: number) =>
        slopes[j]! > 0 ? transformedParameters[j] === box.lowest[j] : transformedParameters[j] === box.highest[j];
      const free = rows.map((row) => row.map((value, j) => (isHeld(j) ? 0 : value)));
      const { parameterValues } = levenbergMarquardt(
        { x: rows.map((_, i) => i), y: rows.map(() => 0) },
        // Any other point than the first is better, so that the package keeps its step
        (values) => (i) => (distance(values, transformedParameters) === 0 ? residuals[i]! : 0),
        {
          initialValues: transformedParameters,
          minValues: box.lowest,
          maxValues: box.highest,
          damping,
          maxIterations: 1,
          errorTolerance: 0,
          jacobianFunction: () => (i: number) => free[i]!,
        },
      );
      for (const rule of [choleskyStep, packageStep]) {
        const reached = stepModel(point, curvature, box, rule).reachedBy(damping);
        expect(distance(reached, parameterValues)).toBeLessThan(ROUNDING);
      }
    }
  });
});

it('a quadratic that is flat in a direction has a step by both rules, and one that bends down has none', () => {
  const flat = [Float64Array.of(1, 1), Float64Array.of(1, 1)];
  const steps = [choleskyStep, packageStep].map((rule) => rule(flat, [1, 0], 0.5)!);
  // Inverse of [1.5 1; 1 1.5] is [1.5 -1; -1 1.5] / 1.25
  for (const step of steps) expect(distance(step, [-1.2, 0.8])).toBeLessThan(ROUNDING);
  const down = [Float64Array.of(-1)];
  expect([choleskyStep, packageStep].map((rule) => rule(down, [1], 0.5))).toEqual([undefined, undefined]);
  expect([choleskyStep, packageStep].map((rule) => rule([], [], 0.5)?.length)).toEqual([0, 0]);
});
