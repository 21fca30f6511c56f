const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of times passed: seconds of one unit, and its name. */
const steps = [
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
] as const;

/** From this many days on a date is given. */
const DAYS_AS_DATE = 7;

/**
 * How long ago something was, as people say it; a date after a week.
 *
 * @param time - ISO 8601
 * @param now - milliseconds since 1970
 */
export function timeAgo(time: string, now: number): string {
  const seconds = (now - Date.parse(time)) / 1000;
  if (Number.isNaN(seconds)) return '–';
  if (seconds >= DAYS_AS_DATE * DAY) return time.slice(0, 10);
  for (const [length, name] of steps) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}

/** Made once: a filter asks for the times of thousands of rows at each letter. */
const localFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Date and time of day at the reader's place. @param time - ISO 8601 */
export function localTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '–' : localFormat.format(date);
}
