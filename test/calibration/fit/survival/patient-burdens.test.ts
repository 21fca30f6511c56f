// Evidence: closed form.
import { expect, it } from 'vitest';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { patientBurdens } from '../../../../calibration/fit/survival/patient-burdens.js';

const grid = hazardGrid([50], 100);
const nodes = grid.days.length;

it('patientBurdens counts patients and finds the largest chi', () => {
  const values = new Float32Array(3 * nodes).fill(0.25);
  values[nodes + 4] = 1.5;
  expect(patientBurdens(values, grid)).toMatchObject({ patients: 3, nodes, top: 1.5 });
});

it('patientBurdens has a top to divide by where there is no tumor and where there are no patients', () => {
  expect(patientBurdens(new Float32Array(nodes), grid).top).toBe(1);
  expect(patientBurdens(new Float32Array(0), grid)).toMatchObject({ patients: 0, top: 1 });
});
