import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { logTicks } from '../../browser.js';
import { drawMarks, drawSeries } from './draw-series.js';
import { type Hover, HoverCard, pointText, valueText } from './hover-card.js';
import { pointsAt } from './nearest.js';
import type { Pen } from './pen.js';
import { plotRanges } from './plot-layout.js';
import { PlotLegend } from './plot-legend.js';
import { axisTitle, keyOf, type LinePlotModel } from './plot-model.js';
import { SVG_FONT, tickText } from './svg-text.js';
import { onThemeChange, shownColour } from './theme-colours.js';
import type { AxisRange } from './ticks.js';

interface LinePlotProps {
  readonly model: LinePlotModel;
  /** px */
  readonly height?: number;
  /** Keys of hidden series, where another part of the page has them too. */
  readonly hidden?: Signal<readonly string[]>;
  /** Plots with one key show the pointer at one place of their horizontal axes. */
  readonly syncKey?: string;
  /** A click on the plot: the points at the pointer. */
  readonly onPick?: (hover: Hover) => void;
}

interface Zoom {
  readonly x: AxisRange;
  readonly y: AxisRange;
}

const DEFAULT_HEIGHT = 320;
const LEAST_WIDTH = 200;
/** Smallest drag that zooms; px. */
const LEAST_DRAG = 6;
const ZOOM_STEP = 0.7;

/**
 * Curves, steps, bands and dots that follow their model without a delay. Values at the pointer; a drag zooms, a double click
 * shows all again. By keys: arrows move along the horizontal axis, plus and minus zoom, 0 shows all.
 */
export function LinePlot({ model, height = DEFAULT_HEIGHT, hidden: given, syncKey, onPick }: LinePlotProps) {
  const own = useSignal<readonly string[]>(model.series.filter((each) => each.hidden === true).map(keyOf));
  const hidden = given ?? own;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const hover = useSignal<Hover | null>(null);
  const zoom = useSignal<Zoom | null>(null);
  const width = useSignal(0);
  const shown = model.series.filter((each) => !hidden.value.includes(keyOf(each)));
  const ranges = useMemo(() => plotRanges({ ...model, series: shown }), [model, hidden.value]);
  const current = useRef({ model, shown, ranges });
  current.current = { model, shown, ranges };
  const isZoomed = useComputed(() => zoom.value !== null);

  const setRanges = (chart: uPlot) => {
    const { x, y } = zoom.peek() ?? current.current.ranges;
    const isSame = isRange(chart.scales.x, x) && isRange(chart.scales.y, y);
    chart.batch(() => {
      if (!isSame) {
        chart.setScale('x', x);
        chart.setScale('y', y);
      }
      // Axes are laid out again only where they differ
      chart.redraw(false, !isSame);
    });
  };

  useEffect(() => {
    const { current: box } = place;
    if (box === null) return;
    const chart = new uPlot(
      optionsOf(current, { width: Math.max(LEAST_WIDTH, box.clientWidth), height, syncKey }),
      [[0, 1]],
      box,
    );
    plot.current = chart;
    width.value = chart.width;
    const { setCursor, setSelect, ready } = chart.hooks;
    setCursor?.push(() => {
      const { left = -1, top = -1 } = chart.cursor;
      hover.value = left < 0 ? null : hoverAt(chart, current.current.shown, left, top);
    });
    setSelect?.push(() => {
      const { left, top, width: wide, height: high } = chart.select;
      if (wide < LEAST_DRAG && high < LEAST_DRAG) return;
      const range = (axis: 'x' | 'y', from: number, to: number) => {
        const ends = [chart.posToVal(from, axis), chart.posToVal(to, axis)] as const;
        return { min: Math.min(...ends), max: Math.max(...ends) };
      };
      const { x, y } = chart.scales;
      zoom.value = {
        x: wide < LEAST_DRAG ? { min: x?.min ?? 0, max: x?.max ?? 1 } : range('x', left, left + wide),
        y: high < LEAST_DRAG ? { min: y?.min ?? 0, max: y?.max ?? 1 } : range('y', top, top + high),
      };
      chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      setRanges(chart);
    });
    void ready;
    setRanges(chart);
    const observer = new ResizeObserver(() => {
      const next = Math.max(LEAST_WIDTH, box.clientWidth);
      if (next !== chart.width) chart.setSize({ width: next, height: chart.height });
      width.value = next;
    });
    observer.observe(box);
    const endTheme = onThemeChange(() => chart.redraw(false, true));
    return () => {
      endTheme();
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [height, syncKey, model.x.scale, model.y.scale, axisTitle(model.x), axisTitle(model.y)]);

  useLayoutEffect(() => {
    if (plot.current !== null) setRanges(plot.current);
  }, [model, hidden.value, zoom.value]);

  const showAll = () => {
    zoom.value = null;
  };
  const onKey = (event: KeyboardEvent) => {
    const { current: chart } = plot;
    if (chart === null) return;
    if (event.key === '+' || event.key === '-')
      zoom.value = zoomed(chart, event.key === '+' ? ZOOM_STEP : 1 / ZOOM_STEP);
    else if (event.key === '0') showAll();
    else if (event.key === 'Escape') chart.setCursor({ left: -10, top: -10 });
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const step = (event.key === 'ArrowRight' ? 1 : -1) * (event.shiftKey ? 40 : 8);
      const from = (chart.cursor.left ?? -1) < 0 ? 0 : (chart.cursor.left ?? 0) + step;
      const left = Math.min(Math.max(0, from), chart.over.clientWidth);
      chart.setCursor({ left, top: chart.over.clientHeight / 2 });
    } else return;
    event.preventDefault();
  };
  return (
    <div class="line-plot">
      <div class="plot-top">
        <PlotLegend series={model.series} hidden={hidden} />
        {isZoomed.value ? (
          <button type="button" class="show-all" onClick={showAll}>
            Show all
          </button>
        ) : null}
      </div>
      <div
        class="plot-frame"
        role="application"
        aria-roledescription="plot"
        aria-label={`${model.title}. ${model.alt} Arrow keys read values, plus and minus zoom.`}
        tabIndex={0}
        onKeyDown={onKey}
        onDblClick={showAll}
        onClick={() => {
          if (hover.value !== null) onPick?.(hover.value);
        }}
      >
        <div ref={place} class={onPick === undefined ? 'plot-place' : 'plot-place picks'} />
        {hover.value === null || hover.value.points.length === 0 ? null : (
          <HoverCard model={model} hover={hover.value} width={width.value} />
        )}
        <p class="only-read" aria-live="polite">
          {hover.value === null ? '' : spoken(hover.value, model)}
        </p>
      </div>
    </div>
  );
}

const isRange = (scale: uPlot.Scale | undefined, { min, max }: AxisRange): boolean =>
  scale?.min === min && scale.max === max;

function spoken({ x, points }: Hover, model: LinePlotModel): string {
  const values = points.map(
    (point) => `${point.series.names?.[point.index] ?? point.series.label} ${pointText(point, model)}`,
  );
  return `${model.x.label} ${valueText(x, model.x)}: ${values.join(', ')}`;
}

function hoverAt(chart: uPlot, shown: LinePlotModel['series'], left: number, top: number): Hover {
  const x = chart.posToVal(left, 'x');
  const points = pointsAt(shown, x, (px, py) =>
    Math.hypot(chart.valToPos(px, 'x') - left, chart.valToPos(py, 'y') - top),
  );
  const edge = chart.over.offsetLeft;
  return { x, left: left + edge, top, points };
}

/** Ranges around the middle of what is shown; in the coordinate of the axis. */
function zoomed(chart: uPlot, factor: number): Zoom {
  const range = (key: 'x' | 'y', isAcross: boolean): AxisRange => {
    const { min, max, distr } = chart.scales[key] ?? {};
    const [low, high] = [min ?? 0, max ?? 1];
    if (!isAcross) return { min: low, max: high };
    if (distr === 3) {
      const [middle, half] = [Math.sqrt(low * high), (high / low) ** (factor / 2)];
      return { min: middle / half, max: middle * half };
    }
    const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
    return { min: middle - half, max: middle + half };
  };
  return { x: range('x', true), y: range('y', false) };
}

interface Shown {
  readonly current: { readonly model: LinePlotModel; readonly shown: LinePlotModel['series'] };
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly syncKey: string | undefined;
}

function optionsOf(shown: Shown, { width, height, syncKey }: Frame): uPlot.Options {
  const { x, y } = shown.current.model;
  const scale = (axis: typeof x): uPlot.Scale => ({
    time: false,
    auto: false,
    distr: axis.scale === 'log' ? 3 : 1,
    range: (_chart, min, max) => [min, max],
  });
  const look = (axis: typeof x, isAcross: boolean): uPlot.Axis => ({
    label: axisTitle(axis),
    labelSize: 22,
    labelGap: 2,
    labelFont: `12px ${SVG_FONT}`,
    font: `11px ${SVG_FONT}`,
    stroke: () => shownColour('soft'),
    grid: { show: !isAcross, stroke: () => shownColour('grid'), width: 1 },
    ticks: { show: isAcross, stroke: () => shownColour('faint'), width: 1, size: 4 },
    border: { show: isAcross, stroke: () => shownColour('faint'), width: 1 },
    ...(axis.scale === 'log'
      ? { splits: (_chart: uPlot, _axis: number, min: number, max: number) => [...logTicks(min, max)] }
      : {}),
    values: (_chart, ticks) => ticks.map((tick) => (tick === null ? '' : tickText(tick))),
    ...(isAcross
      ? { size: 30 }
      : {
          size: (_chart: uPlot, values: string[] | null) =>
            14 + 6.4 * Math.max(2, ...(values ?? []).map(({ length }) => length)),
        }),
  });
  const draw = (chart: uPlot) => {
    const { left, top, width: wide, height: high } = chart.bbox;
    const pen: Pen = {
      canvas: chart.ctx,
      x: (value) => chart.valToPos(value, 'x', true),
      y: (value) => chart.valToPos(value, 'y', true),
      colour: shownColour,
      scale: devicePixelRatio,
      box: { left, top, width: wide, height: high },
    };
    chart.ctx.save();
    chart.ctx.beginPath();
    chart.ctx.rect(left, top, wide, high);
    chart.ctx.clip();
    drawMarks(pen, shown.current.model.marks ?? []);
    for (const each of shown.current.shown) drawSeries(pen, each);
    chart.ctx.restore();
  };
  return {
    width,
    height,
    scales: { x: scale(x), y: scale(y) },
    axes: [look(x, true), { ...look(y, false), scale: 'y' }],
    series: [{}],
    legend: { show: false },
    padding: [10, 10, 0, 0],
    cursor: {
      points: { show: false },
      drag: { x: true, y: true, uni: 40, setScale: false },
      bind: { dblclick: () => null },
      ...(syncKey === undefined ? {} : { sync: { key: syncKey, scales: ['x', null] } }),
    },
    hooks: { draw: [draw], setCursor: [], setSelect: [], ready: [] },
  };
}
