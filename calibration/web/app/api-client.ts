import { effect, type Signal, signal, untracked, useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** A reply of the server that is not the wanted one. */
export class ApiError extends Error {
  constructor(
    /** Status of the reply; 0 where there was none. */
    readonly status: number,
    message: string,
    /** Issues of an input, one a line. */
    readonly issues: readonly string[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

interface ErrorBody {
  readonly error?: string;
  readonly issues?: readonly string[];
}

interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Path of the API: parts are encoded, each as one segment. */
export function apiPath(literals: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return literals.map((literal, index) => literal + encodeURIComponent(String(parts[index] ?? ''))).join('');
}

/** The JSON reply of a path. @throws ApiError - when the server refuses or cannot be reached */
export async function getJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await reply(path, { ...options })).json();
}

/** A reply, and the tag by which a page asks whether there is another one. */
export interface Tagged<T> {
  readonly value: T;
  readonly tag: string | null;
}

/** The JSON reply of a path; null where it is the one of the tag. @throws ApiError - as {@link getJson} */
export async function getJsonIfNew<T>(path: string, tag: string | null): Promise<Tagged<T> | null> {
  const response = await reply(path, tag === null ? {} : { headers: { 'if-none-match': tag } });
  return response.status === 304 ? null : { value: await response.json(), tag: response.headers.get('etag') };
}

/** The bytes of a path. @throws ApiError - as {@link getJson} */
export async function getBytes(path: string, options: RequestOptions = {}): Promise<ArrayBuffer> {
  return (await reply(path, { ...options })).arrayBuffer();
}

/** The text of a file of a run; null where the run has no such file. @throws ApiError - as {@link getJson} */
export async function getRunFile(run: string, file: string, options: RequestOptions = {}): Promise<string | null> {
  try {
    return await (await reply(`${apiPath`/api/runs/${run}/files`}/${file}`, options)).text();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Sends JSON, and gives the JSON reply. @throws ApiError - as {@link getJson} */
export async function postJson<T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return (await reply(path, { ...options, method: 'POST', headers, body: JSON.stringify(body) })).json();
}

/** Removes what a path names, and gives the JSON reply. @throws ApiError - as {@link getJson} */
export async function deleteJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await reply(path, { ...options, method: 'DELETE' })).json();
}

/** Text of an error for readers. */
export function errorText(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

async function reply(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The workbench does not answer. Is `qcic serve` still running?');
  }
  if (response.ok || response.status === 304) return response;
  const body: ErrorBody = await response.json().catch(() => ({}));
  const plain =
    response.status === 401 || response.status === 403
      ? 'This page has no access. Open the address that `qcic serve` printed.'
      : `The workbench answered with status ${response.status}.`;
  throw new ApiError(response.status, body.error ?? plain, body.issues ?? []);
}

/**
 * Follows a stream of events; the browser connects again by itself after a break.
 *
 * @param path - such as `/api/events`
 * @param handler - gets the name of an event (`message` without one) and its data, parsed as JSON
 * @param options - `names` of the events besides `message`; what happens when the stream opens or breaks (`isClosed`: the
 *   browser does not connect again)
 * @returns ends the stream
 */
export function onEvents<T>(
  path: string,
  handler: (name: string, data: T) => void,
  options: {
    readonly names?: readonly string[];
    readonly onOpen?: () => void;
    readonly onBreak?: (isClosed: boolean) => void;
  } = {},
): () => void {
  const { names = [], onOpen, onBreak } = options;
  const source = new EventSource(path);
  source.addEventListener('open', () => onOpen?.());
  source.addEventListener('error', () => onBreak?.(source.readyState === EventSource.CLOSED));
  for (const name of ['message', ...names]) {
    source.addEventListener(name, (event) => handler(name, JSON.parse((event as MessageEvent<string>).data)));
  }
  return () => source.close();
}

/** How many resources of the page are being loaded. */
const loading = signal(0);

/**
 * Does something when the page that is shown has what it asked for, or after a while.
 *
 * @param most - time until then; milliseconds
 * @param act - once; gives what ends it
 * @returns ends it
 */
export function behindResources(most: number, act: () => () => void): () => void {
  let end: (() => void) | null = null;
  const begin = () => {
    end ??= untracked(act);
  };
  const timer = setTimeout(begin, most);
  const stop = effect(() => {
    if (loading.value === 0) begin();
  });
  return () => {
    clearTimeout(timer);
    stop();
    end?.();
  };
}

/** What a page has of a reply: nothing yet, the value, or why there is none. */
export interface Resource<T> {
  readonly value: T | null;
  readonly error: Error | null;
  readonly isLoading: boolean;
}

/**
 * Loads a value when the component is shown, and again when the key changes; the last one stays until the next has come.
 *
 * @param key - what the value depends on; null loads nothing
 * @param load - gets a signal that ends the request
 */
export function useResource<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Resource<T> & { readonly reload: () => void } {
  const state: Signal<Resource<T>> = useSignal<Resource<T>>({ value: null, error: null, isLoading: key !== null });
  const round = useSignal(0);
  // The request leaves before the paint, which would hold it up by a frame
  useLayoutEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    state.value = { ...state.peek(), isLoading: true };
    loading.value = loading.peek() + 1;
    load(controller.signal)
      .then(
        (value) => {
          if (!controller.signal.aborted) state.value = { value, error: null, isLoading: false };
        },
        (error: unknown) => {
          if (controller.signal.aborted) return;
          state.value = {
            value: null,
            error: error instanceof Error ? error : new Error(String(error)),
            isLoading: false,
          };
        },
      )
      .finally(() => {
        loading.value = loading.peek() - 1;
      });
    return () => controller.abort();
  }, [key, round.value]);
  return {
    ...state.value,
    reload: () => {
      round.value += 1;
    },
  };
}
