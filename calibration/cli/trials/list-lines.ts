import { curveList } from '../../endpoints/curves.js';
import type { ListedTrial } from '../../targets/meta-analysis/list-trials.js';
import { trialName } from '../../targets/trial-row.js';
import { textTable } from '../../text-table.js';

const shown = (value: number | null | undefined, digits = 0): string =>
  value === null || value === undefined ? '-' : value.toFixed(digits);

/** What `qcic trials list` prints: one line per trial, arm and subgroup, then the sources. */
export function listLines(trials: readonly ListedTrial[]): readonly string[] {
  const heads = [
    'trial',
    'arm',
    'n rates',
    'evaluable',
    'DCR %',
    'n BOR',
    'BOR DCR %',
    ...curveList.flatMap(({ shortLabel, required }) => {
      const of = required ? '' : ` ${shortLabel}`;
      return [`n ${shortLabel}`, `median${of} mo`, `n${of} curve`, `${required ? '' : `${shortLabel} `}months`];
    }),
    'subset of',
  ];
  const rows = trials.flatMap(({ trial, arms }) =>
    arms.map(({ arm, subgroup, subsetOf, response, bestResponse, curves }) => [
      trialName({ trial, subgroup }),
      arm,
      shown(response?.n),
      shown(response?.evaluable),
      shown(response?.dcrPercent, 1),
      shown(bestResponse?.n),
      shown(bestResponse?.dcrPercent, 1),
      ...curveList.flatMap(({ name }) => {
        const { median, landmarks } = curves[name];
        return [
          shown(median?.n),
          shown(median?.months, 1),
          shown(landmarks?.n),
          landmarks === null ? '-' : String(landmarks.months),
        ];
      }),
      subsetOf ?? '',
    ]),
  );
  return [
    `${trials.length} trials, ${rows.length} rows. n rates, n BOR, n OS, n curve: number of patients for the response rates, best responses, the median, the curve.`,
    '',
    textTable(heads, rows),
    '',
    'Sources:',
    ...trials.map(({ trial, source }) => `  ${trial}: ${source}`),
  ];
}
