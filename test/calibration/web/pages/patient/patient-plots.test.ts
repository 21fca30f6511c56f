// Evidence: the record of the simulator, and laws of axes.
import { beforeAll, describe, expect, test } from 'vitest';
import { publishedPatientModel } from '../../../../../calibration/studies/patient/build-patient-model.js';
import { medianValues } from '../../../../../calibration/studies/patient/patient-values.js';
import { onePatientSimulator } from '../../../../../calibration/studies/patient/simulate-one.js';
import { deathRows } from '../../../../../calibration/web/pages/patient/death-plots.js';
import { drugRows } from '../../../../../calibration/web/pages/patient/drug-plots.js';
import { immuneCells, immuneRow, immuneTypes } from '../../../../../calibration/web/pages/patient/immune-plots.js';
import { clones, PatientCurves } from '../../../../../calibration/web/pages/patient/patient-curves.js';
import { rangeOf } from '../../../../../calibration/web/pages/patient/plot-row.js';
import { cloneRow, sizeRow } from '../../../../../calibration/web/pages/patient/tumor-plots.js';
import { cellStates, publishedDrugs, stateNames } from '../../../../../src/index.js';

const model = publishedPatientModel();
const plan = { ...model.plan, horizonDays: 60 };
const names = plan.arms.map(({ name }) => name);
const arms = plan.arms.map(({ name, label }) => ({ name, label, colour: 'series-1' }));

let curves: PatientCurves;
beforeAll(() => {
  const patient = onePatientSimulator(model, plan, names, 'javascript')(medianValues(model.marginals));
  curves = new PatientCurves({ patient, arms, drugs: publishedDrugs, horizonDays: 60 });
});

describe('plots of one patient', () => {
  test('have the states of the record', () => {
    const { trajectories } = curves.input.patient.record.arms[names[0]!]!;
    const place = stateNames.indexOf(clones[1].state);
    expect(curves.state(names[0]!, clones[1].state)[7]).toBe(trajectories[7 * stateNames.length + place]);
    expect(curves.size(names[0]!)[0]).toBe(100);
  });

  test('are one for each arm with one axis, or one for all', () => {
    const side = sizeRow(curves, 'side').draw().plots;
    expect(side).toHaveLength(3);
    expect(new Set(side.map(({ model: { y } }) => String(y.range))).size).toBe(1);
    const [overlaid, ...others] = sizeRow(curves, 'overlaid').draw().plots;
    expect(others).toEqual([]);
    expect(overlaid!.model.series.filter(({ style }) => style === 'line')).toHaveLength(3);
  });

  test('stack the populations up to the size of the tumor', () => {
    const [plot] = cloneRow(curves, 'side', true).draw().plots;
    const [first, second, third] = plot!.model.series;
    expect(second!.low).toBe(first!.high);
    const total = clones.reduce((sum, { state }) => sum + curves.state(names[0]!, state)[60]!, 0);
    expect(third!.high![60]).toBeCloseTo(total, -3);
  });

  test('mark every visit once, in the colour of its class', () => {
    const dots = sizeRow(curves, 'overlaid')
      .draw()
      .plots[0]!.model.series.filter(({ style }) => style === 'dots');
    const visits = dots.reduce((sum, { x }) => sum + x.length, 0);
    expect(visits).toBe(plan.arms.length);
    for (const { label, colour } of dots) expect(colour).toBe(`class-${label.toLowerCase()}`);
  });

  test('show drugs that some arm gives, with their doses', () => {
    const rows = drugRows(curves, 'overlaid');
    expect(rows.map(({ id }) => id)).toEqual(publishedDrugs.map(({ name }) => `drug-${name}`));
    const doses = rows[1]!.draw().plots[0]!.model.series.filter(({ style }) => style === 'dots');
    expect(doses.map(({ x }) => x.length)).toEqual(
      arms
        .map(({ name }) => curves.course(name).doses.filter(({ drug }) => drug === publishedDrugs[1]!.name).length)
        .filter((count) => count > 0),
    );
  });

  test('show no death without a death function', () => {
    expect(deathRows(curves, 'side')).toEqual([]);
  });

  test('show the chosen cells of a compartment that has them', () => {
    const all = [...immuneCells('A'), ...immuneCells('B'), ...immuneCells('C')];
    expect(all).toHaveLength(cellStates.length - clones.length);
    expect(immuneRow(curves, 'side', 'C', immuneTypes).draw().plots[0]!.model.series).toHaveLength(
      immuneCells('C').length,
    );
    expect(immuneRow(curves, 'side', 'A', []).note).toContain('None of the chosen cells');
  });
});

describe('rangeOf', () => {
  const series = (y: readonly number[]) => [{ id: 'a', label: 'a', colour: 'text', style: 'line', x: y, y }] as const;
  test('begins at zero, and holds all values', () => {
    expect(rangeOf(series([2, 10, Number.NaN]))).toEqual([0, 10.5]);
    expect(rangeOf([])).toEqual([0, 1]);
  });
  test('of a logarithmic axis ends at powers of ten', () => {
    expect(rangeOf(series([0, 30, 4000]), 'log')).toEqual([10, 10_000]);
    expect(rangeOf(series([0]), 'log')).toEqual([1, 10]);
  });
});
