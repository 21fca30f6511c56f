import { signal } from '@preact/signals';
import { Button } from './button.js';

/** A short message at the edge of the screen. */
export interface Toast {
  readonly text: string;
  readonly kind?: 'good' | 'bad';
  /** What can be done about it, such as undo. */
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** Milliseconds that a message stays; one with an action stays longer. */
const STAYS = 5000;
const STAYS_WITH_ACTION = 12_000;

const shown = signal<readonly (Toast & { readonly id: number })[]>([]);
let last = 0;

/** Shows a message for some seconds. */
export function toast(message: Toast): void {
  last += 1;
  const id = last;
  shown.value = [...shown.value.slice(-2), { ...message, id }];
  setTimeout(() => remove(id), message.action === undefined ? STAYS : STAYS_WITH_ACTION);
}

function remove(id: number): void {
  shown.value = shown.value.filter((each) => each.id !== id);
}

/** Where messages appear; shown once. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map(({ id, text, kind, action }) => (
        <div key={id} class={`toast ${kind ?? ''}`}>
          <span>{text}</span>
          {action === undefined ? null : (
            <Button
              kind="quiet"
              label={action.label}
              onClick={() => {
                remove(id);
                action.act();
              }}
            />
          )}
          <Button kind="quiet" icon="close" label="Close" isIconOnly onClick={() => remove(id)} />
        </div>
      ))}
    </div>
  );
}
