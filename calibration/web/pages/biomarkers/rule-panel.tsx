import { useMemo } from 'preact/hooks';
import { formatCount, formatFixed, formatSignificant } from '../../../browser.js';
import type { AnalysedTable, StoredCurve } from '../../../server/api/biomarkers.js';
import { useAddressState } from '../../app/address.js';
import { numberCodec, textCodec } from '../../app/codecs.js';
import { Button } from '../../components/button.js';
import { Select } from '../../components/select.js';
import { Slider } from '../../components/slider.js';
import { Stat, StatRow } from '../../components/stat.js';
import { LineFigure } from '../../plots/line-figure.js';
import {
  type Estimate,
  type MarkerValues,
  placeOfThreshold,
  rulePerformance,
  rulesOf,
  youdenPlace,
} from './operating-rule.js';
import { rocModel, spreadModel } from './roc-plots.js';

interface RulePanelProps {
  readonly table: AnalysedTable;
  readonly curves: readonly StoredCurve[];
  readonly values: ReadonlyMap<string, MarkerValues>;
}

/** Prevalences that the slider reaches; per cent. */
const PREVALENCE = { min: 1, max: 99, step: 0.1 } as const;

/** A score, its threshold and the prevalence to move, and what the rule is worth. */
export function RulePanel({ table, curves, values }: RulePanelProps) {
  const scores = useMemo(
    () => curves.map((curve) => rulesOf(curve, table, values.get(curve.score))).toSorted((a, b) => b.auc - a.auc),
    [table, curves, values],
  );
  const best = scores.find(({ kind }) => kind === 'marker') ?? scores[0];
  const name = useAddressState('score', textCodec, '', 'step');
  const prevalence = useAddressState('prevalence', numberCodec, Number((100 * table.prevalence).toFixed(1)));
  const threshold = useAddressState<number>('threshold', numberCodec, Number.NaN);
  const found = scores.findIndex(({ score }) => score === name.value);
  const chosen = found < 0 ? Math.max(0, scores.indexOf(best!)) : found;
  const rules = scores[chosen];
  if (rules === undefined) return <p class="soft">The study stored no curves of this table.</p>;
  const place = Number.isNaN(threshold.value) ? youdenPlace(rules.points) : placeOfThreshold(rules, threshold.value);
  const point = rules.points[place]!;
  const share = Math.min(0.99, Math.max(0.01, prevalence.value / 100));
  const performance = rulePerformance(point, table, share);
  const own = values.get(rules.score);
  return (
    <div class="split">
      <div class="side">
        <Select
          label="Score"
          value={{
            get value() {
              return rules.score;
            },
            set value(next) {
              name.value = next;
              threshold.value = Number.NaN;
            },
          }}
          options={scores.map(({ score, kind, auc }) => ({
            value: score,
            label: `${score} (${kind === 'marker' ? '' : 'out of fold, '}AUC ${formatFixed(auc, 2)})`,
          }))}
        />
        <Slider
          label="Threshold"
          value={{
            get value() {
              return place;
            },
            set value(next) {
              threshold.value = rules.points[Math.round(next)]?.threshold ?? Number.NaN;
            },
          }}
          min={1}
          max={rules.points.length - 1}
          step={1}
          hint="Number of the rule, from strict to lenient"
        />
        <p class="rule">
          {rules.score} {rules.relation === '>=' ? '≥' : '≤'} <strong>{formatSignificant(point.threshold, 4)}</strong>
        </p>
        <Slider
          label="Prevalence"
          value={prevalence}
          {...PREVALENCE}
          unit="%"
          format={(value) => formatFixed(value, 1)}
        />
        <Button
          label="Best sum of sensitivity and specificity"
          icon="reset"
          onClick={() => {
            threshold.value = Number.NaN;
          }}
        />
      </div>
      <div>
        <h2 class="only-read">The rule</h2>
        <div aria-live="polite">
          <StatRow>
            <Share label="Sensitivity" estimate={performance.sensitivity} />
            <Share label="Specificity" estimate={performance.specificity} />
            <Share label="PPV" estimate={performance.positive} />
            <Share label="NPV" estimate={performance.negative} />
          </StatRow>
        </div>
        <p class="plot-note">
          The rule calls {formatCount(performance.truePositives)} of {formatCount(table.positives)} positive and{' '}
          {formatCount(performance.falsePositives)} of {formatCount(table.negatives)} negative rows positive. 95 %
          intervals: Wilson, and logit intervals of predictive values. The threshold was chosen on the rows on which it
          is evaluated, which is optimistic.
        </p>
        <LineFigure id="figure-roc" model={rocModel(scores, chosen, point)} height={430} />
        {own === undefined ? null : (
          <LineFigure
            id="figure-spread"
            model={spreadModel(rules.score, own, point.threshold, ['positive', 'negative'])}
            height={220}
          />
        )}
      </div>
    </div>
  );
}

/** A proportion in per cent, with its interval. */
function Share({ label, estimate }: { readonly label: string; readonly estimate: Estimate }) {
  const percent = (share: number | null) => formatFixed(share === null ? null : 100 * share, 1);
  return (
    <Stat
      label={label}
      value={percent(estimate.value)}
      unit="%"
      hint={`${percent(estimate.low)} to ${percent(estimate.high)}`}
    />
  );
}
