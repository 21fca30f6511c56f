import { UNRELIABLE_PARETO_K } from '../../src/index.js';
import { endpoints } from '../endpoints/endpoints.js';
import { formatFixed, formatSigned } from '../page/format-number.js';
import type { ExplorerResult } from '../studies/explore/explorer-model.js';
import type { ExplorerPool } from '../studies/explore/explorer-pool.js';
import { textTable } from '../text-table.js';

/** What the weighted patients show at a state, beside the fitted point and the trials: lines for the terminal. */
export function exploreLines(
  { origin, labels }: ExplorerPool,
  result: ExplorerResult,
  fitted: ExplorerResult,
): readonly string[] {
  const { patients, effectiveSampleSize, paretoK: k } = result;
  const tables = Object.entries(result.endpoints).map(([arm, values]) => {
    const rows = endpoints.flatMap(({ name, label, decimals, unit }) => {
      const row = result.rows.find((each) => each.arm === arm && each.endpoint === name);
      const before = fitted.endpoints[arm]![name];
      return [
        [
          `${label}${unit === 'months' ? ', months' : ', %'}`,
          formatFixed(before, decimals),
          formatFixed(values[name], decimals),
          formatSigned(values[name] - before, decimals),
          formatFixed(row?.target, decimals),
          formatSigned(row?.difference, decimals),
          row === undefined || row.verdict === 'not assessed' ? '' : row.verdict,
        ],
      ];
    });
    const heads = [labels[arm] ?? arm, 'fitted', 'explored', 'change', 'trials', 'difference', 'tolerance'];
    return textTable(heads, rows);
  });
  return [
    `${origin.name}: ${patients} weighted patients, effective sample size ${formatFixed(effectiveSampleSize, 0)} (${formatFixed((100 * effectiveSampleSize) / patients, 0)} %), Pareto k ${formatFixed(k, 2)}`,
    ...(k > UNRELIABLE_PARETO_K
      ? [
          `warning: Pareto k above ${UNRELIABLE_PARETO_K}: the pool lacks the patients that these shapes need; simulate them with --adopt and qcic run`,
        ]
      : []),
    ...Object.entries(result.state).map(([name, value]) => `  ${name} = ${value}`),
    ...tables.flatMap((table) => ['', table]),
    '',
    `Largest difference over its tolerance: ${formatFixed(result.worst, 2)} (${result.worstTarget}); at the fitted point ${formatFixed(fitted.worst, 2)} (${fitted.worstTarget}).`,
  ];
}
