import { formatCount, formatSignificant } from '../../../browser.js';
import type { SessionEvent } from '../../../session/session-events.js';

/** An event of a run's log in words. */
export function eventText(event: SessionEvent): string {
  switch (event.kind) {
    case 'start':
      return `${event.resumed ? 'resumed' : 'started'}: ${event.command}`;
    case 'begin':
      return `${event.title}: ${formatCount(event.total)} ${event.unit}`;
    case 'progress':
      return `${formatCount(event.done)} of ${formatCount(event.total)}${event.failed === 0 ? '' : `, ${formatCount(event.failed)} failed`}`;
    case 'stage':
      return event.name;
    case 'line':
      return event.text;
    case 'fit':
      return `round ${event.round}, iteration ${event.iteration}: objective ${formatSignificant(event.objective, 5)}, effective sample size ${formatCount(event.effectiveSampleSize)} of ${formatCount(event.pooled)}`;
    case 'validation':
      return `round ${event.round} on its validation cohort: largest deviation ${event.worst === null ? '–' : formatSignificant(event.worst, 3)} tolerances`;
    case 'end':
      return `ended: ${event.status}`;
  }
}

/** Time since the start: `00:07`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours === 0 ? `${two(minutes)}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
}
