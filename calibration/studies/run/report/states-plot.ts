import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout, KeyEntry } from '../../../page/drawn-plot.js';
import { thinWithJumps } from '../../../page/plots/thin-rows.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armOrder, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { monthAxis } from '../../../plots/month-axis.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { StatesRow } from '../plot-tables.js';

const HEIGHT = { wide: 220, narrow: 170 } as const;

/** Room of the vertical axis; px. */
const AXIS = 52;
const MOST_POINTS = 130;

/** States from the bottom of the figure to its top; neighbours differ in lightness as well as in hue. */
export const STATES = [
  { column: 'on_treatment_percent', label: 'progression-free, on treatment', colour: palette['class-pr'] },
  { column: 'off_treatment_percent', label: 'progression-free, off treatment', colour: palette['state-off'] },
  { column: 'progressed_percent', label: 'alive after progression', colour: palette['class-pd'] },
  { column: 'dead_after_progression_percent', label: 'dead after progression', colour: palette.line },
  { column: 'dead_without_progression_percent', label: 'dead without progression', colour: palette.faint },
] as const satisfies readonly { readonly column: keyof StatesRow; readonly label: string; readonly colour: string }[];

/**
 * Key of the figure of states.
 *
 * @param rows - table `states`
 * @returns the states that occur, from the bottom of the figure to its top
 */
export function statesKey(rows: readonly StatesRow[]): readonly KeyEntry[] {
  return STATES.filter(({ column }) => rows.some((row) => row[column] > 0)).map(({ colour, label }) => ({
    shape: 'fill',
    colour,
    label,
  }));
}

/**
 * Expected shares of the cohort by state over time, stacked; one panel per arm.
 *
 * @param rows - table `states`
 * @param options - styles of the arms; length of a month of the run, days
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function statesFigure(
  rows: readonly StatesRow[],
  { arms, monthDays }: { readonly arms: readonly ArmStyle[]; readonly monthDays: number },
  layout: FigureLayout,
): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: AXIS });
  const values = arms.flatMap((style) =>
    thinWithJumps(
      rows.filter((row) => row.arm === style.arm),
      MOST_POINTS,
      (row) => STATES.map(({ column }) => row[column]),
    ).flatMap((row) => {
      let from = 0;
      return STATES.map(({ column, label }) => {
        const low = from;
        from += row[column];
        return { armLabel: style.label, month: row.month, state: label, low, high: from };
      });
    }),
  );
  const x = monthAxis({ simulated: rows, clinical: [], monthDays, width });
  return {
    data: { values },
    facet: { field: 'armLabel', type: 'nominal', sort: armOrder(arms), title: null },
    columns,
    spec: {
      width,
      height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
      mark: { type: 'area', line: false },
      encoding: {
        x,
        y: {
          field: 'low',
          type: 'quantitative',
          scale: { domain: [0, 100] },
          axis: { title: 'Patients (%)', tickCount: 5 },
        },
        y2: { field: 'high' },
        color: {
          field: 'state',
          type: 'nominal',
          scale: { domain: STATES.map(({ label }) => label), range: STATES.map(({ colour }) => colour) },
          legend: null,
        },
      },
    },
  };
}
