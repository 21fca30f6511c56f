import { describe, expect, test } from 'vitest';
import {
  cellIndex,
  cellStates,
  cellTypes,
  compartments,
  describeCellState,
  initialState,
} from '../../../src/model/species.js';
import { fluxTable } from './flux-table.js';

describe('species', () => {
  test('there are 53 cell states, each name once', () => {
    expect(cellStates).toHaveLength(53);
    expect(new Set(cellStates).size).toBe(53);
  });

  test('order and densities at day 0 are those of the independent table', () => {
    expect(cellStates).toEqual(Object.keys(fluxTable.cells));
    expect(initialState).toEqual(Object.values(fluxTable.cells));
  });

  test('the baseline tumor is 4e8 cell/L, without drug-pressure cells', () => {
    const [x1, x2, x3] = (['X1_C', 'X2_C', 'X3_C'] as const).map((state) => initialState[cellIndex[state]]!);
    expect([x1, x2, x3]).toEqual([1e8, 3e8, 0]);
  });

  test('cellIndex inverts cellStates', () => {
    expect(cellStates.map((state) => cellIndex[state])).toEqual(cellStates.map((_, index) => index));
  });

  test('a state is a known cell type in a known compartment, and every type and compartment occurs', () => {
    const described = cellStates.map(describeCellState);
    expect(described.map(({ cell, compartment }) => `${cell}_${compartment}`)).toEqual(cellStates);
    expect(new Set(described.map(({ cell }) => cell))).toEqual(new Set(Object.keys(cellTypes)));
    expect(new Set(described.map(({ compartment }) => compartment))).toEqual(new Set(Object.keys(compartments)));
  });
});
