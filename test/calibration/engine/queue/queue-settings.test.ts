// Evidence: the words of the queue's library, as they stand in its script.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isStalledTooOften } from '../../../../calibration/engine/queue/queue-settings.js';

/** What the library gives as the reason, in its script that finds pieces whose worker has gone silent. */
function reasonOfLibrary(): string {
  const scripts = new URL('../../../node_modules/bullmq/dist/esm/commands/', import.meta.url);
  const script = readdirSync(scripts).find((name) => /^moveStalledJobsToWait-\d+\.lua$/.test(name));
  const text = readFileSync(new URL(script ?? 'missing', scripts), 'utf8');
  return /"(job stalled more[^"]*)"/.exec(text)?.[1] ?? 'no reason';
}

it('isStalledTooOften knows a piece whose workers vanished by the reason that the library gives', () => {
  expect(isStalledTooOften(reasonOfLibrary())).toBe(true);
});

it.each(['', 'job stalled', 'no space left on device', 'shared data: must be there as the run sent them'])(
  'isStalledTooOften takes no other reason for it: %s',
  (reason) => {
    expect(isStalledTooOften(reason)).toBe(false);
  },
);
