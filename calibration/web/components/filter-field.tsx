import type { Signal } from '@preact/signals';
import { Icon } from './icon.js';

/** Text that narrows a list; `/` moves to it, Escape empties it. */
export function FilterField({ label, value }: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <label class="filter">
      <Icon name="search" />
      <span class="only-read">{label}</span>
      <input
        type="search"
        data-filter=""
        placeholder={label}
        value={value.value}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (value.value === '') event.currentTarget.blur();
          value.value = '';
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
