import {
  type CompiledSimd,
  compileSimulation,
  modelFingerprint,
  type SimulationBackend,
  type SimulationSpec,
  sha256,
} from '../../src/index.js';

/** Parts of a specification that determine its model. */
export type ModelChoice = Pick<SimulationSpec, 'switches' | 'overrides' | 'varying' | 'drugs'>;

/** Compiles the model of a specification for a backend. */
export type CompileModel = (spec: SimulationSpec) => Promise<SimulationBackend>;

interface KnownModel {
  readonly hash: string;
  /** By what compiled it, as long as that is in use. */
  readonly simd: WeakMap<CompileModel, Promise<SimulationBackend>>;
}

/** Models by what determines them: generating the code that is hashed takes some ten milliseconds. */
const known = new Map<string, KnownModel>();

/** A run simulates many cohorts of one model, a sweep those of a few. */
const MOST_MODELS = 16;

function knownModel({ switches, overrides, varying, drugs }: ModelChoice): KnownModel {
  const key = JSON.stringify({ switches, overrides, varying, drugs });
  const found = known.get(key) ?? {
    hash: sha256(modelFingerprint({ switches, overrides, varying, drugs })),
    simd: new WeakMap(),
  };
  // The least recently used model is dropped first
  known.delete(key);
  known.set(key, found);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_MODELS) break;
    known.delete(oldest);
  }
  return found;
}

/**
 * Hash of the equations and fixed parameters that a specification simulates.
 *
 * @returns 64 hexadecimal digits
 * @throws InputError - on an unknown parameter or an impossible value
 */
export function modelHash(choice: ModelChoice): string {
  return knownModel(choice).hash;
}

/**
 * The model of a specification, compiled once for all cohorts that have the same; about a third of a second.
 *
 * @param compile - of the backend; default: WebAssembly
 */
export function compiledModelOf(spec: SimulationSpec): Promise<CompiledSimd>;
export function compiledModelOf(spec: SimulationSpec, compile: CompileModel | undefined): Promise<SimulationBackend>;
export function compiledModelOf(
  spec: SimulationSpec,
  compile: CompileModel = compileSimulation,
): Promise<SimulationBackend> {
  const { simd } = knownModel(spec);
  const found = simd.get(compile) ?? compile(spec);
  simd.set(compile, found);
  return found;
}
