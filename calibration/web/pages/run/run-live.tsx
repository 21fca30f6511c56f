import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatCount, formatFixed, formatSeconds, formatSignificant } from '../../../browser.js';
import type { RunMessage } from '../../../server/api/events.js';
import type { SessionEvent } from '../../../session/session-events.js';
import { apiPath, onEvents } from '../../app/api-client.js';
import { ProgressBar } from '../../components/busy.js';
import { Stat, StatRow } from '../../components/stat.js';
import { afterEvent, type RunProgressState } from '../run-list/run-progress.js';
import { eventText } from './event-text.js';

interface LiveState {
  readonly progress: RunProgressState;
  readonly seconds: number;
  readonly last: string;
  readonly fit: Extract<SessionEvent, { kind: 'fit' }> | null;
}

const START: LiveState = {
  progress: { title: 'starting', done: 0, total: null, unit: '' },
  seconds: 0,
  last: '',
  fit: null,
};

function after(state: LiveState, event: SessionEvent): LiveState {
  return {
    progress: afterEvent(state.progress, event),
    seconds: event.seconds,
    last: event.kind === 'progress' ? state.last : eventText(event),
    fit: event.kind === 'fit' ? event : state.fit,
  };
}

/** A run while it computes: what it does, how far it is, and its fit. */
export function RunLive({ id, onEnd }: { readonly id: string; readonly onEnd: () => void }) {
  const state = useSignal(START);
  useEffect(
    () =>
      onEvents<RunMessage>(apiPath`/api/runs/${id}/events`, (_name, message) => {
        if (message.kind === 'history') state.value = message.events.reduce(after, START);
        else if (message.kind === 'event') {
          state.value = after(state.peek(), message.event);
          if (message.event.kind === 'end') onEnd();
        } else if (message.run === null || message.run.process === null) onEnd();
      }),
    [id],
  );
  const { progress, seconds, last, fit } = state.value;
  return (
    <section class="card live" aria-label="Progress">
      <div class="live-head">
        <h2>{progress.title}</h2>
        <span class="soft">
          {progress.total === null
            ? ''
            : `${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`}
        </span>
      </div>
      <ProgressBar label={progress.title} done={progress.done} total={progress.total} />
      <StatRow>
        <Stat label="Time" value={formatSeconds(seconds)} />
        {fit === null ? null : (
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
      <p class="live-line">{last}</p>
    </section>
  );
}
