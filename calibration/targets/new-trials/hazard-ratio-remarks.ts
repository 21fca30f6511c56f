import { curves } from '../../endpoints/curves.js';
import { rowName } from '../trial-row.js';
import type { TrialTables } from '../trial-tables.js';
import type { NewTrial } from './new-trial.js';

/**
 * Hazard ratios of new trials: what each is compared with. They are checks of a model, not targets of a fit.
 *
 * @param trials - rows of new trials
 * @param tables - the tables with these rows added
 * @returns sentences: hazard ratios against an arm that the trial does not have, and those on the other side of 1 than the medians
 */
export function hazardRatioRemarks(trials: readonly NewTrial[], tables: TrialTables): readonly string[] {
  return trials.flatMap((trial) =>
    trial.hazardRatios.flatMap(({ endpoint, versus, hazardRatio }) => {
      const { shortLabel, medianTable } = curves[endpoint];
      const medianOf = (arm: string) =>
        tables[medianTable].find(
          (row) => row.trial === trial.trial && row.subgroup === trial.subgroup && row.arm === arm,
        )?.medianMonths;
      const isThere = trials.some((row) => row.trial === trial.trial && row.arm === versus);
      const place = `${trial.where}: ${rowName(trial)}: hazard ratio of ${shortLabel} ${hazardRatio} against ${versus}`;
      const [own, other] = [medianOf(trial.arm), medianOf(versus)];
      if (!isThere && other === undefined) return [`${place}: the trial has no row of that arm`];
      if (own === undefined || other === undefined || own === other) return [];
      const isOpposite = hazardRatio !== 1 && hazardRatio < 1 !== own > other;
      return isOpposite ? [`${place}, yet the medians are ${own} and ${other} months`] : [];
    }),
  );
}
