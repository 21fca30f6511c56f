import '../../../src/compiled/web-assembly.js';
import binaryen from 'binaryen';
import { type Code, LaneCode } from '../../../src/compiled/lane-code.js';
import { laneLayout } from '../../../src/compiled/lane-layout.js';

/** An emitted function of a pair, as code: what to do first, and the result. */
type Emitter = (code: LaneCode, argument: Code) => readonly [prepare: readonly Code[], result: Code];

const ARGUMENT = 0;
const RESULT = 16;

/** A module that loads a pair, applies the emitted function and stores the result: one number per lane in and out. */
export function pairFunction(emit: Emitter): (first: number, second: number) => readonly [number, number] {
  const code = new LaneCode(binaryen, laneLayout(1, 0));
  code.function('apply', [], 'none', () => {
    const [prepare, result] = emit(code, code.loadPair(ARGUMENT));
    return [...prepare, code.storePair(RESULT, result)];
  });
  code.module.addFunctionExport('apply', 'apply');
  if (code.module.validate() === 0) throw new Error('the module of the test must be valid');
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code.module.emitBinary()), { host: { memory } });
  const { apply } = exports;
  if (typeof apply !== 'function') throw new Error('the module of the test must export its function');
  const numbers = new Float64Array(memory.buffer);
  return (first, second) => {
    numbers.set([first, second], ARGUMENT / 8);
    apply();
    return [numbers[RESULT / 8]!, numbers[RESULT / 8 + 1]!];
  };
}
