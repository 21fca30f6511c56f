import type { Signal } from '@preact/signals';
import { keyOf, type PlotSeries } from './plot-model.js';

interface LegendProps {
  readonly series: readonly PlotSeries[];
  /** Keys of hidden series. */
  readonly hidden: Signal<readonly string[]>;
}

/** Names of the series: a click hides or shows one, a double click shows it alone. */
export function PlotLegend({ series, hidden }: LegendProps) {
  const entries = series.filter((each, index) => series.findIndex((other) => keyOf(other) === keyOf(each)) === index);
  if (entries.length < 2) return null;
  const toggle = (key: string) => {
    const { value } = hidden;
    hidden.value = value.includes(key) ? value.filter((each) => each !== key) : [...value, key];
  };
  const isolate = (key: string) => {
    const others = entries.map(keyOf).filter((each) => each !== key);
    const isAlone = others.every((each) => hidden.value.includes(each));
    hidden.value = isAlone ? [] : others;
  };
  return (
    <ul class="legend">
      {entries.map((each) => (
        <li key={keyOf(each)}>
          <button
            type="button"
            aria-pressed={!hidden.value.includes(keyOf(each))}
            title="Click: hide or show. Double click: show alone"
            onClick={() => toggle(keyOf(each))}
            onDblClick={() => isolate(keyOf(each))}
          >
            <Swatch series={each} />
            {each.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How a series is drawn, in small. */
export function Swatch({ series: { style, colour } }: { readonly series: Pick<PlotSeries, 'style' | 'colour'> }) {
  const paint = `var(--${colour}, ${colour})`;
  return (
    <svg class="swatch" viewBox="0 0 18 10" width="18" height="10" aria-hidden="true">
      {style === 'dots' ? (
        <circle cx="9" cy="5" r="4" fill={paint} />
      ) : style === 'band' ? (
        <rect width="18" height="10" rx="2" fill={paint} fill-opacity="0.3" />
      ) : (
        <path d="M0 5h18" stroke={paint} stroke-width="2.5" stroke-dasharray={style === 'dashes' ? '5 3' : undefined} />
      )}
    </svg>
  );
}
