// Evidence: what Linux reports of processes made for the test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { processStart } from '../../../calibration/cli/process-start.js';

test('a zombie, which has ended and is not reaped, counts as gone; its parent does not', async () => {
  // The shell becomes `sleep`, which reaps no child
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => {
    parent.kill();
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  await expect.poll(() => processStart(Number(line.toString())), { timeout: 5000 }).toBeNull();
  expect(await processStart(parent.pid!)).not.toBeNull();
});
