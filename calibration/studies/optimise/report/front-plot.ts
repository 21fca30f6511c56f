import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCount, formatSigned } from '../../../page/format-number.js';
import { axisExtent } from '../../../page/plots/axes.js';
import type { FigureTable } from '../../../page/plots/figure-table.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { LABEL_SIZE, placeLabels } from '../../../plots/place-labels.js';
import { titleLines } from '../../../plots/title-lines.js';
import type { OptimiseResult } from '../result.js';
import type { FrontPoint, SearchedPoint } from './front-rows.js';
import { differenceUnit, quantityOf } from './schedule-names.js';

/** What a plot of the front is drawn from. */
export interface FrontFigure {
  readonly result: OptimiseResult;
  readonly searched: readonly SearchedPoint[];
  /** The reference first. */
  readonly front: readonly FrontPoint[];
}

/** Pairs of objectives stand above each other; px. */
const PANEL = { width: 620, height: 360 } as const;
/** Room of the vertical axis with a title of two lines; px. */
const AXIS_ROOM = 78;

/** Size of a panel in a layout; px. */
export function panelSize({ width }: FigureLayout): { readonly width: number; readonly height: number } {
  return { width: Math.min(PANEL.width, width - AXIS_ROOM), height: PANEL.height };
}

/** Title of an axis: `Median overall survival, difference, months (more is better)`. */
export function differenceTitle(result: OptimiseResult, name: string): string {
  const quantity = quantityOf(result, name);
  const goal = result.objectives.find((each) => each.name === name)?.goal;
  const unit = quantity.unit === '' ? '' : `,${differenceUnit(quantity)}`;
  return `${quantity.label}, difference${unit} (${goal === 'max' ? 'more' : 'less'} is better)`;
}

/** Values of an objective that its axis holds: those of the front and the reference, and of all schedules that were searched. */
export function differenceDomain({ searched, front }: FrontFigure, name: string): [number, number] {
  return axisExtent([
    0,
    ...searched.map(({ differences }) => differences[name] ?? null),
    ...front.flatMap((point) => {
      const confirmed = point.confirmed[name];
      return [point.searched[name] ?? null, confirmed?.low ?? null, confirmed?.high ?? null];
    }),
  ]);
}

/**
 * Objectives against each other as differences from the reference, a panel for each pair: every schedule of the search, and the
 * front in the search and in the confirmation.
 *
 * @param figure - result and points; two objectives or more
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function frontFigure(figure: FrontFigure, layout: FigureLayout): TopLevelSpec {
  const names = figure.result.objectives.map(({ name }) => name);
  const pairs = names.flatMap((x, index) => names.slice(index + 1).map((y) => ({ x, y })));
  return { vconcat: pairs.map((pair) => panelOf(figure, pair, panelSize(layout))) };
}

/** The table behind the plot: the reference and the front, each objective as a difference with its interval. */
export function frontTable({ result, front }: FrontFigure): FigureTable {
  return {
    columns: [
      'Schedule',
      ...result.objectives.flatMap(({ name }) => {
        const title = differenceTitle(result, name);
        return [title, `${title}, low`, `${title}, high`, `${title}, in the search`];
      }),
    ],
    rows: front.map(({ style, searched, confirmed }) => [
      style.label,
      ...result.objectives.flatMap(({ name }) => {
        const at = confirmed[name] ?? null;
        return [at?.value ?? null, at?.low ?? null, at?.high ?? null, searched[name] ?? null];
      }),
    ]),
  };
}

/** What the plot of the front shows: how many schedules, and the ends of the front in every objective. */
export function frontAlt({ result, searched, front }: FrontFigure): string {
  const chosen = front.filter(({ isReference }) => !isReference);
  const texts = result.objectives.flatMap(({ name }) => {
    const quantity = quantityOf(result, name);
    const values = chosen.flatMap(({ confirmed }) => confirmed[name]?.value ?? []);
    if (values.length === 0) return [];
    const shown = (value: number) => formatSigned(value, quantity.decimals);
    return [
      `${quantity.label} ${shown(Math.min(...values))} to ${shown(Math.max(...values))}${differenceUnit(quantity)}`,
    ];
  });
  return `${formatCount(searched.length)} schedules of the search and ${chosen.length} of the front, as differences from the reference. The front: ${texts.join('; ')}.`;
}

interface Pair {
  readonly x: string;
  readonly y: string;
}

function panelOf(
  figure: FrontFigure,
  pair: Pair,
  size: { readonly width: number; readonly height: number },
): FigurePanel {
  const { result, searched } = figure;
  const axis = (name: string, field: string, length: number): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: differenceDomain(figure, name), nice: false, zero: false },
    axis: { title: titleLines(differenceTitle(result, name), length), tickCount: length < 300 ? 4 : 6, grid: true },
  });
  const [x, y] = [axis(pair.x, 'x', size.width), axis(pair.y, 'y', size.height)];
  const cloud = searched.flatMap(({ differences, isFeasible }) => {
    const [atX, atY] = [differences[pair.x] ?? null, differences[pair.y] ?? null];
    return atX === null || atY === null ? [] : [{ x: atX, y: atY, isFeasible }];
  });
  return {
    ...size,
    layer: [
      { data: { values: [{ x: 0 }] }, mark: { type: 'rule', color: INK.faint }, encoding: { x } },
      { data: { values: [{ y: 0 }] }, mark: { type: 'rule', color: INK.faint }, encoding: { y } },
      {
        data: { values: cloud.filter(({ isFeasible }) => !isFeasible) },
        mark: { type: 'point', filled: false, stroke: INK.line, size: 22, strokeWidth: 1, opacity: 1 },
        encoding: { x, y },
      },
      {
        data: { values: cloud.filter(({ isFeasible }) => isFeasible) },
        mark: { type: 'point', filled: true, fill: INK.faint, size: 22, opacity: 0.55 },
        encoding: { x, y },
      },
      ...frontLayers(figure, pair, { x, y, size }),
    ],
  };
}

/** Axes of a panel, and its size; px. */
interface PanelPlaces {
  readonly x: PositionEncoding;
  readonly y: PositionEncoding;
  readonly size: { readonly width: number; readonly height: number };
}

/** The front and the reference: search estimate, confirmed value, the line between them, errors, labels. */
function frontLayers(figure: FrontFigure, pair: Pair, { x, y, size }: PanelPlaces): readonly FigureLayer[] {
  const values = figure.front.flatMap((point) => {
    const { label, style, isReference, searched, confirmed } = point;
    const { colour } = style;
    const [atX, atY] = [confirmed[pair.x], confirmed[pair.y]];
    if (atX === null || atX === undefined || atY === null || atY === undefined) return [];
    return [
      {
        label,
        colour,
        isReference,
        x: atX.value,
        xLow: atX.low,
        xHigh: atX.high,
        y: atY.value,
        yLow: atY.low,
        yHigh: atY.high,
        xSearch: searched[pair.x] ?? null,
        ySearch: searched[pair.y] ?? null,
        hover: pointHover(figure.result, point),
      },
    ];
  });
  const compared = values.filter(({ isReference }) => !isReference);
  const promised = compared.filter(({ xSearch, ySearch }) => xSearch !== null && ySearch !== null);
  const color = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;
  const tooltip = { field: 'hover', type: 'nominal' } as const;
  return [
    {
      data: { values: promised },
      mark: { type: 'rule', strokeWidth: 1 },
      encoding: {
        x: { ...x, field: 'xSearch' },
        x2: { field: 'x' },
        y: { ...y, field: 'ySearch' },
        y2: { field: 'y' },
        color,
      },
    },
    {
      data: { values: promised },
      mark: { type: 'point', filled: false, size: 46, strokeWidth: 1.3, opacity: 1, fill: INK.paper },
      encoding: { x: { ...x, field: 'xSearch' }, y: { ...y, field: 'ySearch' }, stroke: color },
    },
    {
      data: { values: compared },
      mark: { type: 'rule', strokeWidth: 1.6 },
      encoding: { x: { ...x, field: 'xLow' }, x2: { field: 'xHigh' }, y, color },
    },
    {
      data: { values: compared },
      mark: { type: 'rule', strokeWidth: 1.6 },
      encoding: { x, y: { ...y, field: 'yLow' }, y2: { field: 'yHigh' }, color },
    },
    {
      data: { values: compared },
      mark: { type: 'point', filled: true, size: 70, opacity: 1, stroke: INK.paper, strokeWidth: 1 },
      encoding: { x, y, fill: color, tooltip },
    },
    {
      data: { values: values.filter(({ isReference }) => isReference) },
      mark: { type: 'point', shape: 'diamond', filled: true, size: 130, opacity: 1, stroke: INK.paper, strokeWidth: 1 },
      encoding: { x, y, fill: color, tooltip },
    },
    {
      data: { values: labelsOf(figure, pair, { values, size }) },
      mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: LABEL_SIZE, fontWeight: 'bold' },
      encoding: { x, y, text: { field: 'label', type: 'nominal' }, color },
    },
  ];
}

/** Name of a schedule, and each objective as a difference with its interval. */
export function pointHover(result: OptimiseResult, { style, confirmed, isReference }: FrontPoint): string {
  if (isReference) return style.label;
  const lines = result.objectives.flatMap(({ name }) => {
    const at = confirmed[name];
    if (at === null || at === undefined) return [];
    const quantity = quantityOf(result, name);
    const { decimals } = quantity;
    const interval =
      at.low === at.high ? '' : ` (${formatSigned(at.low, decimals)} to ${formatSigned(at.high, decimals)})`;
    return [`${quantity.label}: ${formatSigned(at.value, decimals)}${differenceUnit(quantity)}${interval}`];
  });
  return [style.label, ...lines].join('\n');
}

interface LabelledValue {
  readonly label: string;
  readonly colour: string;
  readonly isReference: boolean;
  readonly x: number;
  readonly y: number;
  readonly xSearch: number | null;
  readonly ySearch: number | null;
}

/** Numbers of the schedules beside their points, in units of the axes; the chosen ones choose their places first. */
function labelsOf(
  figure: FrontFigure,
  pair: Pair,
  { values, size }: { readonly values: readonly LabelledValue[]; readonly size: PanelPlaces['size'] },
) {
  const [[left, right], [bottom, top]] = [differenceDomain(figure, pair.x), differenceDomain(figure, pair.y)];
  const [unitX, unitY] = [(right - left) / size.width, (top - bottom) / size.height];
  const isChosen = ({ label }: LabelledValue) =>
    figure.result.front.some((each) => each.label === label && each.chosen);
  const ordered = [...values.filter(isChosen), ...values.filter((value) => !isChosen(value))];
  const pixelsOf = (x: number, y: number) => ({ x: (x - left) / unitX, y: (top - y) / unitY });
  const places = placeLabels(
    ordered.map(({ x, y, label, isReference }) => ({ ...pixelsOf(x, y), text: isReference ? '' : label })),
    size,
    ordered.flatMap(({ xSearch, ySearch }) =>
      xSearch === null || ySearch === null ? [] : [pixelsOf(xSearch, ySearch)],
    ),
  );
  return ordered.flatMap(({ label, colour, isReference }, index) => {
    const place = places[index]!;
    return place === null || isReference
      ? []
      : [{ label, colour, x: left + place.x * unitX, y: top - place.y * unitY }];
  });
}
