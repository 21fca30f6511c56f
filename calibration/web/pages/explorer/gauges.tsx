import { formatCount, formatFixed, UNRELIABLE_PARETO_K } from '../../../browser.js';
import type { ExplorerSession } from './explorer-session.js';
import { targetText } from './explorer-values.js';

interface GaugeProps {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** Place of the needle and of the marks; shares of the track. */
  readonly at: number;
  readonly fitted: number;
  readonly limit: number | null;
  /** Whether the needle is on the wrong side of the limit. */
  readonly isBad: boolean;
  readonly title: string;
}

/** A number on a track: now, at the fitted point, and where it stops to be good. */
function Gauge({ label, value, hint, at, fitted, limit, isBad, title }: GaugeProps) {
  const place = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
  return (
    <div class={`gauge${isBad ? ' is-bad' : ''}`} title={title}>
      <div class="gauge-text">
        <span class="gauge-label">{label}</span>
        <span class="gauge-value">{value}</span>
      </div>
      <div class="gauge-track" aria-hidden="true">
        <span class="gauge-fill" style={{ width: place(at) }} />
        <span class="gauge-fitted" style={{ left: place(fitted) }} />
        {limit === null ? null : <span class="gauge-limit" style={{ left: place(limit) }} />}
      </div>
      <span class="gauge-hint">{hint}</span>
    </div>
  );
}

/** Largest value of the tracks of k and of the deviation over its tolerance. */
const MOST_K = 1;
const MOST_DEVIATION = 4;

/** How well the weights carry the state, and how far it lies from the trials. */
export function Gauges({ session }: { readonly session: ExplorerSession }) {
  const { fitted } = session;
  const { result } = session.shown.value;
  const { patients, effectiveSampleSize: size, paretoK: k, worst } = result;
  const share = size / patients;
  const isKnown = Number.isFinite(k);
  return (
    <div class="gauges" role="group" aria-label="Reliability of the weights">
      <Gauge
        label="Effective sample size"
        value={formatCount(size)}
        hint={`${formatFixed(100 * share, 0)} % of ${formatCount(patients)} patients`}
        at={share}
        fitted={fitted.effectiveSampleSize / patients}
        limit={null}
        isBad={size < 100}
        title="So many equally weighted patients would give means of the same precision"
      />
      <Gauge
        label="Pareto k"
        value={Number.isNaN(k) ? 'even' : isKnown ? formatFixed(k, 2) : '∞'}
        hint={kText(k)}
        at={Number.isNaN(k) ? 0 : isKnown ? k / MOST_K : 1}
        fitted={fitted.paretoK / MOST_K || 0}
        limit={UNRELIABLE_PARETO_K / MOST_K}
        isBad={k > UNRELIABLE_PARETO_K}
        title="Shape of the tail of the weights (Vehtari et al. 2024): above 0.7 the patients that are needed are not in the pool"
      />
      <Gauge
        label="Largest deviation"
        value={`${formatFixed(worst, 2)} ×`}
        hint={
          worst === 0 ? 'no target is assessed' : `its tolerance: ${targetText(session.header, result.worstTarget)}`
        }
        at={worst / MOST_DEVIATION}
        fitted={fitted.worst / MOST_DEVIATION}
        limit={1 / MOST_DEVIATION}
        isBad={false}
        title="Largest difference from the trials over the tolerance of the run; up to 1 every target is met"
      />
      <Gauge
        label="Cost of the data"
        value={formatFixed(result.costData, result.costData < 100 ? 2 : 0)}
        hint={`${formatFixed(fitted.costData, 2)} at the fit`}
        at={result.costData / (10 * fitted.costData + result.costData)}
        fitted={fitted.costData / (10 * fitted.costData + result.costData)}
        limit={null}
        isBad={false}
        title="Half the sum of squares of the standardised residuals: what the fit makes small, beside its prior"
      />
    </div>
  );
}

function kText(k: number): string {
  if (Number.isNaN(k)) return 'all weights are alike';
  if (k > UNRELIABLE_PARETO_K) return 'not reliable: patients are missing';
  return k > 0.5 ? 'useful' : 'reliable';
}
