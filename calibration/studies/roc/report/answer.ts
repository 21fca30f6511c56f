import type { AucEstimate } from '../../../biomarkers/result.js';
import { formatFixed } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import { markerStyle } from '../../../plots/marker-style.js';
import type { RocResult } from '../result.js';

const aucText = ({ auc, ci_low, ci_high }: AucEstimate): string =>
  `${formatFixed(auc, 2)} (95 % interval ${formatFixed(ci_low, 2)} to ${formatFixed(ci_high, 2)})`;

/**
 * Which marker separates the outcomes best, and what a classifier of several adds.
 *
 * @param result - of `qcic roc`
 * @returns one sentence
 */
export function rocAnswer({ label, positive, markers, classifiers }: RocResult): string {
  const [single] = Object.entries(markers).sort(([, a], [, b]) => b.auc - a.auc);
  const outcome = `${label} = ${listed(positive, ' or ')}`;
  if (single === undefined) return `No marker of ${outcome} could be analysed.`;
  const [name, marker] = single;
  const alone = `${markerStyle(name).label} alone separates ${outcome} from the other rows with an AUC of ${aucText(marker)}`;
  const [best] = classifiers
    .filter(({ markers: set }) => set.length > 1)
    .sort((a, b) => b.out_of_fold.auc - a.out_of_fold.auc);
  if (best === undefined) return `${alone}.`;
  const set = listed(best.markers.map((each) => markerStyle(each).label));
  const scale = best.scale === 'log' ? 'the logarithms of ' : '';
  return `${alone}; the best classifier of several, of ${scale}${set}, reaches ${aucText(best.out_of_fold)} out of fold.`;
}
