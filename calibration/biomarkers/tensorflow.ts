import { createRequire } from 'node:module';
import type * as TensorFlowCore from '@tensorflow/tfjs-core';

/** The interface that the native package and the JavaScript one share: tensors and their operations. */
export type TensorFlow = typeof TensorFlowCore;

/** TensorFlow.js, initialised, and the name of its implementation. */
export interface TensorFlowBackend {
  readonly tf: TensorFlow;
  readonly backend: 'tfjs-node (native)' | 'tfjs (JavaScript)';
}

/** A module as returned by `import()`; a CommonJS package may keep its exports under `default`. */
type ImportModule = (specifier: string) => Promise<TensorFlow | { readonly default: TensorFlow }>;

// Specifier in a variable: the package is optional, and the types must hold where it is not installed.
const NATIVE_PACKAGE: string = '@tensorflow/tfjs-node';
const CORE_PACKAGE = '@tensorflow/tfjs-core';
/** Adds the backend `cpu` to the core. */
const CPU_PACKAGE = '@tensorflow/tfjs-backend-cpu';

/** Folders of the native package that hold its library, one for each version of the interface of Node. */
const nativeForms: readonly string[] = [3, 4, 5, 6, 7, 8, 9, 10].map((version) => `napi-v${version}`);

/**
 * Makes sure that the native package has its library, which is downloaded when it is installed. Without it the package would fail only
 * after it has registered a JavaScript backend of its own, beside the one that is used then.
 */
function requireNativeLibrary(): void {
  const { resolve } = createRequire(import.meta.url);
  const hasForm = (form: string) => {
    try {
      return resolve(`${NATIVE_PACKAGE}/lib/${form}/tfjs_binding.node`) !== '';
    } catch {
      return false;
    }
  };
  if (!nativeForms.some(hasForm)) throw new Error(`${NATIVE_PACKAGE}: must have its native library; got none`);
}

/** The JavaScript packages by their names, so that they are found when the program is bundled. */
const importPackage: ImportModule = async (specifier) => {
  if (specifier === NATIVE_PACKAGE) requireNativeLibrary();
  if (specifier === CORE_PACKAGE) return import('@tensorflow/tfjs-core');
  if (specifier === CPU_PACKAGE) return import('@tensorflow/tfjs-backend-cpu') as unknown as ReturnType<ImportModule>;
  return import(specifier);
};

/**
 * Loads TensorFlow.js: the native package where it is installed and working, else the core with the JavaScript backend.
 *
 * Both compute in float32; they may differ in the last bits. Production mode is set before the first tensor, which
 * suppresses the notice of the JavaScript backend about the native one.
 *
 * @param importModule - imports a module by name; `import()` of the installed or bundled package outside tests
 * @returns the library and its name
 * @throws Error - when the JavaScript packages cannot be imported
 */
export async function loadTensorFlow(importModule: ImportModule = importPackage): Promise<TensorFlowBackend> {
  try {
    const tf = await prepared(await importModule(NATIVE_PACKAGE), 'tensorflow');
    return { tf, backend: 'tfjs-node (native)' };
  } catch {
    // Not installed, or its binary is missing or not compatible with this Node: the JavaScript backend is used.
    const core = await importModule(CORE_PACKAGE);
    await importModule(CPU_PACKAGE);
    const tf = await prepared(core, 'cpu');
    return { tf, backend: 'tfjs (JavaScript)' };
  }
}

async function prepared(imported: Awaited<ReturnType<ImportModule>>, backendName: string): Promise<TensorFlow> {
  const tf = 'enableProdMode' in imported ? imported : imported.default;
  tf.enableProdMode();
  if (!(await tf.setBackend(backendName)))
    throw new Error(`TensorFlow.js: backend ${backendName} must start; got none`);
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([[3]]), tf.tensor2d([[2]])).dataSync()[0]);
  if (product !== 6) throw new Error(`TensorFlow.js: 3 x 2 must be 6 on backend ${backendName}; got ${product}`);
  return tf;
}

let loaded: Promise<TensorFlowBackend> | undefined;

/**
 * The TensorFlow.js of this process, loaded at the first call.
 *
 * @returns the library and its name; the same object at each call
 */
export function tensorflow(): Promise<TensorFlowBackend> {
  loaded ??= loadTensorFlow();
  return loaded;
}
