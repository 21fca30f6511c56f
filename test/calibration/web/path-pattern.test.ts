// Evidence: an address that is made of a run's name leads back to it, whatever the name is.
import { expect, test } from 'vitest';
import { fillPath, matchPath } from '../../../calibration/web/app/path-pattern.js';

test.each(['mcrc', 'deep/run', 'a b', '100%', '%2F', 'ü', '../up', 'a?b#c', "<img src=x onerror='1'>"])(
  'a run called %s has one segment of its own',
  (run) => {
    const path = new URL(fillPath('/explorer/:run', { run }), 'http://127.0.0.1').pathname;
    expect(path.split('/')).toHaveLength(3);
    expect(matchPath('/explorer/:run', path)).toEqual({ run });
  },
);

test('a path matches part by part', () => {
  expect(matchPath('/runs', '/runs/')).toEqual({});
  expect(matchPath('/runs', '/run')).toBeNull();
  expect(matchPath('/runs/:run', '/runs')).toBeNull();
  expect(matchPath('/runs/:run', '/runs/a/b')).toBeNull();
  expect(matchPath('/runs/:run', '/runs/%zz')).toBeNull();
});
