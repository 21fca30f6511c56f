import type { ComponentChildren } from 'preact';

interface StatProps {
  readonly label: string;
  readonly value: ComponentChildren;
  readonly unit?: string;
  readonly hint?: string;
  readonly kind?: 'good' | 'warn' | 'bad';
}

/** One number with its name; several stand in a `<StatRow>`. */
export function Stat({ label, value, unit, hint, kind }: StatProps) {
  return (
    <div class={`stat ${kind ?? ''}`}>
      <dt>{label}</dt>
      <dd>
        <span class="stat-value">
          {value}
          {unit === undefined ? null : <small> {unit}</small>}
        </span>
        {hint === undefined ? null : <span class="stat-hint">{hint}</span>}
      </dd>
    </div>
  );
}

/** Numbers side by side. */
export function StatRow({ children }: { readonly children: ComponentChildren }) {
  return <dl class="stats">{children}</dl>;
}
