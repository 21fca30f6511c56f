// Evidence: the documented contract of streams, on a device that is always full.
import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './run-cli.js';

test('a full disk behind the output is exit code 2, in words', async () => {
  const program = `${root}dist/calibration/cli/main.js`;
  const outcome = await new Promise<{ readonly code: unknown; readonly stderr: string }>((resolve) => {
    execFile('sh', ['-c', '"$0" "$1" schema results > /dev/full', process.execPath, program], (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });
  expect(outcome).toEqual({ code: 2, stderr: 'error: output: must be writable; got ENOSPC\n' });
});
