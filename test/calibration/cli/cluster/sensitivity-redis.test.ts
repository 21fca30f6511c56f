// Evidence: four worker processes on a real server = threads of this machine, byte for byte, whatever fails.
import { describeFailures } from './failures.js';

describeFailures('qcic sensitivity', {
  message: ['sensitivity', 'pcc', '--samples', '6000', '--parameters', 'tumor proliferation,tumor apoptosis,V_C'],
  files: ['pcc.csv', 'figures/scatter.csv'],
  underWay: /\d+\/6000 patients/,
  poisonOneIn: 7000,
});
