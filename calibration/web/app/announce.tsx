import { signal } from '@preact/signals';

const message = signal('');

/** Tells readers of the screen what happened, without moving their place. */
export function announce(text: string): void {
  message.value = text;
}

/** Where messages are read from; shown once, at the end of the page. */
export function LiveRegion() {
  return (
    <div class="only-read" role="status" aria-live="polite">
      {message.value}
    </div>
  );
}
