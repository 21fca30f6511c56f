import { computed, effect, type Signal, signal, untracked } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Codec } from './codecs.js';

/**
 * Milliseconds without a change after which the address is written: browsers limit how often it may change, and each time they ask for the
 * icon of the page again, for which a slider that moves would wait.
 */
const REST = 150;

/** Where no server is, the address of the file stays and the state stands behind `#`. */
const inHash = location.protocol === 'file:';

interface Address {
  readonly path: string;
  /** Text of the query, without `?`. */
  readonly query: string;
}

interface Bound {
  readonly key: string;
  /** Takes the value of the address. */
  readonly take: (query: URLSearchParams) => void;
  /** Writes the own value into the query; nothing where it is the initial one. */
  readonly put: (query: URLSearchParams) => void;
}

const shown = (): Address =>
  inHash
    ? { path: '/', query: location.hash.replace(/^#/, '') }
    : { path: location.pathname, query: location.search.replace(/^\?/, '') };

const address = signal<Address>(shown());
const bound = new Set<Bound>();
let isTaking = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
let pushNext = false;

/** Path of the page that is shown. */
export const currentPath: { readonly value: string } = computed(() => address.value.path);

/** Text of the query that is shown, without `?`. */
export const currentQuery: { readonly value: string } = computed(() => address.value.query);

function takeAll(): void {
  isTaking = true;
  const query = new URLSearchParams(address.value.query);
  for (const each of bound) each.take(query);
  isTaking = false;
}

function write(): void {
  clearTimeout(waiting);
  waiting = undefined;
  const query = new URLSearchParams(address.value.query);
  for (const each of bound) each.put(query);
  const text = query.toString();
  if (text === address.value.query) return;
  const place = inHash ? `#${text}` : `${address.value.path}${text === '' ? '' : `?${text}`}${location.hash}`;
  if (pushNext) history.pushState(null, '', place);
  else history.replaceState(history.state, '', place);
  pushNext = false;
  address.value = { path: address.value.path, query: text };
}

function changed(isStep: boolean): void {
  if (isTaking) return;
  if (isStep) {
    pushNext = true;
    // The step before is in the history with what moved since
    write();
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(write, REST);
}

/** Whether a change is a step of its own, to which the back button returns, or replaces the last one. */
export type HistoryUse = 'step' | 'replace';

/**
 * A value that stands in the address: a change of the one changes the other, and back and forward work. The initial value is not
 * written. For values that live as long as the page of a route, use {@link useAddressState}.
 *
 * @param key - name in the query
 * @param codec - how the value is written; an address that cannot be read gives the initial value
 * @param initial - value where the address has none
 * @param use - `step` for a choice (a tab), `replace` for what moves (a slider)
 */
export function addressState<T>(key: string, codec: Codec<T>, initial: T, use: HistoryUse = 'replace'): Signal<T> {
  return bindToAddress(key, codec, initial, use).value;
}

function bindToAddress<T>(key: string, codec: Codec<T>, initial: T, use: HistoryUse) {
  const plain = codec.write(initial);
  const read = (query: URLSearchParams): T => {
    const text = query.get(key);
    return text === null ? initial : (codec.read(text) ?? initial);
  };
  const value = signal(read(new URLSearchParams(address.value.query)));
  const each: Bound = {
    key,
    take: (query) => {
      const next = read(query);
      if (codec.write(next) !== codec.write(value.peek())) value.value = next;
    },
    put: (query) => {
      const text = codec.write(value.peek());
      if (text === plain) query.delete(key);
      else query.set(key, text);
    },
  };
  bound.add(each);
  let isFirst = true;
  const end = effect(() => {
    value.value;
    if (isFirst) isFirst = false;
    // What is written must not be watched: a change of the address alone takes values, and gives none
    else untracked(() => changed(use === 'step'));
  });
  const release = () => {
    end();
    bound.delete(each);
  };
  return { value, release };
}

/** {@link addressState} that ends with the component. */
export function useAddressState<T>(key: string, codec: Codec<T>, initial: T, use: HistoryUse = 'replace'): Signal<T> {
  const state = useMemo(() => bindToAddress(key, codec, initial, use), [key]);
  useEffect(() => state.release, [state]);
  return state.value;
}

/**
 * Shows another page of the workbench.
 *
 * @param to - path with query, such as `/compare?runs=a,b`
 * @param use - `replace` leaves no step in the history
 */
export function navigate(to: string, use: HistoryUse = 'step'): void {
  write();
  const { pathname, search, hash } = new URL(to, location.href);
  const place = `${pathname}${search}${hash}`;
  if (use === 'step') history.pushState(null, '', place);
  else history.replaceState(null, '', place);
  const isOtherPage = pathname !== address.value.path;
  address.value = shown();
  takeAll();
  if (isOtherPage) scrollTo(0, 0);
}

/** Follows the history and plain links; called once, when the page starts. */
export function followHistory(): void {
  addEventListener('popstate', () => {
    clearTimeout(waiting);
    waiting = undefined;
    address.value = shown();
    takeAll();
  });
  addEventListener('pagehide', write);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link === null || event.defaultPrevented || !isPlain || link.target !== '' || link.hasAttribute('download'))
      return;
    const { origin, pathname, search, hash } = new URL(link.href);
    if (origin !== location.origin || /^\/(api|assets)\//.test(pathname)) return;
    if (pathname === location.pathname && search === location.search && hash !== '') return;
    event.preventDefault();
    navigate(`${pathname}${search}${hash}`);
  });
}
