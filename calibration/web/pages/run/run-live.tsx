import { formatCount, formatFixed, formatSeconds, formatSignificant } from '../../../browser.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { ProgressBar } from '../../components/busy.js';
import { Stat, StatRow } from '../../components/stat.js';
import { afterEvent, STARTING } from '../run-list/run-progress.js';
import { eventText } from './event-text.js';

/** A run while it computes: what it does, how far it is, and its fit. */
export function RunLive({ events }: { readonly events: readonly SessionEvent[] }) {
  const { title, done, total, unit } = events.reduce(afterEvent, STARTING);
  const fit = events.findLast((event) => event.kind === 'fit');
  const last = events.findLast(({ kind }) => kind !== 'progress');
  return (
    <section class="card run-live" aria-label="Progress">
      <div class="run-live-head">
        <h2>{title}</h2>
        <span class="soft">{total === null ? '' : `${formatCount(done)} of ${formatCount(total)} ${unit}`}</span>
      </div>
      <ProgressBar label={title} done={done} total={total} />
      <StatRow>
        <Stat label="Time" value={formatSeconds(events.at(-1)?.seconds ?? 0)} />
        {fit?.kind !== 'fit' ? null : (
          <>
            <Stat label="Round" value={fit.round} hint={`iteration ${fit.iteration}`} />
            <Stat label="Objective" value={formatSignificant(fit.objective, 4)} />
            <Stat
              label="Effective sample size"
              value={formatCount(fit.effectiveSampleSize)}
              hint={`${formatFixed((100 * fit.effectiveSampleSize) / fit.pooled, 0)} % of ${formatCount(fit.pooled)}`}
            />
          </>
        )}
      </StatRow>
      <p class="run-live-line">{last === undefined ? '' : eventText(last)}</p>
    </section>
  );
}
