import { InputError, NumericalError } from '../errors.js';

/**
 * What is done about samples without a result. `drop`: they are omitted, with the whole block that needs them; `bounds`: the
 * same, and besides each is given the smallest and the largest output seen, to bound what it could have changed; `stop`: the
 * analysis ends.
 */
export const failurePolicies = ['drop', 'bounds', 'stop'] as const;
export type FailurePolicy = (typeof failurePolicies)[number];

/** Outputs of a design, block by block: a block is what an estimator needs together (a sample, a trajectory, a Saltelli block). */
export interface SampledOutput {
  /** Output of each sample; the value of a failed one has no meaning; blocks x blockSize. */
  readonly values: Float64Array;
  /** 1 where a sample failed. */
  readonly failed: Uint8Array;
  readonly blockSize: number;
}

/** Failed samples, and the blocks that they took out. */
export interface FailureCounts {
  readonly samples: number;
  readonly failed: number;
  readonly blocks: number;
  readonly droppedBlocks: number;
}

/** An estimate from whole blocks, and with failed samples at either extreme. */
export interface BoundedEstimate<Estimate> {
  readonly estimate: Estimate;
  /** With all failed samples at the smallest and at the largest output; null where none failed or no bounds were asked for. */
  readonly extremes: readonly [smallest: Estimate, largest: Estimate] | null;
  readonly counts: FailureCounts;
}

/**
 * Estimates from a design in which samples may have failed.
 *
 * @param output - values and failures
 * @param policy - what to do about failures
 * @param estimate - from values and the blocks to use, ascending
 * @throws NumericalError - under `stop` when a sample failed; under any policy when no block is whole
 * @throws InputError - when the values are not whole blocks
 */
export function estimateWithFailures<Estimate>(
  output: SampledOutput,
  policy: FailurePolicy,
  estimate: (values: Float64Array, blocks: Uint32Array) => Estimate,
): BoundedEstimate<Estimate> {
  const { values, failed, blockSize } = output;
  const total = values.length / blockSize;
  if (!(Number.isInteger(total) && failed.length === values.length)) {
    throw new InputError(`samples: must be blocks of ${blockSize} with a flag each; got ${values.length} values`);
  }
  const every = Uint32Array.from({ length: total }, (_, block) => block);
  const whole = every.filter(
    (block) => !failed.subarray(block * blockSize, (block + 1) * blockSize).some((flag) => flag !== 0),
  );
  const counts: FailureCounts = {
    samples: values.length,
    failed: failed.reduce((sum, flag) => sum + (flag === 0 ? 0 : 1), 0),
    blocks: total,
    droppedBlocks: total - whole.length,
  };
  if (policy === 'stop' && counts.failed > 0) {
    throw new NumericalError(`samples: must all complete under the policy 'stop'; got ${counts.failed} that failed`);
  }
  if (whole.length === 0)
    throw new NumericalError(`samples: at least one block must complete; got ${total} that failed`);
  const extremes = policy === 'bounds' && counts.failed > 0 ? filled(values, failed) : null;
  return {
    estimate: estimate(values, whole),
    extremes: extremes === null ? null : [estimate(extremes[0], every), estimate(extremes[1], every)],
    counts,
  };
}

/** The values with the smallest, and with the largest, completed one in the place of every failed one. */
function filled(values: Float64Array, failed: Uint8Array): readonly [Float64Array, Float64Array] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  values.forEach((value, index) => {
    if (failed[index] !== 0) return;
    if (value < low) low = value;
    if (value > high) high = value;
  });
  const withFill = (fill: number) => values.map((value, index) => (failed[index] === 0 ? value : fill));
  return [withFill(low), withFill(high)];
}
