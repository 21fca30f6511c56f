// Evidence: the laws of the choice, with stand-ins for the native package.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTensorFlow, type TensorFlow, tensorflow } from '../../../calibration/biomarkers/tensorflow.js';

/** The packages without the native one, in whose place stands the core. */
const javaScript = (specifier: string): Promise<TensorFlow> =>
  import(specifier.endsWith('tfjs-node') ? '@tensorflow/tfjs-core' : specifier);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('tensorflow', () => {
  // First in the file: the backend prints its notice at the first tensor of the process only, and each test file has its own.
  it('loads and computes its first tensor without console output', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    const { tf } = await tensorflow();
    expect(tf.tidy(() => tf.sum(tf.tensor1d([1, 2])).dataSync()[0])).toBe(3);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('is one library per process', async () => {
    expect(await tensorflow()).toBe(await tensorflow());
  });
});

describe('loadTensorFlow', () => {
  it('uses the JavaScript package where the native one cannot be imported', async () => {
    const asked: string[] = [];
    const { backend, tf } = await loadTensorFlow((specifier) => {
      asked.push(specifier);
      return specifier.endsWith('tfjs-node') ? Promise.reject(new Error('not installed')) : javaScript(specifier);
    });
    expect(backend).toBe('tfjs (JavaScript)');
    expect(tf.getBackend()).toBe('cpu');
    expect(asked).toEqual(['@tensorflow/tfjs-node', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']);
  });

  it('uses the JavaScript package where the native one can be imported but not started', async () => {
    // Without its binary the native package registers no backend `tensorflow`; the core has none either.
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect((await loadTensorFlow(javaScript)).backend).toBe('tfjs (JavaScript)');
  });

  it('uses the native package where it works, named exports or default', async () => {
    const { tf } = await tensorflow();
    tf.registerBackend('tensorflow', () => tf.findBackend('cpu'));
    for (const kernel of tf.getKernelsForBackend('cpu')) tf.registerKernel({ ...kernel, backendName: 'tensorflow' });
    try {
      expect((await loadTensorFlow(javaScript)).backend).toBe('tfjs-node (native)');
      const underDefault = () => Promise.resolve({ default: tf });
      expect((await loadTensorFlow(underDefault)).tf).toBe(tf);
    } finally {
      await tf.setBackend('cpu');
    }
  });

  it('fails where neither package can be imported', async () => {
    await expect(loadTensorFlow(() => Promise.reject(new Error('no package')))).rejects.toThrow('no package');
  });
});
