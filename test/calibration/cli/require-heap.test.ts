// Evidence: the stated limit; a process that Node.js gives 64 MB ends with a message instead of an abort.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { LEAST_HEAP_MEBIBYTES, requireHeap } from '../../../calibration/cli/require-heap.js';
import { InputError } from '../../../src/errors.js';
import { root } from './run-cli.js';

const mebibytes = (count: number) => count * 1024 * 1024;

test('accepts the stated heap, and refuses less', () => {
  expect(() => requireHeap(mebibytes(LEAST_HEAP_MEBIBYTES))).not.toThrow();
  expect(() => requireHeap(mebibytes(LEAST_HEAP_MEBIBYTES) - 1)).toThrow(InputError);
  expect(() => requireHeap(Number.NaN)).toThrow('memory: must allow a heap of at least 176 MiB');
});

test('the program ends with exit code 2 when Node.js is given 64 MB', () => {
  const program = `${root}dist/calibration/cli/main.js`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', program, 'run', `${root}configs/quick.json`, '--out', '/nonexistent/out'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^error: memory: must allow a heap of at least 176 MiB \(node --max-old-space-size=128\); got \d+ MiB\n$/,
  );
});
