/** How a direction divides two labels: all rows on their own side, none on the wrong side but some on the border, or not. */
export type Separation = 'none' | 'complete' | 'quasi';

/**
 * Tells whether a linear predictor separates the labels, in which case a logistic likelihood has no maximum.
 *
 * With s = +1 for label 1 and -1 for label 0: `complete` where s eta > 0 in all rows, `quasi` where s eta >= 0 in all
 * rows and > 0 in one. The likelihood then increases along the direction without bound; it has a maximum exactly where no
 * direction separates.
 *
 * @param linearPredictor - eta of each row along the direction under test; any unit; length n
 * @param labels - 1 or 0 per row; length n
 * @param relativeTolerance - what counts as the border, as a share of the largest |eta|; 0 for exact data
 * @returns the kind of separation
 * @see Albert & Anderson 1984, doi:10.1093/biomet/71.1.1
 */
export function separationAlong(
  linearPredictor: ArrayLike<number>,
  labels: ArrayLike<number>,
  relativeTolerance: number,
): Separation {
  let largest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < linearPredictor.length; row++) {
    const margin = labels[row] === 1 ? linearPredictor[row]! : -linearPredictor[row]!;
    largest = Math.max(largest, Math.abs(margin));
    least = Math.min(least, margin);
  }
  const border = relativeTolerance * largest;
  if (!(largest > 0 && least >= -border)) return 'none';
  return least > border ? 'complete' : 'quasi';
}
