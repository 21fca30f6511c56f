// Evidence: commands written out.
import { expect, test } from 'vitest';
import {
  commandValues,
  withOption,
  withValue,
  wordsOf,
} from '../../../../../calibration/web/pages/again/command-words.js';

test('values of a command stand with their options, and are changed one by one', () => {
  const words = wordsOf("runs/a --arm 'b c' --level=0.9 --no-checks")!;
  const values = commandValues(words);
  expect(values.map(({ option, value }) => [option, value])).toEqual([
    [null, 'runs/a'],
    ['--arm', 'b c'],
    ['--level', '0.9'],
  ]);
  expect(withValue(words, values[1]!, 'd e')).toBe("runs/a --arm 'd e' --level=0.9 --no-checks");
  expect(withValue(words, values[2]!, '0.5')).toBe("runs/a --arm 'b c' --level=0.5 --no-checks");
  expect(withOption(words, '--seed', '7')).toBe("runs/a --arm 'b c' --level=0.9 --no-checks --seed 7");
  expect(withOption(['a', '--seed', '7', 'b'], '--seed', '')).toBe('a b');
  expect(wordsOf('a; b')).toBe(null);
});
