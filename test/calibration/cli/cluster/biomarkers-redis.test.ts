// Evidence: four worker processes on a real server = threads of this machine, byte for byte, whatever fails. Failures happen
// while score tables are analysed.
import { join } from 'node:path';
import { expect } from 'vitest';
import { pageLater, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';
import { describeFailures } from './failures.js';

describeFailures('qcic biomarkers', {
  prepare: async (cwd) => {
    await writeTinyConfig(join(cwd, 'tiny.json'), { fit: { shapes: 'none' }, marginals: { K1: { free: true } } });
    expect((await runCli(['run', 'tiny.json', '--out', 'tiny'], { cwd, env: pageLater })).code).toBe(0);
  },
  message: [
    ...['biomarkers', 'tiny', '--patients', '500', '--days', '14,28,42'],
    ...['--bootstrap', '50', '--permutations', '9', '--repeats', '1'],
  ],
  files: ['biomarkers.json', 'figures/roc.csv', 'tables/tas102_day28.csv'],
  underWay: /1\/6 tas102/,
  poisonOneIn: 680,
});
