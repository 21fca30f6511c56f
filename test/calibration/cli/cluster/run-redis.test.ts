// Evidence: four worker processes on a real server = threads of this machine, byte for byte, whatever fails.
import { join } from 'node:path';
import { writeTinyConfig } from '../tiny-config.js';
import { describeFailures } from './failures.js';

const size = { fit: { poolPatients: 1280 }, confirmation: { patients: 320 } };

describeFailures('qcic run', {
  prepare: (cwd) => writeTinyConfig(join(cwd, 'tiny.json'), size),
  message: ['run', 'tiny.json'],
  files: ['results.json', 'calibration.json', 'figures/survival.csv', 'figures/roc.csv'],
  underWay: /\d+\/1280 patients/,
  poisonOneIn: 1150,
});
