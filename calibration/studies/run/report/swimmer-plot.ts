import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout, KeyEntry } from '../../../page/drawn-plot.js';
import { ROLE_COLOUR } from '../../../page/drawn-plot.js';
import { type FigureLayer, INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armColour, armLabel, armOrder, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { SwimmerRow } from '../plot-tables.js';
import { dayTicks } from './spider-plot.js';

/** Between panels with the labels at the ends of their axes; px. */
const GAP = 34;
const BAR_STEP = { wide: 11, narrow: 9 } as const;
const BAR_HEIGHT = { wide: 7, narrow: 6 } as const;

/** Marks on the bars: symbols of Vega and of the key, in order of drawing. */
const EVENTS = [
  {
    event: 'response',
    label: 'first visit with a response',
    symbol: 'triangle-up',
    shape: 'triangle',
    colour: palette['class-cr'],
  },
  {
    event: 'progression',
    label: 'visit that shows progression',
    symbol: 'diamond',
    shape: 'diamond',
    colour: palette['class-pd'],
  },
  { event: 'death', label: 'death', symbol: 'cross', shape: 'cross', colour: INK.text },
  {
    event: 'alive',
    label: 'alive at the end of the simulation',
    symbol: 'triangle-right',
    shape: 'arrow',
    colour: INK.soft,
  },
] as const;
type SwimmerEvent = (typeof EVENTS)[number]['event'];

/**
 * Key of the swimmer plot.
 *
 * @returns bars, then marks
 */
export function swimmerKey(): readonly KeyEntry[] {
  return [
    { shape: 'fill', colour: ROLE_COLOUR, label: 'on treatment' },
    { shape: 'outline', colour: ROLE_COLOUR, label: 'off treatment, or no drug given' },
    ...EVENTS.map(({ shape, colour, label }) => ({ shape, colour, label })),
  ];
}

/** Course of a patient in words. */
function hoverOf({
  patient,
  best,
  response_day: response,
  progression_day: progression,
  end_day: end,
  status,
}: SwimmerRow): string {
  return [
    `patient ${patient}, best response ${best}`,
    ...(response === null ? [] : [`response on day ${response}`]),
    ...(progression === null ? [] : [`progression on day ${progression}`]),
    `${status} on day ${end}`,
  ].join(', ');
}

function marksOf(row: SwimmerRow): readonly { readonly event: SwimmerEvent; readonly day: number }[] {
  return [
    ...(row.response_day === null ? [] : [{ event: 'response' as const, day: row.response_day }]),
    ...(row.progression_day === null ? [] : [{ event: 'progression' as const, day: row.progression_day }]),
    { event: row.status === 'dead' ? 'death' : 'alive', day: row.end_day },
  ];
}

/**
 * Courses of single patients: bars of follow-up and of time on treatment, marks at response, progression and death; one
 * panel per arm.
 *
 * @param rows - table `swimmer`
 * @param arms - styles of the arms, in the order of the panels
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function swimmerFigure(
  rows: readonly SwimmerRow[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const size = layout.narrow ? 'narrow' : 'wide';
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: 0, gap: GAP });
  const values = rows.flatMap((row) => {
    const place = { armLabel: armLabel(arms, row.arm), rank: row.rank, hover: hoverOf(row) };
    const treated = Math.min(row.treatment_end_day, row.end_day);
    return [
      { ...place, part: 'follow-up', from: 0, day: row.end_day },
      ...(treated > 0 ? [{ ...place, part: 'treatment', from: 0, day: treated }] : []),
      ...marksOf(row).map((mark) => ({ ...place, part: 'event', from: 0, ...mark })),
    ];
  });
  const lastDay = rows.reduce((last, row) => Math.max(last, row.end_day), 0);
  const patients = rows.reduce((most, row) => Math.max(most, row.rank), 1);
  const color = armColour(arms);
  const bar = (part: string, opacity: number): FigureLayer => ({
    transform: [{ filter: `datum.part === '${part}'` }],
    mark: { type: 'bar', height: BAR_HEIGHT[size], opacity },
    encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'day' }, color, ...HOVER },
  });
  return {
    data: { values },
    facet: { field: 'armLabel', type: 'nominal', sort: armOrder(arms), title: null },
    columns,
    spec: {
      width,
      height: BAR_STEP[size] * patients,
      encoding: {
        x: {
          field: 'day',
          type: 'quantitative',
          scale: { domain: [0, lastDay], nice: false },
          axis: { title: 'Day of treatment', values: dayTicks(lastDay), grid: true },
        },
        y: { field: 'rank', type: 'ordinal', axis: null },
      },
      layer: [
        bar('follow-up', 0.28),
        bar('treatment', 0.95),
        {
          transform: [{ filter: "datum.part === 'event'" }],
          mark: {
            type: 'point',
            filled: true,
            size: layout.narrow ? 34 : 46,
            opacity: 1,
            stroke: INK.paper,
            strokeWidth: 0.8,
          },
          encoding: {
            shape: {
              field: 'event',
              type: 'nominal',
              scale: { domain: EVENTS.map(({ event }) => event), range: EVENTS.map(({ symbol }) => symbol) },
              legend: null,
            },
            fill: {
              field: 'event',
              type: 'nominal',
              scale: { domain: EVENTS.map(({ event }) => event), range: EVENTS.map(({ colour }) => colour) },
              legend: null,
            },
          },
        },
      ],
    },
  };
}
