import type { TopLevelSpec } from 'vega-lite';
import { rateForms } from '../../../endpoints/endpoints.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { type GroupedRow, groupedRows, nameRoom, rowKey } from '../../../plots/grouped-rows.js';
import { HOVER } from '../../../plots/hover.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { shortTrialName, trialName } from '../../../plots/trial-name.js';
import type { ResponseRow } from '../plot-tables.js';

/** The rates that are plotted; CR is too rare to be read from a dot. */
export const SHOWN_RATES = ['pr', 'sd', 'pd', 'orr', 'dcr'] as const;
type ShownRate = (typeof SHOWN_RATES)[number];

/** Room of the names of sources, and the height of a line; px. */
const LABELS = { wide: 182, narrow: 120 } as const;
/** From one panel to the next, and the share of it that the outer labels of the axes take; px. */
const GAP = 34;
const ENDS = 14;
const LINE = { wide: 16, narrow: 15 } as const;

/** Largest end of the axis of a rate that is small in every arm; percent. */
const SMALL_RATES = 20;

type Role = 'simulated' | 'pooled' | 'trial';

const roleOf = (source: string): Role =>
  source === 'simulated' ? 'simulated' : source === 'pooled trials' ? 'pooled' : 'trial';

const isShown = (endpoint: string): endpoint is ShownRate => (SHOWN_RATES as readonly string[]).includes(endpoint);

function toValue(row: ResponseRow, arms: readonly ArmStyle[], narrow: boolean) {
  const part = { trial: row.source, subgroup: row.subgroup };
  const group = armLabel(arms, row.arm);
  const interval =
    row.ci_low === null || row.ci_high === null
      ? ''
      : ` (95 % interval ${formatFixed(row.ci_low, 1)} to ${formatFixed(row.ci_high, 1)})`;
  return {
    group,
    name: narrow ? shortTrialName(part) : trialName(part),
    armLabel: group,
    endpoint: row.endpoint,
    role: roleOf(row.source),
    percent: row.percent,
    low: row.ci_low,
    high: row.ci_high,
    top: row.ci_high ?? row.percent,
    n: row.n,
    hover: `${group}, ${trialName(part)}: ${row.endpoint.toUpperCase()} ${formatFixed(row.percent, 1)} %${interval}, n = ${formatCount(row.n)}`,
  };
}
type ResponseValue = ReturnType<typeof toValue>;

/** From 0 to 100 %, or to a round number where the rate is small. */
function domainOf(values: readonly ResponseValue[]): readonly [number, number] {
  const most = values.reduce((high, { role, top, percent }) => Math.max(high, role === 'trial' ? percent : top), 0);
  return [0, most <= SMALL_RATES ? Math.max(5, 5 * Math.ceil(most / 5)) : 100];
}

function layersOf(
  values: readonly ResponseValue[],
  { x, y, arms }: { readonly x: PositionEncoding; readonly y: PositionEncoding; readonly arms: readonly ArmStyle[] },
): readonly FigureLayer[] {
  const colour = armColour(arms);
  const [, end] = domainOf(values);
  const of = (...roles: readonly Role[]) => values.filter(({ role }) => roles.includes(role));
  const pooled = of('simulated', 'pooled');
  // A number stands right of its interval, or left of it where the axis ends
  const isLeft = ({ top }: ResponseValue) => top > 0.72 * end;
  return [
    {
      data: { values: pooled.filter(({ low, high }) => low !== null && high !== null) },
      mark: { type: 'rule', strokeWidth: 1.6 },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color: colour },
    },
    {
      data: { values: of('trial') },
      mark: { type: 'point', filled: true, fillOpacity: 0.3, strokeWidth: 1, opacity: 1 },
      encoding: {
        x,
        y,
        fill: colour,
        stroke: colour,
        size: { field: 'n', type: 'quantitative', scale: { domain: [0, 500], range: [18, 90] }, legend: null },
        ...HOVER,
      },
    },
    {
      data: { values: pooled },
      mark: { type: 'point', filled: true, size: 52, opacity: 1, strokeWidth: 1.2 },
      encoding: {
        x,
        y,
        stroke: colour,
        fill: { ...colour, condition: { test: "datum.role === 'pooled'", value: INK.paper } },
        shape: {
          field: 'role',
          type: 'nominal',
          scale: { domain: ['simulated', 'pooled'], range: ['diamond', 'square'] },
          legend: null,
        },
        ...HOVER,
      },
    },
    ...[true, false].map(
      (left): FigureLayer => ({
        data: { values: pooled.filter((value) => isLeft(value) === left) },
        mark: { type: 'text', align: left ? 'right' : 'left', dx: left ? -6 : 6, fontSize: 10, color: INK.text },
        encoding: {
          x: { ...x, field: left ? 'low' : 'top' },
          y,
          text: { field: 'percent', type: 'quantitative', format: '.1f' },
        },
      }),
    ),
  ];
}

/**
 * Response rates, simulated, of the pooled trials and of each trial: a line per source under its arm, a panel per rate.
 *
 * @param rows - table `response`
 * @param arms - styles of the arms, in order
 * @param layout - of the figure; narrow ones have the panels in pairs
 * @returns a Vega-Lite specification with its data
 */
export function responseFigure(
  rows: readonly ResponseRow[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const { narrow } = layout;
  const values = rows.filter(({ endpoint }) => isShown(endpoint)).map((row) => toValue(row, arms, narrow));
  const lines: readonly GroupedRow[] = arms.flatMap(({ label }) => values.filter(({ group }) => group === label));
  const rates = SHOWN_RATES.filter((rate) => values.some(({ endpoint }) => endpoint === rate));
  const room = nameRoom(lines, narrow ? LABELS.narrow : LABELS.wide);
  const grid = panelGrid(layout, { wide: SHOWN_RATES.length, narrow: 2, labels: room, gap: GAP });
  const panel = (rate: ShownRate, isFirst: boolean): FigurePanel => {
    const own = values.filter(({ endpoint }) => endpoint === rate).map((value) => ({ ...value, row: rowKey(value) }));
    const { y, headings, count } = groupedRows(lines, { isNamed: isFirst, room });
    const x: PositionEncoding = {
      field: 'percent',
      type: 'quantitative',
      scale: { domain: [...domainOf(own)], nice: false },
      axis: { title: 'Patients (%)', tickCount: 4, grid: true },
    };
    const [kind = '', ...words] = rateForms[rate].label.split(' ');
    return {
      width: grid.width,
      height: count * (narrow ? LINE.narrow : LINE.wide),
      title: { text: [kind, `${words.join(' ')} (${rate.toUpperCase()})`], fontSize: 12 },
      layer: [...headings, ...layersOf(own, { x, y, arms })],
    };
  };
  return {
    vconcat: inRows(rates, grid.columns).map((some) => ({
      spacing: GAP - ENDS,
      hconcat: some.map((rate, index) => panel(rate, index === 0)),
    })),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
