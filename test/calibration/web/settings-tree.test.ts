// Evidence: the values of plain data, put together again, are the data.
import { describe, expect, test } from 'vitest';
import { filteredLeaves, settingsGroups, settingsLeaves } from '../../../calibration/web/pages/run/settings-tree.js';

const settings = {
  name: 'x',
  seed: '007',
  fit: { rounds: 3, switches: { dosing: 'posted', empty: {} }, from: null },
  arms: [{ name: 'a' }, { name: 'b' }],
  days: [1, 2.5, 3],
  long: Array.from({ length: 60 }, (_, index) => index),
  none: [],
};

describe('values of a configuration', () => {
  const leaves = settingsLeaves(settings);
  const textOf = (path: string) => leaves.find((leaf) => leaf.path.join('.') === path)?.text;

  test('have their places and texts', () => {
    expect(textOf('name')).toBe('x');
    expect(textOf('seed')).toBe('007');
    expect(textOf('fit.rounds')).toBe('3');
    expect(textOf('fit.switches.dosing')).toBe('posted');
    expect(textOf('fit.switches.empty')).toBe('{}');
    expect(textOf('fit.from')).toBe('null');
    expect(textOf('arms.1.name')).toBe('b');
    expect(textOf('days')).toBe('[1,2.5,3]');
    expect(textOf('long.59')).toBe('59');
    expect(textOf('none')).toBe('[]');
  });

  test('are each there once', () => {
    const places = leaves.map(({ path }) => path.join('.'));
    expect(new Set(places).size).toBe(places.length);
    expect(settingsGroups(leaves).flatMap((group) => group.leaves)).toHaveLength(leaves.length);
    expect(settingsGroups(leaves).map(({ name }) => name)).toEqual(['', 'fit', 'arms', 'long']);
  });

  test('are found by the words of place and value together', () => {
    expect(filteredLeaves(leaves, 'DOSING post').map(({ text }) => text)).toEqual(['posted']);
    expect(filteredLeaves(leaves, 'nothing')).toEqual([]);
    expect(filteredLeaves(leaves, ' ')).toBe(leaves);
  });

  test('a plain value is its own', () => {
    expect(settingsLeaves(null)).toEqual([{ path: [], text: 'null' }]);
    expect(settingsLeaves('a')).toEqual([{ path: [], text: 'a' }]);
  });
});
