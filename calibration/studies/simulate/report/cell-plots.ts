import type { TopLevelSpec } from 'vega-lite';
import {
  type CellState,
  type Compartment,
  cellStates,
  cellTypes,
  describeCellState,
  tumorCells,
} from '../../../../src/index.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { capitalised } from '../../../page/listed.js';
import { logAxis } from '../../../page/plots/axes.js';
import type { FigurePanel } from '../../../page/plots/plot-theme.js';
import { estimateTextWidth } from '../../../page/plots/render-svg.js';
import { thinRows } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armColour, armLabel, armWidth } from '../../../plots/arm-style.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import type { PatientCourse } from './patient-courses.js';
import { dayAxis, lastDayOf } from './tumor-plots.js';

/** Cells of the tumor microenvironment that attack the tumor, and those that hold these back. */
export const MAIN_CELLS: readonly CellState[] = ['T8_C', 'T1_C', 'NK_C', 'M1_C', 'Treg_C', 'MMDSC_C', 'M2_C', 'N2_C'];

/** Immune cells of a compartment in the order of the model. */
export function immuneCells(compartment: Compartment): readonly CellState[] {
  return cellStates.filter(
    (state) => describeCellState(state).compartment === compartment && !tumorCells.some((tumor) => tumor === state),
  );
}

/** One point for every third pixel of a small panel. */
const MOST_POINTS = 56;

const TITLE_SIZE = 11.5;
const HEIGHT = 96;

/** Between two panels, labels included; px. */
const GAP = 56;

/** Values below this are drawn at it, as a density of zero has no logarithm; cell/L. */
const LEAST = 1;

/** Least span of an axis, as a ratio: smaller changes are not blown up. */
const LEAST_RATIO = 4;

/** A title in lines that fit over a panel. */
function titleLines(state: CellState, width: number): string[] {
  const lines: string[] = [];
  for (const word of capitalised(cellTypes[describeCellState(state).cell]).split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && estimateTextWidth(longer, { size: TITLE_SIZE, bold: true }) <= width)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Lines that end at the same height as those of a title with more of them. */
const below = (lines: readonly string[], most: number): string[] => [
  ...Array.from({ length: most - lines.length }, () => ' '),
  ...lines,
];

function domainOf(values: readonly number[]): [number, number] {
  const low = Math.max(
    LEAST,
    values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  );
  const high = Math.max(
    low,
    values.reduce((most, value) => Math.max(most, value), LEAST),
  );
  const stretch = Math.sqrt(Math.max(1, LEAST_RATIO / (high / low))) * 1.15;
  return [low / stretch, high * stretch];
}

/**
 * Densities of cells of one patient by day: a small panel per cell type with a line per arm, on logarithmic axes.
 *
 * @param courses - of one patient, one per arm
 * @param options - states that are drawn, styles of the arms
 * @param layout - room of the drawing
 * @returns a Vega-Lite specification with its data
 */
export function cellsFigure(
  courses: readonly PatientCourse[],
  { states, arms }: { readonly states: readonly CellState[]; readonly arms: readonly ArmStyle[] },
  layout: FigureLayout,
): TopLevelSpec {
  const grid = panelGrid(layout, { wide: 4, narrow: 2, labels: 40, gap: GAP });
  const lastDay = lastDayOf(courses);
  const titles = new Map(states.map((state) => [state, titleLines(state, grid.width)]));
  const most = states.reduce((lines, state) => Math.max(lines, titles.get(state)!.length), 1);
  const panel = (state: CellState): FigurePanel => {
    const values = courses.flatMap(({ arm, days, states: all }) => {
      const points = days.map((day, index) => ({ day, density: Math.max(LEAST, all[state]?.[index] ?? LEAST) }));
      return thinRows(points, MOST_POINTS).map((point) => ({
        cells: cellTypes[describeCellState(state).cell],
        armLabel: armLabel(arms, arm),
        ...point,
      }));
    });
    const [low, high] = domainOf(values.map(({ density }) => density));
    return {
      width: grid.width,
      height: HEIGHT,
      title: { text: below(titles.get(state)!, most), fontSize: TITLE_SIZE, lineHeight: 14 },
      data: { values },
      mark: { type: 'line', clip: true },
      encoding: {
        x: dayAxis(lastDay, grid.width),
        y: {
          field: 'density',
          type: 'quantitative',
          title: 'Density (cell/L)',
          scale: { type: 'log', domain: [low, high], nice: false },
          axis: {
            title: null,
            ...logAxis(low, high, 4),
          },
        },
        color: armColour(arms),
        strokeWidth: armWidth(arms),
      },
    };
  };
  return {
    vconcat: inRows(states, grid.columns).map((row) => ({ hconcat: row.map(panel), bounds: 'flush', spacing: GAP })),
    spacing: 18,
    resolve: { scale: { y: 'independent' } },
  };
}
