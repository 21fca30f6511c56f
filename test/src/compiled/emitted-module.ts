import { assemble } from '../../../src/compiled/code/assemble.js';
import { watText } from '../../../src/compiled/code/wat-target.js';
import { SimdCode } from '../../../src/compiled/simd-code.js';
import { NUMBER_BYTES, type SimdLayout } from '../../../src/compiled/simd-layout.js';

const PAGE_BYTES = 65_536;

/** A module of a test: its memory as numbers, and its functions. */
export interface EmittedModule {
  readonly numbers: Float64Array;
  /** The pair at a byte address. */
  pairAt(address: number): readonly [number, number];
  setPair(address: number, pair: readonly [number, number]): void;
  /** Calls an exported function without parameters. */
  call(name: string): void;
}

/**
 * Emits a module and makes it run.
 *
 * @param layout - addresses that the emitters use
 * @param emit - adds functions; each is exported
 */
export async function emittedModule(
  layout: SimdLayout,
  emit: (code: SimdCode) => readonly string[],
): Promise<EmittedModule> {
  const code = new SimdCode(layout);
  for (const name of emit(code)) code.export(name);
  const bytes = await assemble(watText(code.module, layout.lanes));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.end / PAGE_BYTES), maximum: PAGE_BYTES });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  const numbers = new Float64Array(memory.buffer);
  return {
    numbers,
    pairAt: (address) => [numbers[address / NUMBER_BYTES]!, numbers[address / NUMBER_BYTES + 1]!],
    setPair: (address, pair) => numbers.set(pair, address / NUMBER_BYTES),
    call: (name) => {
      const run = exports[name];
      if (typeof run !== 'function') throw new Error(`the module of the test must export ${name}`);
      run();
    },
  };
}
