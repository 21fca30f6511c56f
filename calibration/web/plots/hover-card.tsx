import { formatSignificant } from '../../browser.js';
import type { FoundPoint } from './nearest.js';
import { Swatch } from './plot-legend.js';
import type { LinePlotModel, PlotAxis } from './plot-model.js';

/** What the pointer stands at: its place in the plot and what is there. */
export interface Hover {
  readonly x: number;
  /** px from the left edge of the plot, and from its top. */
  readonly left: number;
  readonly top: number;
  readonly points: readonly FoundPoint[];
}

interface HoverCardProps {
  readonly model: LinePlotModel;
  readonly hover: Hover;
  /** Width of the plot; px. */
  readonly width: number;
}

/** Values at the pointer. */
export function HoverCard({ model, hover, width }: HoverCardProps) {
  const { x, left, points } = hover;
  const isLeft = left > width / 2;
  return (
    <div
      class={`hover-card${isLeft ? ' is-left' : ''}`}
      style={isLeft ? { right: `${width - left + 14}px`, top: '10px' } : { left: `${left + 14}px`, top: '10px' }}
    >
      <p class="hover-place">
        {model.x.label} {valueText(x, model.x)}
      </p>
      <dl>
        {points.map(({ series, index }) => (
          <div key={`${series.id} ${index}`}>
            <dt>
              <Swatch series={series} />
              {series.names?.[index] ?? series.label}
            </dt>
            <dd>{pointText({ series, index }, model)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A value as its axis writes it, with the unit. */
export function valueText(value: number, { format, unit }: PlotAxis): string {
  const text = format === undefined ? formatSignificant(value) : format(value);
  return unit === undefined || unit === '' ? text : `${text} ${unit}`;
}

/** Value of a point, with its interval where it has one. */
export function pointText({ series, index }: FoundPoint, { y }: LinePlotModel): string {
  const [value, low, high] = [series.y, series.low, series.high].map((column) => column?.[index]);
  const range =
    low === undefined || high === undefined ? '' : `${valueText(low, { ...y, unit: '' })} to ${valueText(high, y)}`;
  if (series.style === 'band' || value === undefined || !Number.isFinite(value)) return range === '' ? '–' : range;
  return range === '' ? valueText(value, y) : `${valueText(value, y)} (${range})`;
}
