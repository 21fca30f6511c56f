// Evidence: law · what is shown holds no character that a terminal obeys; other text stays as it is.
import { expect, test } from 'vitest';
import { toVisibleLine, toVisibleText } from '../../../src/index.js';

test.each([
  ['colours and cursor', '\u001b[31mred\u001b[0m\u001b[2K', '\\u001b[31mred\\u001b[0m\\u001b[2K'],
  ['a window title', '\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
  ['a line that is written over', 'safe\rfalse', 'safe\\u000dfalse'],
  ['an escape of one byte', '\u009b31m', '\\u009b31m'],
  ['text that runs backwards', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['nothing of the kind', 'Zürich 日本\tTAS-102\n', 'Zürich 日本\tTAS-102\n'],
])('toVisibleText shows %s', (_name, text, shown) => {
  expect(toVisibleText(text)).toBe(shown);
});

test('toVisibleLine shows a line feed of a name as its code', () => {
  expect(toVisibleLine('runs\nDone\u001b')).toBe('runs\\u000aDone\\u001b');
});
