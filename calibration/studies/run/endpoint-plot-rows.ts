import { expectedHazardRatio, ownValue, wilsonInterval, Z95 } from '../../../src/index.js';
import { type bestClassNames, PD_OR_NE } from '../../endpoints/best-response.js';
import type { ArmOutcomeWithCurve } from '../../fit/cohort-outcome.js';
import type { ArmOutcome } from '../../fit/results.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { HazardRatioRow as PublishedRatio } from '../../targets/hazard-ratios.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { BestResponseRow, HazardRatioRow, PfsClinicalRow, PfsRow } from './plot-tables.js';

type Outcomes = Readonly<Record<string, ArmOutcomeWithCurve>>;

/** Expected progression-free survival of the cohort, daily. */
export function pfsRows(outcomes: Outcomes, monthDays: number): readonly PfsRow[] {
  return Object.entries(outcomes).flatMap(([arm, { progressionFree }]) =>
    Array.from(progressionFree, (share, day) => ({ arm, day, month: day / monthDays, pfs_percent: 100 * share })),
  );
}

const noMonths = { month_low: null, month_high: null } as const;
const noPercent = { ci_low: null, ci_high: null } as const;

/** Wilson interval of a percentage. */
function shareInterval(percent: number, n: number): Pick<PfsClinicalRow, 'ci_low' | 'ci_high'> {
  const { low, high } = wilsonInterval({ successes: (percent / 100) * n, trials: n });
  return { ci_low: 100 * low, ci_high: 100 * high };
}

/** Medians and shares of progression-free survival: pooled with intervals, and of each trial. */
export function pfsClinicalRows(
  targets: readonly ClinicalTargets[],
  { medianPfs, pfs }: TrialTables,
): readonly PfsClinicalRow[] {
  return targets.flatMap(({ arm, curves: { pfs: pooled } }) => {
    const { median, landmarks } = pooled;
    const half = median === null ? 0 : Z95 * median.standardError;
    const ofPool = { arm, trial: 'pooled', subgroup: '' } as const;
    const medians = medianPfs
      .filter((row) => row.arm === arm)
      .map(({ trial, subgroup, n, medianMonths, interval }) => ({
        ...{ arm, trial, subgroup, statistic: 'median' as const, month: medianMonths },
        month_low: interval?.lowMonths ?? null,
        month_high: interval?.highMonths ?? null,
        ...{ pfs_percent: 50, ...noPercent, n },
      }));
    const shares = pfs
      .filter((row) => row.arm === arm)
      .flatMap(({ trial, subgroup, n, months, percent }) =>
        months.flatMap((month, index) => {
          if (month === 0) return [];
          const share = percent[index]!;
          const at = { statistic: 'landmark' as const, month, ...noMonths, pfs_percent: share };
          return [{ arm, trial, subgroup, ...at, ...shareInterval(share, n), n }];
        }),
      );
    return [
      ...(median === null
        ? []
        : [
            {
              ...{ ...ofPool, statistic: 'median' as const, month: median.months },
              month_low: Math.max(0, median.months - half),
              month_high: median.months + half,
              ...{ pfs_percent: 50, ...noPercent, n: median.distinctPatients },
            },
          ]),
      ...medians,
      ...(landmarks?.months ?? []).flatMap((month, index) => {
        if (month === 0) return [];
        const [percent, n] = [landmarks!.percent[index]!, landmarks!.patients[index]!];
        const at = { statistic: 'landmark' as const, month, ...noMonths, pfs_percent: percent };
        return [{ ...ofPool, ...at, ...shareInterval(percent, n), n }];
      }),
      ...shares,
    ];
  });
}

/** Best overall response: the cohort, the pooled trials and each trial; PD and NE together where a source does not tell them apart. */
export function bestResponseRows(
  outcomes: Readonly<Record<string, ArmOutcome>>,
  targets: readonly ClinicalTargets[],
  { bestResponse }: TrialTables,
): readonly BestResponseRow[] {
  return targets.flatMap(({ arm, bestResponse: pooled }) => {
    const rows = (
      place: Pick<BestResponseRow, 'source' | 'subgroup' | 'n'>,
      percents: Readonly<Record<(typeof bestClassNames)[number], number | null>>,
    ): readonly BestResponseRow[] => {
      const { cr, pr, sd, pd, ne } = percents;
      const row = (best: BestResponseRow['best'], percent: number) => ({ arm, ...place, best, percent });
      const controlled = [row('CR', cr!), row('PR', pr!), row('SD', sd!)];
      if (pd !== null && ne !== null) return [...controlled, row('PD', pd), row('NE', ne)];
      return [...controlled, row(PD_OR_NE, Math.max(0, 100 - cr! - pr! - sd!))];
    };
    const outcome = ownValue(outcomes, arm);
    return [
      ...(outcome === undefined ? [] : rows({ source: 'simulated', subgroup: '', n: outcome.completed }, outcome.bor)),
      ...(pooled === null ? [] : rows({ source: 'pooled trials', subgroup: '', n: pooled.n }, pooled)),
      ...bestResponse
        .filter((row) => row.arm === arm)
        .flatMap(({ trial, subgroup, n, crPercent, prPercent, sdPercent, pdPercent, nePercent }) =>
          rows(
            { source: trial, subgroup, n },
            { cr: crPercent, pr: prPercent, sd: sdPercent, pd: pdPercent, ne: nePercent },
          ),
        ),
    ];
  });
}

/**
 * Hazard ratios of pairs of arms: what Cox regression tends to with the expected curves of the cohort, and each published one.
 *
 * Pairs are the published ones whose arms are both in the run; without any, every arm against the first. A ratio of 0, infinite or
 * undefined (an arm without events) has no row.
 *
 * @param outcomes - expected curves of each arm
 * @param published - hazard ratios of trials
 * @param arms - of the run, in order
 */
export function hazardRatioRows(
  outcomes: Outcomes,
  published: readonly PublishedRatio[],
  arms: readonly string[],
): readonly HazardRatioRow[] {
  const known = published.filter(({ arm, versus }) => arms.includes(arm) && arms.includes(versus));
  const pairs = known.length > 0 ? known : arms.slice(1).map((arm) => ({ arm, versus: arms[0]! }));
  const keyOf = ({ arm, versus }: { readonly arm: string; readonly versus: string }) => `${arm}\n${versus}`;
  const distinct = pairs.filter((pair, index) => pairs.findIndex((other) => keyOf(other) === keyOf(pair)) === index);
  return (['os', 'pfs'] as const).flatMap((endpoint) =>
    distinct.flatMap(({ arm, versus }) => {
      const curveOf = (name: string) => {
        const outcome = ownValue(outcomes, name);
        return outcome === undefined ? undefined : endpoint === 'os' ? outcome.alive : outcome.progressionFree;
      };
      const [own, other] = [curveOf(arm), curveOf(versus)];
      if (own === undefined || other === undefined) return [];
      const pair = { endpoint, arm, versus };
      const { hazardRatio } = expectedHazardRatio(falling(own), falling(other));
      const isRatio = hazardRatio > 0 && Number.isFinite(hazardRatio);
      return [
        ...(isRatio ? [{ ...pair, source: 'simulated', hazard_ratio: hazardRatio, ...noPercent, basis: '' }] : []),
        ...known
          .filter((row) => row.endpoint === endpoint && keyOf(row) === keyOf(pair))
          .map(({ trial, hazardRatio: ratio, low95, high95, basis }) => ({
            ...{ ...pair, source: trial, hazard_ratio: ratio },
            ...{ ci_low: low95, ci_high: high95, basis },
          })),
      ];
    }),
  );
}

/** The curve without rises by rounding of its means. */
function falling(curve: Float64Array): Float64Array {
  let least = 1;
  return curve.map((share) => {
    least = Math.min(least, share);
    return least;
  });
}
