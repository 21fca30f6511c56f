import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** One of the views between which a reader changes. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Number beside the label. */
  readonly count?: number;
  readonly content: () => ComponentChildren;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: Signal<string>;
}

/** Views of which one is shown; arrows, Home and End move between their labels. */
export function Tabs({ label, tabs, chosen }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find((tab) => tab.id === chosen.value) ?? tabs[0];
  const move = (event: KeyboardEvent) => {
    const place = shown === undefined ? 0 : tabs.indexOf(shown);
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: place + 1,
      ArrowLeft: place - 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + tabs.length) % tabs.length;
    chosen.value = tabs[index]?.id ?? chosen.value;
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => {
              chosen.value = tab.id;
            }}
          >
            {tab.label}
            {tab.count === undefined ? null : <span class="count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        class="tab-panel"
        role="tabpanel"
        aria-labelledby={`${id}-${shown?.id ?? ''}`}
        tabIndex={0}
      >
        {shown?.content()}
      </div>
    </div>
  );
}
