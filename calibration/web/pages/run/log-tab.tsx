import type { SessionEvent } from '../../../session/session-events.js';
import { useAddressState } from '../../app/address.js';
import { textCodec } from '../../app/codecs.js';
import { Empty } from '../../components/empty.js';
import { FilterField } from '../../components/filter-field.js';
import { Toolbar } from '../../components/toolbar.js';
import { clockText, eventText } from './event-text.js';

/** What has happened in a run, as it wrote it. */
export function LogTab({ log }: { readonly log: readonly SessionEvent[] }) {
  const filter = useAddressState('event', textCodec, '');
  if (log.length === 0) {
    return (
      <Empty title="No log" icon="info">
        <p>Studies keep a log of what happens in them; this one was made before they did.</p>
      </Empty>
    );
  }
  const words = filter.value.toLowerCase();
  const shown = log
    .map((event) => ({ event, text: eventText(event) }))
    .filter(({ text }) => text.toLowerCase().includes(words));
  return (
    <>
      <Toolbar label="Log">
        <FilterField label="Filter the log" value={filter} />
        <span class="soft">{shown.length} events</span>
      </Toolbar>
      <ol class="log" aria-label="Log" tabIndex={0}>
        {shown.map(({ event, text }, index) => (
          <li key={index} class={`log-${event.kind}`}>
            <time>{clockText(event.seconds)}</time>
            <span class="log-kind">{event.kind}</span>
            <span class="log-text">{text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
