import { describe, expect, test } from 'vitest';
import { code, codeBlock, markdownTable, numberText } from '../../../../src/model/equations/markdown.js';

describe('numberText', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [0.65, '0.65'],
    [-0.25, '-0.25'],
    [0.001, '0.001'],
    [99999, '99999'],
    [1e5, '1e5'],
    [3e9, '3e9'],
    [2.49e-8, '2.49e-8'],
    [5e-4, '5e-4'],
  ])('%d reads %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  test('reads back to the same bits', () => {
    for (const value of [Math.PI * 1e12, 1 / 3, 1e-300 / 7, -2 / 3e7, Number.MAX_VALUE]) {
      expect(Number(numberText(value))).toBe(value);
    }
  });
});

test('markdownTable aligns a header, a rule and one line per row', () => {
  const rows = [
    ['1', '2'],
    ['three', '4'],
  ];
  expect(markdownTable(['a', 'bc'], rows).split('\n')).toEqual([
    '| a     | bc  |',
    '| ----- | --- |',
    '| 1     | 2   |',
    '| three | 4   |',
  ]);
  expect(markdownTable(['a'], []).split('\n')).toEqual(['| a   |', '| --- |']);
});

test('code and codeBlock fence what they are given', () => {
  expect(code('K_I2')).toBe('`K_I2`');
  expect(codeBlock(['x = 1', '  + 2'])).toBe('```text\nx = 1\n  + 2\n```');
});
