// Evidence: paths by hand.
import { expect, test } from 'vitest';
import { namedFrom } from '../../../calibration/config/named-from.js';

const packaged = { from: '/package/configs', to: '/project/runs/inputs', packageRoot: '/package' };
const own = { ...packaged, from: '/project/configs' };

test.each([
  ['a table of the package keeps its name', packaged, '../data/trials/recist.csv', '../data/trials/recist.csv'],
  [
    "a table of a project's own folder of that name is found",
    own,
    '../data/trials/recist.csv',
    '../../data/trials/recist.csv',
  ],
  ['a table beside the configuration is found', own, 'recist.csv', '../../configs/recist.csv'],
  ['an absolute path stays', own, '/tables/recist.csv', '/tables/recist.csv'],
])('%s', (_, move, name, found) => {
  expect(namedFrom(move, name)).toBe(found);
});
