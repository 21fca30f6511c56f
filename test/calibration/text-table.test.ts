// Evidence: the documented layout.
import { expect, test } from 'vitest';
import { textTable } from '../../calibration/text-table.js';

test('columns line up, headings and remarks keep their own width', () => {
  const rows = [
    { heading: 'A heading longer than all' },
    ['one', '1'],
    ['three', '12345'],
    { remark: 'x  absent: why' },
  ];
  expect(textTable(['name', 'ms'], rows).split('\n')).toEqual([
    'name      ms',
    '-----  -----',
    '',
    'A heading longer than all',
    'one        1',
    'three  12345',
    'x  absent: why',
  ]);
});

test('without rows the titles remain', () => {
  expect(textTable(['a', 'bc'], [])).toBe('a  bc\n-  --');
});
