import { InputError } from '../errors.js';
import { splitByLabel } from './split-by-label.js';

export interface BootstrapOptions {
  /** Resamples; whole; at least 1. */
  readonly replicates: number;
  /** Uniform numbers in [0, 1) for a replicate, by its index from 0; the same numbers for the same index. */
  readonly streamOf: (replicate: number) => () => number;
}

/** Rows of a score in ascending order, and where each run of equal values ends. */
interface ScoreOrder {
  readonly rows: Uint32Array;
  /** 1 at the last row of a run of equal values. */
  readonly lastOfRun: Uint8Array;
}

/**
 * Areas under the ROC curves of several scores on stratified bootstrap resamples of the rows.
 *
 * Each replicate draws m of the m positives and n of the n negatives with replacement; all scores see the same draws, so
 * that differences between them can be formed replicate by replicate. Scores are sorted once: a replicate costs m + n
 * draws and one walk per score.
 *
 * @param scores - k scores of the same m + n rows; larger for what is thought positive; finite
 * @param labels - 1 for the m positives, 0 for the n negatives; both occur
 * @param options - number of replicates and their random numbers
 * @returns per score its areas, replicate by replicate; each in [0, 1]
 * @throws InputError - when a score breaks the contract of splitByLabel or `replicates` is not a whole number >= 1
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, doi:10.1201/9780429246593
 */
export function bootstrapAucs(
  scores: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  { replicates, streamOf }: BootstrapOptions,
): Float64Array[] {
  if (!(Number.isInteger(replicates) && replicates >= 1)) {
    throw new InputError(`bootstrapAucs.replicates: must be a whole number of at least 1; got ${replicates}`);
  }
  for (const score of scores) splitByLabel(score, labels, 'bootstrapAucs');
  const strata = [0, 1].map((label) =>
    Uint32Array.from(Array.from(labels, (_, row) => row).filter((row) => labels[row] === label)),
  );
  const orders = scores.map(orderOf);
  const areas = scores.map(() => new Float64Array(replicates));
  const times = new Uint32Array(labels.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const uniform = streamOf(replicate);
    times.fill(0);
    for (const rows of strata) {
      for (let draw = 0; draw < rows.length; draw++) times[rows[Math.floor(uniform() * rows.length)]!]!++;
    }
    orders.forEach((order, index) => {
      areas[index]![replicate] = areaOf(order, times, labels) / (strata[0]!.length * strata[1]!.length);
    });
  }
  return areas;
}

function orderOf(scores: ArrayLike<number>): ScoreOrder {
  const rows = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  const lastOfRun = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    lastOfRun[place] = Number(place + 1 === rows.length || scores[rows[place + 1]!]! !== scores[rows[place]!]!);
  }
  return { rows, lastOfRun };
}

/** Pairs of a positive above a negative, ties counting one half, each row taken as often as it was drawn. */
function areaOf({ rows, lastOfRun }: ScoreOrder, times: Uint32Array, labels: ArrayLike<number>): number {
  let pairs = 0;
  let below = 0;
  let positives = 0;
  let negatives = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    if (labels[row] === 1) positives += times[row]!;
    else negatives += times[row]!;
    if (lastOfRun[place] === 1) {
      pairs += positives * (below + negatives / 2);
      below += negatives;
      positives = 0;
      negatives = 0;
    }
  }
  return pairs;
}
