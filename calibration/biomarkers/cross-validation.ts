import { classifierScores, type LabelledMarkers, type LogisticClassifier } from './logistic-classifier.js';

/** Scores that each row got from a classifier which had not seen it. */
export interface OutOfFoldScores {
  /** Log odds of response; length n. */
  readonly scores: Float64Array;
  /** Folds whose training rows a plane divides without error: their scores have no common scale with the others. */
  readonly separatedFolds: number;
  /** Folds whose training neither converged nor found such a plane. */
  readonly unconvergedFolds: number;
}

/** How a fold is trained, and what to await before each (a chance to stop). */
export interface CrossValidationSteps {
  readonly train: (training: LabelledMarkers) => LogisticClassifier;
  readonly beforeFold: () => Promise<void>;
}

/**
 * Out-of-fold scores of k-fold cross-validation.
 *
 * For each fold a classifier is trained on the rows of all other folds - scaling included, so that nothing of the fold
 * leaks into it - and scores the rows of the fold.
 *
 * @param data - markers and labels of n rows
 * @param foldOf - fold of each row, e.g. of stratifiedFolds; whole, from 0; length n
 * @param steps - training, and what to await before each fold
 * @returns scores and how training went
 * @throws InputError - whatever training throws, e.g. when a marker is constant on the training rows
 */
export async function outOfFoldScores(
  data: LabelledMarkers,
  foldOf: Uint32Array,
  steps: CrossValidationSteps,
): Promise<OutOfFoldScores> {
  const scores = new Float64Array(foldOf.length);
  const folds = foldOf.reduce((largest, fold) => Math.max(largest, fold), 0) + 1;
  let separatedFolds = 0;
  let unconvergedFolds = 0;
  for (let fold = 0; fold < folds; fold++) {
    await steps.beforeFold();
    const [inside, outside] = rowsOf(foldOf, fold);
    const classifier = steps.train({
      columns: data.columns.map((column) => taken(column, outside)),
      labels: Uint8Array.from(outside, (row) => data.labels[row]!),
    });
    if (classifier.separated) separatedFolds++;
    else if (!classifier.converged) unconvergedFolds++;
    const ofFold = classifierScores(
      classifier,
      data.columns.map((column) => taken(column, inside)),
    );
    inside.forEach((row, place) => {
      scores[row] = ofFold[place]!;
    });
  }
  return { scores, separatedFolds, unconvergedFolds };
}

/** Rows of a fold and all others, each ascending. */
function rowsOf(foldOf: Uint32Array, fold: number): readonly [inside: Uint32Array, outside: Uint32Array] {
  const size = foldOf.reduce((count, other) => count + (other === fold ? 1 : 0), 0);
  const [inside, outside] = [new Uint32Array(size), new Uint32Array(foldOf.length - size)];
  let found = 0;
  for (let row = 0; row < foldOf.length; row++) {
    if (foldOf[row] === fold) inside[found++] = row;
    else outside[row - found] = row;
  }
  return [inside, outside];
}

function taken(column: Float64Array, rows: Uint32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) values[place] = column[rows[place]!]!;
  return values;
}
