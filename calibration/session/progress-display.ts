import { toVisibleText } from '../../src/index.js';
import type { CohortProgress } from '../pool/run-cohort.js';
import type { OutputStream, Runtime } from './runtime.js';

export interface ProgressDisplay {
  /** Starts a stretch of work with a known number of patients, or of something else. */
  begin(title: string, total: number, unit?: string): void;
  update(progress: CohortProgress): void;
  /** The best objective so far, shown with the progress. */
  setObjective(objective: number): void;
  /** A permanent line. */
  line(text: string): void;
  end(): void;
}

/** On a terminal the bar is redrawn this often at most. */
const REDRAW_MILLISECONDS = 100;
const BAR_WIDTH = 24;

/**
 * Shows progress: done, failed, best objective, time left. On a terminal a bar is redrawn in place. Elsewhere plain lines
 * are written: at most one for each tenth of the work, and at most one per interval.
 *
 * @param stream - where to write
 * @param now - clock; milliseconds
 * @param lineSeconds - least time between two lines of progress without a terminal
 */
export function progressDisplay(stream: OutputStream, now: () => number, lineSeconds = 0): ProgressDisplay {
  const live = stream.isTTY === true;
  const begun = now();
  let title = '';
  let total = 0;
  let unit = 'patients';
  let started = 0;
  let drawn = 0;
  let tenths = 0;
  let written = Number.NEGATIVE_INFINITY;
  let firstDone = -1;
  let objective: number | undefined;

  const clear = () => {
    if (live) stream.write('\r\u001B[2K');
  };
  const stamp = () => `[${formatSeconds((now() - begun) / 1000)}]`;
  const describe = ({ done, failed, stored = 0 }: CohortProgress): string => {
    const added = done - firstDone;
    const elapsed = (now() - started) / 1000;
    const left = added > 0 ? ` · ${formatSeconds((elapsed / added) * (total - done))} left` : '';
    const best = objective === undefined ? '' : ` · objective ${objective.toFixed(3)}`;
    const failures = unit === 'patients' || failed > 0 ? ` · ${failed} failed` : '';
    const source = stored === 0 ? '' : stored === done ? ' from the store' : `, ${stored} from the store`;
    return `${done}/${total} ${unit}${source}${failures}${best}${left}`;
  };

  return {
    begin: (nextTitle, nextTotal, nextUnit = 'patients') => {
      title = toVisibleText(nextTitle);
      total = nextTotal;
      unit = nextUnit;
      started = now();
      drawn = 0;
      tenths = 0;
      firstDone = -1;
      if (live) return;
      written = now();
      stream.write(`${stamp()} ${title}: ${total} ${unit}\n`);
    },
    update: (progress) => {
      // The first chunk includes the set-up; patients from the store come first and do not show the speed
      if (firstDone < 0 || progress.done === progress.stored) {
        firstDone = progress.done;
        started = now();
      }
      const tenth = Math.floor((10 * progress.done) / total);
      if (live) {
        if (progress.done < total && now() - drawn < REDRAW_MILLISECONDS) return;
        drawn = now();
        const filled = Math.round((BAR_WIDTH * progress.done) / total);
        const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
        clear();
        stream.write(`${bar} ${title} · ${describe(progress)}`.slice(0, (stream.columns ?? 120) - 1));
      } else if (tenth > tenths && (now() - written >= 1000 * lineSeconds || isAllStored(progress))) {
        tenths = tenth;
        written = now();
        stream.write(`${stamp()} ${title}: ${describe(progress)}\n`);
      }
    },
    setObjective: (value) => {
      objective = value;
    },
    line: (text) => {
      clear();
      stream.write(`${stamp()} ${toVisibleText(text)}\n`);
    },
    end: clear,
  };
}

/** A cohort that was simulated before: its one line is always shown, and reports it. */
function isAllStored({ done, total, stored = 0 }: CohortProgress): boolean {
  return done === total && stored === total;
}

/** Seconds as `12 s` or `3 min 5 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Without a terminal, progress is shown at most this often; seconds. */
const PROGRESS_SECONDS = 10;

/** Seconds between two lines of progress without a terminal: of the environment, or the usual ones. */
export function progressSeconds({ QCIC_PROGRESS_SECONDS: text }: Runtime['env']): number {
  const seconds = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return seconds >= 0 ? seconds : PROGRESS_SECONDS;
}
