import { expect, test } from 'vitest';
import { type CellState, cellStates } from '../../../src/model/species.js';
import { markerDescriptions, markerNames, markersOf } from '../../../src/simulation/markers.js';

function markersAt(densities: Partial<Record<CellState, number>>): Record<string, number> {
  const values = markersOf((index) => densities[cellStates[index]!] ?? Number.NaN);
  return Object.fromEntries(markerNames.map((name, index) => [name, values[index]!]));
}

test('the markers are Th1, CTL and their ratios to regulatory T cells, all in the tumor (closed form)', () => {
  expect(markersAt({ T1_C: 6e6, T8_C: 3e6, Treg_C: 2e6 })).toEqual({ th1: 6e6, ctl: 3e6, th1_treg: 3, ctl_treg: 1.5 });
});

test('nothing outside the tumor enters', () => {
  const elsewhere = Object.fromEntries(cellStates.filter((state) => !state.endsWith('_C')).map((state) => [state, 1]));
  const tumor = { T1_C: 2, T8_C: 4, Treg_C: 8 };
  expect(markersAt({ ...elsewhere, ...tumor })).toEqual(markersAt(tumor));
});

test('ratios do not change with the unit of density', () => {
  const [perLiter, perMicroliter] = [1, 1e-6].map((unit) =>
    markersAt({ T1_C: 3 * unit, T8_C: 5 * unit, Treg_C: 7 * unit }),
  );
  expect(perMicroliter!.th1_treg).toBeCloseTo(perLiter!.th1_treg!, 14);
  expect(perMicroliter!.ctl_treg).toBeCloseTo(perLiter!.ctl_treg!, 14);
});

test('every marker has a label and a unit', () => {
  expect(Object.keys(markerDescriptions)).toEqual([...markerNames]);
  for (const { label, unit } of Object.values(markerDescriptions)) expect(label !== '' && unit !== '').toBe(true);
});
