import { join } from 'node:path';
import { expect } from 'vitest';
import { sharedFolder } from '../../shared-folder.js';
import { runCli } from './run-cli.js';
import { writeTinyConfig } from './tiny-config.js';

/**
 * A folder with two small runs with pages, `first` of the tiny configuration and `second` with another name and seed, made once by the
 * command line in this process. Tests that change it copy it.
 */
export async function sampleRuns(): Promise<string> {
  const folder = await sharedFolder('sample-runs', async (cwd) => {
    await writeTinyConfig(join(cwd, 'tiny.json'));
    await writeTinyConfig(join(cwd, 'second.json'), { name: 'second', seed: 6 });
    for (const [config, name] of [
      ['tiny.json', 'first'],
      ['second.json', 'second'],
    ] as const) {
      const { code, stderr } = await runCli(['run', config, '--out', `runs/${name}`, '--workers', '0'], { cwd });
      expect(code, stderr).toBe(0);
    }
  });
  return join(folder, 'runs');
}
