import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import {
  HEAT_COLOURS,
  type HeatMapLayout,
  type HeatMapModel,
  heatMapLayout,
  heatShare,
  shortName,
} from './heat-map-model.js';
import { SVG_FONT } from './svg-text.js';
import { onThemeChange, shownColour } from './theme-colours.js';

/** A cell of a heat map. */
export interface HeatCell {
  readonly row: number;
  readonly column: number;
}

interface HeatMapProps {
  readonly model: HeatMapModel;
  readonly chosen?: HeatCell | null;
  readonly onChoose?: (cell: HeatCell) => void;
}

const LEAST_WIDTH = 280;

/** A matrix of colours; arrows move between cells, Enter chooses one. */
export function HeatMap({ model, chosen = null, onChoose }: HeatMapProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useSignal(0);
  const at = useSignal<HeatCell | null>(null);
  const layout = heatMapLayout(model, Math.max(LEAST_WIDTH, width.value));
  const current = useRef({ model, layout, chosen });
  current.current = { model, layout, chosen };
  useEffect(() => {
    const { current: box } = place;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      width.value = box.clientWidth;
    });
    observer.observe(box);
    const end = onThemeChange(() => {
      if (canvas.current !== null) drawHeatMap(canvas.current, { ...current.current, at: at.peek() });
    });
    return () => {
      observer.disconnect();
      end();
    };
  }, []);
  useLayoutEffect(() => {
    if (canvas.current !== null && width.value > 0)
      drawHeatMap(canvas.current, { model, layout, chosen, at: at.value });
  }, [model, width.value, chosen, at.value]);

  const cellAt = (event: MouseEvent): HeatCell | null => {
    const column = Math.floor((event.offsetX - layout.left) / layout.cellWidth);
    const row = Math.floor((event.offsetY - layout.top) / layout.cellHeight);
    const isInside = row >= 0 && column >= 0 && row < model.y.names.length && column < model.x.names.length;
    return isInside ? { row, column } : null;
  };
  const onKey = (event: KeyboardEvent) => {
    const { row, column } = at.value ?? { row: 0, column: 0 };
    const moves: Readonly<Record<string, HeatCell>> = {
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const within = (value: number, count: number) => Math.min(Math.max(0, value), count - 1);
      const next = { row: within(move.row, model.y.names.length), column: within(move.column, model.x.names.length) };
      at.value = at.value === null ? { row: 0, column: 0 } : next;
    } else if (event.key === 'Enter' && at.value !== null) onChoose?.(at.value);
    else return;
    event.preventDefault();
  };
  const text = at.value === null ? '' : cellText(model, at.value);
  return (
    <div
      class="heat-map"
      ref={place}
      role="application"
      aria-roledescription="heat map"
      aria-label={`${model.title}. ${model.alt} Arrow keys move between cells.`}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <canvas
        ref={canvas}
        class={onChoose === undefined ? undefined : 'picks'}
        onPointerMove={(event) => {
          const cell = cellAt(event);
          if (cell?.row !== at.value?.row || cell?.column !== at.value?.column) at.value = cell;
        }}
        onPointerLeave={() => {
          at.value = null;
        }}
        onClick={(event) => {
          const cell = cellAt(event);
          if (cell !== null) onChoose?.(cell);
        }}
      />
      <p class="heat-value" aria-live="polite">
        {text === '' ? '\u00a0' : text}
      </p>
    </div>
  );
}

/** A cell in words. */
function cellText({ x, y, values, format, scale }: HeatMapModel, { row, column }: HeatCell): string {
  const value = values[row]?.[column] ?? null;
  return `${y.names[row]}, ${x.names[column]}: ${scale.label} ${value === null ? '–' : format(value)}`;
}

interface Drawn {
  readonly model: HeatMapModel;
  readonly layout: HeatMapLayout;
  readonly chosen: HeatCell | null;
  readonly at: HeatCell | null;
}

function drawHeatMap(canvas: HTMLCanvasElement, { model, layout, chosen, at }: Drawn): void {
  const { left, top, cellWidth, cellHeight, width, isTurned, showsValues } = layout;
  const height = top + model.y.names.length * cellHeight + 2;
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.scale(scale, scale);
  pen.font = `11px ${SVG_FONT}`;
  pen.textBaseline = 'middle';
  pen.fillStyle = shownColour('text');
  pen.textAlign = 'right';
  for (const [row, name] of model.y.names.entries()) {
    pen.fillText(shortName(name, left - 10), left - 8, top + (row + 0.5) * cellHeight);
  }
  for (const [column, name] of model.x.names.entries()) {
    pen.save();
    pen.translate(left + (column + 0.5) * cellWidth, top - 8);
    if (isTurned) pen.rotate(-Math.PI / 2);
    pen.textAlign = isTurned ? 'left' : 'center';
    pen.fillText(shortName(name, isTurned ? top - 12 : cellWidth), 0, 0);
    pen.restore();
  }
  const [low, high, empty] = [shownColour(HEAT_COLOURS.low), shownColour(HEAT_COLOURS.high), shownColour('panel-2')];
  const [text, onColour] = [shownColour('text'), shownColour('on-accent')];
  pen.font = `10px ${SVG_FONT}`;
  pen.textAlign = 'center';
  for (const [row, values] of model.values.entries()) {
    for (const [column, value] of values.entries()) {
      const [x, y] = [left + column * cellWidth, top + row * cellHeight];
      const share = value === null ? 0 : heatShare(value, model.scale);
      pen.globalAlpha = value === null ? 1 : Math.abs(share);
      pen.fillStyle = value === null ? empty : share < 0 ? low : high;
      pen.fillRect(x, y, cellWidth - 1, cellHeight - 1);
      pen.globalAlpha = 1;
      if (!showsValues || value === null) continue;
      pen.fillStyle = Math.abs(share) > 0.55 ? onColour : text;
      pen.fillText(model.format(value), x + cellWidth / 2, y + cellHeight / 2);
    }
  }
  const frame = (cell: HeatCell | null, line: number) => {
    if (cell === null) return;
    pen.strokeStyle = shownColour('text');
    pen.lineWidth = line;
    pen.strokeRect(left + cell.column * cellWidth - 0.5, top + cell.row * cellHeight - 0.5, cellWidth, cellHeight);
  };
  frame(at, 1);
  frame(chosen, 2);
}
