// Evidence: by hand.
import { expect, test } from 'vitest';
import { capitalised, listed, unbroken } from '../../../calibration/page/listed.js';
import { runName } from '../../../calibration/page/run-name.js';

test('listed joins parts by commas, the last one by a word', () => {
  expect(listed([])).toBe('');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b'])).toBe('a and b');
  expect(listed(['a', 'b', 'c'], ' or ')).toBe('a, b or c');
  expect(capitalised('median')).toBe('Median');
});

test('unbroken keeps numbers, signs and units on one line, and changes no other space', () => {
  const text = 'A gain of 1.80 ± 0.12 months (95 % interval), p < 0.001 and p = 0.04';
  expect(unbroken(text)).toBe(
    'A gain of 1.80\u00a0±\u00a00.12\u00a0months (95\u00a0% interval), p\u00a0<\u00a00.001 and p\u00a0=\u00a00.04',
  );
  expect(unbroken(text).replaceAll('\u00a0', ' ')).toBe(text);
});

test('runName is the folder of the results or of the calibration that was read', () => {
  expect(runName([{ path: '../a.csv' }, { path: '../runs/mcrc/results.json' }])).toBe('mcrc');
  expect(runName([{ path: 'runs\\mine\\calibration.json' }])).toBe('mine');
  expect(runName([{ path: 'configs/mcrc.json' }])).toBeUndefined();
  expect(runName()).toBeUndefined();
});
