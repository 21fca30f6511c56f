// Evidence: slow oracle (the sum of softplus over the grid, node by node, and its derivatives by their formula).
import { describe, expect, it } from 'vitest';
import type { DeathForm, TransformedDeathParameters } from '../../../../calibration/fit/survival/death-parameters.js';
import { deathNodes, transformedDeathNames } from '../../../../calibration/fit/survival/death-parameters.js';
import { type HazardGrid, hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { patientBurdens } from '../../../../calibration/fit/survival/patient-burdens.js';
import { survivalPass } from '../../../../calibration/fit/survival/survival-pass.js';
import { survivalSums } from '../../../../calibration/fit/survival/survival-sums.js';
import { softplus } from '../../../../src/index.js';
import { HORIZON, MONTH, toyBurden } from '../toy-model.js';

/** Absolute, on survival and its derivatives: sums of a few hundred logarithms or products of them. */
const ROUNDING = 1e-11;

const PATIENTS = 9;
const gentle: TransformedDeathParameters = {
  logitAtZero: -8,
  logitAtOne: -3.9,
  muHalfWidth: 0.3,
  sigmaRelativeHalfWidth: 0.4,
};
const sharp: TransformedDeathParameters = {
  logitAtZero: -13.8,
  logitAtOne: 0,
  muHalfWidth: 0.6,
  sigmaRelativeHalfWidth: 0.9,
};
const weights = Float64Array.from({ length: PATIENTS }, (_, patient) => (patient - 1.5) / 20);

function burdensOn(grid: HazardGrid): Float32Array {
  return Float32Array.from({ length: PATIENTS * grid.days.length }, (_, at) => {
    const [patient, node] = [Math.floor(at / grid.days.length), at % grid.days.length];
    return toyBurden(patient / PATIENTS, 'control', grid.days[node]!);
  });
}

/** Survival and derivatives as they are defined, with no product and no table. */
function naive(
  grid: HazardGrid,
  form: DeathForm,
  transformedParameters: TransformedDeathParameters,
  burden: Float32Array,
  sums: readonly ((patient: number, time: number) => number)[] = [],
) {
  const ofSums = sums.map(() => new Float64Array(4));
  const columns = grid.increments.map(() => new Float64Array(PATIENTS));
  const derivatives = grid.increments.map(() => new Float64Array(4));
  for (const { slope, nodes } of deathNodes(form, transformedParameters)) {
    for (const { odds, weight, gradient } of nodes) {
      for (let patient = 0; patient < PATIENTS; patient++) {
        let hazard = 0;
        const slopes = [0, 0, 0, 0];
        grid.increments.forEach((increments, time) => {
          increments.forEach((increment, offset) => {
            const chi = burden[patient * grid.days.length + grid.first[time]! + offset]!;
            const z = Math.log(odds) + slope * chi;
            hazard += increment * softplus(z);
            gradient.forEach(({ constant, perChi }, transformedParameter) => {
              slopes[transformedParameter]! += (increment * (constant + perChi * chi)) / (1 + Math.exp(-z));
            });
          });
          const alive = weight * Math.exp(-hazard);
          columns[time]![patient]! += alive;
          slopes.forEach((value, transformedParameter) => {
            derivatives[time]![transformedParameter]! -= weights[patient]! * alive * value;
            sums.forEach((terms, sum) => {
              ofSums[sum]![transformedParameter]! -= terms(patient, time) * weights[patient]! * alive * value;
            });
          });
        });
      }
    }
  }
  return { columns, derivatives, ofSums };
}

describe('survivalPass', () => {
  const landmarks = [3, 6, 6.01, 9, 12].map((month) => month * MONTH);
  it.each([
    { name: 'points', form: { mu: 'point', sigma: 'point' }, at: gentle, times: landmarks },
    { name: 'a range of mu', form: { mu: 'range', sigma: 'point' }, at: gentle, times: landmarks },
    { name: 'a range of sigma', form: { mu: 'point', sigma: 'range' }, at: gentle, times: landmarks },
    { name: 'ranges', form: { mu: 'range', sigma: 'range' }, at: gentle, times: landmarks },
    { name: 'the sharpest of the bounds', form: { mu: 'range', sigma: 'range' }, at: sharp, times: landmarks },
    { name: 'early, late and equal times', form: { mu: 'range', sigma: 'point' }, at: gentle, times: [1, 3, 3, 366] },
  ] satisfies { name: string; form: DeathForm; at: TransformedDeathParameters; times: readonly number[] }[])(
    'is the sum over the grid, node by node, $name',
    ({ form, at, times }) => {
      const grid = hazardGrid(times, HORIZON);
      const burden = burdensOn(grid);
      const columns = times.map(() => new Float64Array(PATIENTS).fill(Number.NaN));
      const derivatives = survivalPass(patientBurdens(burden, grid), deathNodes(form, at), weights, columns);
      const expected = naive(grid, form, at, burden);
      times.forEach((_, time) => {
        columns[time]!.forEach((alive, patient) => {
          expect(Math.abs(alive - expected.columns[time]![patient]!)).toBeLessThan(ROUNDING);
        });
        transformedDeathNames.forEach((_name, transformedParameter) => {
          const [found, wanted] = [
            derivatives[time]![transformedParameter]!,
            expected.derivatives[time]![transformedParameter]!,
          ];
          expect(Math.abs(found - wanted)).toBeLessThan(ROUNDING * (1 + Math.abs(wanted)));
        });
      });
    },
  );

  it.each([
    { form: { mu: 'range', sigma: 'range' }, at: gentle },
    { form: { mu: 'point', sigma: 'point' }, at: sharp },
  ] satisfies { form: DeathForm; at: TransformedDeathParameters }[])(
    'has the sums over times of each patient and their derivatives, and leaves survival to the last bit, $form.mu',
    ({ form, at }) => {
      const grid = hazardGrid(landmarks, HORIZON);
      const burden = burdensOn(grid);
      // Coefficients in -1, 0, 1 and a fraction, and a patient without any
      const coefficients = [
        (patient: number, time: number) => (patient === 4 ? 0 : ((patient * 7 + time * 5) % 3) - 1),
        (patient: number, time: number) => (time < patient % 5 ? 1 : 0),
        (patient: number, time: number) => (time === 2 ? 0.25 : time === 3 && patient % 2 === 0 ? 0.75 : 0),
      ];
      const constant = (sum: number, patient: number) => (sum === 1 && patient % 3 === 0 ? 1 : 0);
      const terms = survivalSums(
        PATIENTS,
        coefficients.map((coefficient, sum) => (patient) => ({
          constant: constant(sum, patient),
          terms: grid.times.map((_, time) => ({ time, coefficient: coefficient(patient, time) })),
        })),
      );
      const [alone, columns] = [0, 1].map(() => grid.times.map(() => new Float64Array(PATIENTS))) as [
        Float64Array[],
        Float64Array[],
      ];
      const sums = coefficients.map(() => new Float64Array(PATIENTS).fill(Number.NaN));
      const burdens = patientBurdens(burden, grid);
      const withoutSums = survivalPass(burdens, deathNodes(form, at), weights, alone);
      const derivatives = survivalPass(burdens, deathNodes(form, at), weights, columns, { terms, columns: sums });
      expect(columns).toEqual(alone);
      expect(derivatives.slice(0, grid.times.length)).toEqual(withoutSums);
      const expected = naive(grid, form, at, burden, coefficients);
      coefficients.forEach((coefficient, sum) => {
        for (let patient = 0; patient < PATIENTS; patient++) {
          const value = expected.columns.reduce(
            (total, column, time) => total + coefficient(patient, time) * column[patient]!,
            constant(sum, patient),
          );
          expect(Math.abs(sums[sum]![patient]! - value)).toBeLessThan(ROUNDING);
        }
        derivatives[grid.times.length + sum]!.forEach((value, parameter) => {
          const wanted = expected.ofSums[sum]![parameter]!;
          expect(Math.abs(value - wanted)).toBeLessThan(ROUNDING * (1 + Math.abs(wanted)));
        });
      });
    },
  );

  it('leaves nobody where death is certain, without NaN', () => {
    const grid = hazardGrid([100, 200], HORIZON);
    const burdens = patientBurdens(new Float32Array(2 * grid.days.length).fill(1000), grid);
    const columns = [new Float64Array(2), new Float64Array(2)];
    const derivatives = survivalPass(
      burdens,
      deathNodes({ mu: 'range', sigma: 'range' }, sharp),
      Float64Array.of(0.5, 0.5),
      columns,
    );
    expect(columns.map((column) => [...column])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    for (const row of derivatives) for (const value of row) expect(Math.abs(value)).toBe(0);
  });
});
