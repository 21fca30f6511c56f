import {
  type CompiledSimd,
  InputError,
  type SimulationBackend,
  type SimulationSpec,
  simdAbi,
  simulationSource,
  wasmInstance,
} from '../../src/index.js';
import type { BackendChoice } from './backend-choice.js';
import { isCacheEmpty } from './cache-folder.js';
import { instanceWith, type NativeRun } from './native-library.js';
import { builtLibrary, ensuredLibrary, type NativeHost } from './open-library.js';
import { requireSameBits } from './require-same-bits.js';
import { type Processor, vectorFormOf } from './vector-form.js';

/** What simulates, chosen anew for each model. All backends give the same bits. */
export interface Backend {
  /** Compiles a specification's model. */
  readonly compile: (spec: SimulationSpec) => Promise<SimulationBackend>;
  /** What models were compiled to, for people; null where none was. */
  readonly used: () => string | null;
}

export interface BackendHost extends Omit<NativeHost, 'system'> {
  /** Compiles a specification's model to WebAssembly. */
  readonly webAssembly: (spec: SimulationSpec) => Promise<CompiledSimd>;
  readonly processor: () => Promise<Processor>;
}

/**
 * Opens a backend. Where native code cannot be had, one sentence tells the reason, and WebAssembly simulates.
 *
 * @param choice - the backend
 * @param host - the process
 */
export function openBackend(choice: BackendChoice, host: BackendHost): Backend {
  const used = new Set<string>();
  const tell = (text: string) => {
    if (!used.has(text)) host.onNotice(`simulates with ${text}`);
    used.add(text);
  };
  const unlessHindered = async <Value>(step: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await step();
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      host.onNotice(`${cause.message}; WebAssembly simulates instead`);
      return undefined;
    }
  };
  const native = async (spec: SimulationSpec): Promise<CompiledSimd | undefined> => {
    if (choice === 'auto' && (await isCacheEmpty(host.env))) return undefined;
    const processor = await host.processor();
    const form = await unlessHindered(async () => vectorFormOf(processor));
    if (form === undefined) return undefined;
    const { shape, text } = simulationSource(spec, form.lanes);
    const verify = async (run: NativeRun, compiler: string) => {
      const code = { kind: 'native', file: '' } as const;
      const pair = [
        { simd: { ...shape, code }, instantiate: instanceWith(run) },
        { simd: await host.webAssembly(spec), instantiate: wasmInstance },
      ] as const;
      requireSameBits(spec, pair, compiler);
    };
    const source = { text, abi: simdAbi(shape), form, verify };
    const own = { ...host, system: `${processor.system} ${processor.architecture}` };
    const library = await unlessHindered(async () =>
      choice === 'native' ? ensuredLibrary(source, own) : builtLibrary(source, own),
    );
    if (library === undefined) return undefined;
    tell(`native code, ${form.lanes} patients per vector (${form.name}, ${library.record.compiler})`);
    return { ...shape, code: { kind: 'native', file: library.file } };
  };
  const webAssembly = async (spec: SimulationSpec): Promise<CompiledSimd> => {
    const simd = await host.webAssembly(spec);
    tell(`WebAssembly, ${simd.lanes} patients per vector`);
    return simd;
  };
  return {
    compile: async (spec) => {
      if (choice === 'javascript') {
        tell('JavaScript, one patient at a time');
        return choice;
      }
      return (choice === 'wasm' ? undefined : await native(spec)) ?? webAssembly(spec);
    },
    used: () => (used.size === 0 ? null : [...used].join('; ')),
  };
}
