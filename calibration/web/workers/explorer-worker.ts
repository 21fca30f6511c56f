import { type ExplorerModel, type ExplorerState, explorerModel, unpackAnyPool } from '../../browser.js';
import type { FromExplorer, ToExplorer } from './explorer-messages.js';

/*
 * Evaluates states of the explorer away from the page. The latest state wins: messages that have come meanwhile are taken first, and a state
 * that another one has followed is never computed.
 */

let model: ExplorerModel | undefined;
let latest: { readonly id: number; readonly state: ExplorerState } | undefined;
let isAsked = false;

/** Comes back behind the messages that wait already. */
const { port1: asking, port2: asked } = new MessageChannel();

const send = (message: FromExplorer) => postMessage(message);
const refuse = (id: number | null, cause: unknown) =>
  send({ kind: 'refused', id, message: cause instanceof Error ? cause.message : String(cause) });

asked.onmessage = () => {
  isAsked = false;
  const wanted = latest;
  latest = undefined;
  if (model === undefined || wanted === undefined) return;
  const { id, state } = wanted;
  try {
    const began = performance.now();
    const result = model.evaluate(state);
    send({ kind: 'shown', id, result, milliseconds: performance.now() - began });
  } catch (cause) {
    refuse(id, cause);
  }
};

addEventListener('message', ({ data }: MessageEvent<ToExplorer>) => {
  if (data.kind === 'open') {
    try {
      const { pool, ...header } = unpackAnyPool(new Uint8Array(data.bytes), data.where);
      model = explorerModel({ ...header, pool });
      send({ kind: 'opened', header, fitted: model.evaluate({}) });
    } catch (cause) {
      refuse(null, cause);
    }
    return;
  }
  latest = data;
  if (isAsked) return;
  isAsked = true;
  asking.postMessage(null);
});
