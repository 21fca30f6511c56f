// Evidence: slow oracle (the sum of softplus over the grid, node by node, and its derivatives by their formula).
import { describe, expect, it } from 'vitest';
import type { DeathForm, TransformedDeathParameters } from '../../../../calibration/fit/survival/death-parameters.js';
import { deathNodes, transformedDeathNames } from '../../../../calibration/fit/survival/death-parameters.js';
import { type HazardGrid, hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { patientBurdens } from '../../../../calibration/fit/survival/patient-burdens.js';
import { survivalPass } from '../../../../calibration/fit/survival/survival-pass.js';
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
) {
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
          });
        });
      }
    }
  }
  return { columns, derivatives };
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
