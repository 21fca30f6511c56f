import type { Signal } from '@preact/signals';
import { Dialog } from '../components/dialog.js';
import { activeShortcuts } from './shortcuts.js';

/** The keys that work on the shown page. */
export function KeyHelp({ isOpen }: { readonly isOpen: Signal<boolean> }) {
  return (
    <Dialog title="Keys" isOpen={isOpen}>
      <dl class="keys">
        {isOpen.value
          ? activeShortcuts().map(({ keys, what }) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))
          : null}
      </dl>
    </Dialog>
  );
}
