import { bestCutOf } from '../pages/survival/marker-cut.js';
import type { FromBestCut, ToBestCut } from './survival-messages.js';

/* Finds the best cut of a marker, with its permutations, away from the page. */

addEventListener('message', ({ data }: MessageEvent<ToBestCut>) => {
  const { id, text, options, group } = data;
  let reply: FromBestCut;
  try {
    reply = { id, result: bestCutOf(text, options, group), message: null };
  } catch (cause) {
    reply = { id, result: null, message: cause instanceof Error ? cause.message : String(cause) };
  }
  postMessage(reply);
});
