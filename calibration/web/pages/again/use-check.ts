import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AgainCheck, AgainRequest } from '../../../server/api/again.js';
import { errorText, postJson } from '../../app/api-client.js';

/** Milliseconds without a letter after which the text is read. */
const PAUSE = 150;
/** Milliseconds after which what is known of an earlier text is no longer shown. */
const OLD = 600;

/** What the reader of the command line finds in a text. */
export interface Checked {
  /** Null until the text of now has been read. */
  readonly check: AgainCheck | null;
  /** The last one, for a moment that of an earlier text. */
  readonly last: AgainCheck | null;
  readonly error: string | null;
}

/** Checks a text as it is typed; the newest text wins. */
export function useCheck(run: string, text: Signal<string>): Signal<Checked> {
  const state = useSignal<Checked>({ check: null, last: null, error: null });
  const isFirst = useRef(true);
  const current = text.value;
  useEffect(() => {
    const controller = new AbortController();
    const { last } = state.peek();
    state.value = { check: null, last, error: null };
    const request: AgainRequest = { run, text: current };
    const timer = setTimeout(
      () => {
        postJson<AgainCheck>('/api/again/check', request, { signal: controller.signal }).then(
          (check) => {
            state.value = { check, last: check, error: null };
          },
          (reason: unknown) => {
            if (!controller.signal.aborted) state.value = { check: null, last: null, error: errorText(reason) };
          },
        );
      },
      isFirst.current ? 0 : PAUSE,
    );
    isFirst.current = false;
    const old = setTimeout(() => {
      if (state.peek().check === null) state.value = { ...state.peek(), last: null };
    }, OLD);
    return () => {
      clearTimeout(timer);
      clearTimeout(old);
      controller.abort();
    };
  }, [run, current]);
  return state;
}
