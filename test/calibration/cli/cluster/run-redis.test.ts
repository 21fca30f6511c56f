// Evidence: four worker processes on a real server = threads of this machine, byte for byte, whatever fails.
import { join } from 'node:path';
import { writeTinyConfig } from '../tiny-config.js';
import { describeFailures } from './failures.js';

// Two shapes and the death functions are free: the fit is not what is shared out
const size = {
  fit: { poolPatients: 768, shapes: 'none', maxIterations: 6 },
  marginals: { K1: { free: true } },
  confirmation: { patients: 128 },
};

describeFailures('qcic run', {
  prepare: (cwd) => writeTinyConfig(join(cwd, 'tiny.json'), size),
  message: ['run', 'tiny.json'],
  files: ['results.json', 'calibration.json', 'figures/survival.csv', 'figures/roc.csv'],
  underWay: /\d+\/768 patients/,
  poisonOneIn: 600,
});
