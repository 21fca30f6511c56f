import { useEffect } from 'preact/hooks';

/** A key, or two in a row such as `g r`, and what it does. */
export interface Shortcut {
  readonly keys: string;
  readonly what: string;
  readonly act: () => void;
}

/** Milliseconds in which the second key of two must follow. */
const SECOND_KEY_WITHIN = 1200;

const active: Shortcut[] = [];
let first = '';
let firstAt = 0;

/** Every shortcut that works now; of two with the same keys the one that came last. */
export function activeShortcuts(): readonly Shortcut[] {
  return [...new Map(active.map((each) => [each.keys, each])).values()];
}

/** Makes shortcuts work while the component is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    active.push(...shortcuts);
    return () => {
      for (const each of shortcuts) active.splice(active.indexOf(each), 1);
    };
  }, [shortcuts]);
}

/** Moves to the first field that filters the page. */
export function focusFilter(): void {
  document.querySelector<HTMLInputElement>('main [data-filter]')?.focus();
}

/** Listens to keys; called once, when the page starts. Keys typed into a field and keys of dialogs are left alone. */
export function followKeys(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const { target } = event;
  const isTyping =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|range)$/.test(target.type));
  if (isTyping || document.querySelector('dialog[open]') !== null) return;
  const pair = event.timeStamp - firstAt < SECOND_KEY_WITHIN ? `${first} ${event.key}` : '';
  const found = active.findLast(({ keys }) => keys === pair) ?? active.findLast(({ keys }) => keys === event.key);
  first = found === undefined ? event.key : '';
  firstAt = event.timeStamp;
  if (found === undefined) return;
  event.preventDefault();
  found.act();
}
