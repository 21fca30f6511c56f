// Evidence: slow oracle (central differences of the loss in float64) · closed form (float64).
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

/** Of differences; their error is about 1e-9 of a loss of some tens. */
const STEP = 1e-4;

/** Mean of softplus(eta) - y eta over the rows; float64. */
function meanCrossEntropy(weights: readonly number[]): number {
  let sum = 0;
  labels.forEach((label, row) => {
    const eta = weights.reduce((total, weight, j) => total + weight * design[row * WIDTH + j]!, 0);
    sum += Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - label * eta;
  });
  return sum / labels.length;
}

describe('logisticGradient', () => {
  it.each([{ weights: [0, 0, 0] }, { weights: [0.3, -1.2, 2.5] }, { weights: [-40, 80, 60] }])(
    'is the derivative of the mean cross-entropy, at $weights',
    async ({ weights }) => {
      const { tf } = await tensorflow();
      const gradient = logisticGradient(tf, { design, width: WIDTH, labels });
      const lossAt = (j: number, change: number) => meanCrossEntropy(weights.map((w, k) => (k === j ? w + change : w)));
      const differences = weights.map((_, j) => (lossAt(j, STEP) - lossAt(j, -STEP)) / (2 * STEP));
      gradient.at(weights).forEach((component, j) => {
        expect(Math.abs(component - differences[j]!)).toBeLessThan(FLOAT32_ROUNDING);
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
