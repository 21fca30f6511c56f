import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { FilterField } from '../../components/filter-field.js';
import { type JsonPlace, lineOf, matchesOf } from './json-places.js';

interface JsonEditorProps {
  readonly text: Signal<string>;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  /** Id of what describes its issues. */
  readonly describedBy: string;
  readonly isInvalid: boolean;
}

/** Selects a part of the text and scrolls to it. */
export function selectPlace(area: HTMLTextAreaElement | null, { from, to }: JsonPlace, isFocused = true): void {
  if (area === null) return;
  if (isFocused) area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (lineOf(area.value, from) - 4) * height);
  area.scrollLeft = 0;
  area.scrollIntoView({ block: 'nearest' });
}

/** The configuration as text, with a search in it. */
export function JsonEditor({ text, area, describedBy, isInvalid }: JsonEditorProps) {
  const word = useSignal('');
  const chosen = useSignal(-1);
  const found = useMemo(() => matchesOf(text.value, word.value), [text.value, word.value]);
  const go = (step: number) => {
    if (found.length === 0) return;
    const next =
      ((((chosen.value < 0 && step < 0 ? 0 : chosen.value) + step) % found.length) + found.length) % found.length;
    chosen.value = next;
    const from = found[next]!;
    selectPlace(area.current, { from, to: from + word.value.length });
  };
  return (
    <div class="json-editor">
      <form
        class="toolbar json-search"
        role="search"
        aria-label="Search the configuration"
        onSubmit={(event) => {
          event.preventDefault();
          go(1);
        }}
        onInput={() => {
          chosen.value = -1;
        }}
      >
        <FilterField label="Search the configuration" value={word} />
        <span class="soft" role="status">
          {word.value === '' ? '' : `${chosen.value < 0 ? '' : `${chosen.value + 1} of `}${found.length} found`}
        </span>
        <Button
          kind="quiet"
          icon="up"
          label="Previous"
          isIconOnly
          isDisabled={found.length === 0}
          onClick={() => go(-1)}
        />
        <Button
          kind="quiet"
          icon="down"
          label="Next"
          isIconOnly
          isDisabled={found.length === 0}
          onClick={() => go(1)}
        />
      </form>
      <textarea
        ref={area}
        class="json-text"
        aria-label="Configuration as JSON"
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        spellcheck={false}
        autocomplete="off"
        wrap="off"
        rows={28}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}
