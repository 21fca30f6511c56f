// Evidence: independent tool (automatic differentiation by TensorFlow.js of the loss) · closed form (float64).
import { describe, expect, it } from 'vitest';
import { logisticGradient } from '../../../calibration/biomarkers/logistic-gradient.js';
import { tensorflow } from '../../../calibration/biomarkers/tensorflow.js';
import { randomStream } from '../../../src/random/streams.js';

/** Absolute; means of 400 float32 terms of size 1. */
const FLOAT32_ROUNDING = 1e-6;

const WIDTH = 3;
const uniform = randomStream({ seed: '0', streamName: 'gradient', index: 0 });
const design = Float32Array.from({ length: 400 * WIDTH }, (_, i) => (i % WIDTH === 0 ? 1 : 4 * uniform() - 2));
const labels = Uint8Array.from({ length: 400 }, () => +(uniform() < 0.3));

describe('logisticGradient', () => {
  it.each([{ weights: [0, 0, 0] }, { weights: [0.3, -1.2, 2.5] }, { weights: [-40, 80, 60] }])(
    'is what automatic differentiation of the mean cross-entropy gives, at $weights',
    async ({ weights }) => {
      const { tf } = await tensorflow();
      const gradient = logisticGradient(tf, { design, width: WIDTH, labels });
      const automatic = tf.tidy(() => {
        const [x, y] = [tf.tensor2d(design, [400, WIDTH]), tf.tensor2d(Float32Array.from(labels), [400, 1])];
        const loss = tf.grad((w) => {
          const eta = tf.matMul(x, tf.reshape(w, [WIDTH, 1]));
          return tf.mean(tf.sub(tf.softplus(eta), tf.mul(y, eta)));
        });
        return Array.from(loss(tf.tensor1d(weights)).dataSync());
      });
      gradient.at(weights).forEach((component, j) => {
        expect(Math.abs(component - automatic[j]!)).toBeLessThan(FLOAT32_ROUNDING);
      });
      gradient.dispose();
    },
  );

  it('stays finite, and equal to the float64 value, where exp(eta) overflows', async () => {
    const { tf } = await tensorflow();
    const gradient = logisticGradient(tf, { design, width: WIDTH, labels });
    const weights = [0, 5000, 0];
    const expected = [0, 0, 0];
    labels.forEach((label, row) => {
      const residual = (design[row * WIDTH + 1]! > 0 ? 1 : 0) - label;
      for (let j = 0; j < WIDTH; j++) expected[j]! += (residual * design[row * WIDTH + j]!) / labels.length;
    });
    gradient.at(weights).forEach((component, j) => {
      // Rows within 1e-3 of the border have neither 0 nor 1; there is none in this sample.
      expect(Math.abs(component - expected[j]!)).toBeLessThan(FLOAT32_ROUNDING);
    });
    gradient.dispose();
  });

  it('leaves no tensor behind', async () => {
    const { tf } = await tensorflow();
    const before = tf.memory().numTensors;
    const gradient = logisticGradient(tf, { design, width: WIDTH, labels });
    gradient.at([0, 1, 2]);
    gradient.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
