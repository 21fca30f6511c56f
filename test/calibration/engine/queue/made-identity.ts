import type { ProgramIdentity } from '../../../../calibration/engine/queue/protocol.js';

/** A made-up program. */
export const madeIdentity: ProgramIdentity = {
  protocol: 1,
  version: '1.2.3',
  code: 'c0de',
  model: '30de1',
  config: 'c0f16',
  tensorflow: 'tensorflow',
};
