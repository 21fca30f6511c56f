import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { axisExtent, logAxis } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding, ZERO_LINE_GRID } from '../../../page/plots/plot-theme.js';
import { thinRows } from '../../../page/plots/thin-rows.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { type PatientCourse, tumorOf } from './patient-courses.js';
import type { ShownPatient } from './shown-patients.js';

/** A visit of a patient: day, size relative to day 0, class. */
export interface PatientVisit {
  readonly patient: string;
  readonly arm: string;
  readonly day: number;
  readonly size: number;
  readonly recist: string;
}

/** Symbols of the classes of a visit; those of progression and of response differ from the rest. */
export const VISIT_SHAPES = { response: 'diamond', other: 'circle', progression: 'cross' } as const;

const shapeOf = (recist: string): string =>
  recist === 'PD'
    ? VISIT_SHAPES.progression
    : recist === 'CR' || recist === 'PR'
      ? VISIT_SHAPES.response
      : VISIT_SHAPES.other;

/** One point for every third pixel of a panel. */
const MOST_POINTS = 90;

const HEIGHT = { wide: 220, narrow: 190 } as const;

/** Horizontal axis of days: a tick every eight weeks, or fewer where there is less room. */
export function dayAxis(lastDay: number, width: number): PositionEncoding {
  const step = [14, 28, 56, 112, 168].find((each) => (each * width) / Math.max(lastDay, 1) >= 34) ?? 168;
  return {
    field: 'day',
    type: 'quantitative',
    scale: { domain: [0, lastDay], nice: false },
    axis: {
      title: 'Time (days)',
      values: Array.from({ length: Math.floor(lastDay / step) + 1 }, (_, index) => index * step),
    },
  };
}

/** Last day of courses. */
export const lastDayOf = (courses: readonly PatientCourse[]): number =>
  courses.reduce((last, { days }) => Math.max(last, days.at(-1) ?? 0), 1);

interface TumorFigure {
  readonly courses: readonly PatientCourse[];
  readonly patients: readonly ShownPatient[];
  readonly visits: readonly PatientVisit[];
  readonly arms: readonly ArmStyle[];
}

/**
 * Tumor size of patients by day: a panel per patient with a line per arm, and a symbol at each visit.
 *
 * @param figure - courses of the patients, their visits, styles of the arms
 * @param layout - room of the drawing
 * @returns a Vega-Lite specification with its data
 */
export function tumorSizeFigure({ courses, patients, visits, arms }: TumorFigure, layout: FigureLayout): TopLevelSpec {
  const grid = panelGrid(layout, { wide: Math.min(3, patients.length), labels: 58 });
  const lastDay = lastDayOf(courses);
  const percent = (size: number) => 100 * (size - 1);
  const lines = courses.flatMap((course) => {
    const tumor = tumorOf(course);
    const points = course.days.map((day, index) => ({ day, change: percent(tumor[index]! / tumor[0]!) }));
    return thinRows(points, MOST_POINTS).map((point) => ({
      patient: course.patient,
      armLabel: armLabel(arms, course.arm),
      ...point,
    }));
  });
  const domain = axisExtent([0, ...lines.map(({ change }) => change)]);
  const panel = ({ id, label }: ShownPatient, isFirst: boolean): FigurePanel => {
    const x = dayAxis(lastDay, grid.width);
    const y = {
      field: 'change',
      type: 'quantitative',
      scale: { domain, nice: false },
      axis: {
        title: isFirst ? 'Change of tumor size (%)' : null,
        labels: isFirst,
        tickCount: 6,
        gridColor: ZERO_LINE_GRID,
      },
      title: 'Change of tumor size (%)',
    } as const;
    const own = visits.filter(({ patient, day }) => patient === id && day <= lastDay);
    return {
      width: grid.width,
      height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
      title: label,
      layer: [
        {
          data: { values: lines.filter(({ patient }) => patient === id) },
          mark: { type: 'line', strokeWidth: 1.8, clip: true },
          encoding: { x, y, color: armColour(arms) },
        },
        {
          data: {
            values: own.map(({ arm, day, size, recist }) => ({
              armLabel: armLabel(arms, arm),
              day,
              change: percent(size),
              recist,
              shape: shapeOf(recist),
            })),
          },
          mark: { type: 'point', filled: true, size: 46, opacity: 1, stroke: INK.paper, strokeWidth: 0.8, clip: true },
          encoding: {
            x,
            y,
            fill: armColour(arms),
            shape: { field: 'shape', type: 'nominal', scale: null },
            tooltip: [
              { field: 'armLabel', title: 'Arm' },
              { field: 'day', type: 'quantitative', title: 'Visit on day' },
              { field: 'change', type: 'quantitative', title: 'Change of tumor size (%)', format: '.1f' },
              { field: 'recist', title: 'Class' },
            ],
          },
        },
      ],
    };
  };
  return {
    vconcat: inRows(patients, grid.columns).map((row) => ({
      hconcat: row.map((patient, index) => panel(patient, index === 0)),
    })),
  };
}

/** Names and colours of the tumor's clones, and of all of them together. */
export const CLONES = [
  { state: 'X1_C', label: 'drug-sensitive', colour: palette['series-1'] },
  { state: 'X2_C', label: 'drug-resistant', colour: palette['series-2'] },
  { state: 'X3_C', label: 'drug-pressure', colour: palette['series-4'] },
  { state: 'all', label: 'all tumor cells', colour: INK.text },
] as const;

/** Fewer cells than this share of the most are not drawn. */
const LEAST_SHARE = 1e-5;

/**
 * Clones of one patient's tumor by day, a panel per arm, on a logarithmic axis.
 *
 * @param courses - of one patient, one per arm
 * @param arms - styles of the arms
 * @param layout - room of the drawing
 * @returns a Vega-Lite specification with its data
 */
export function clonesFigure(
  courses: readonly PatientCourse[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const grid = panelGrid(layout, { wide: Math.min(3, courses.length), labels: 62 });
  const lastDay = lastDayOf(courses);
  const most = courses.flatMap(tumorOf).reduce((high, value) => Math.max(high, value), 1);
  const domain: [number, number] = [most * LEAST_SHARE, most * 1.4];
  const panel = (course: PatientCourse, isFirst: boolean): FigurePanel => ({
    width: grid.width,
    height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
    title: armLabel(arms, course.arm),
    data: {
      values: CLONES.flatMap(({ state, label }) => {
        const values = state === 'all' ? tumorOf(course) : (course.states[state] ?? []);
        const points = course.days.map((day, index) => ({ day, density: values[index]! }));
        return thinRows(points, MOST_POINTS)
          .filter(({ density }) => density >= domain[0])
          .map((point) => ({ arm: armLabel(arms, course.arm), cells: label, ...point }));
      }),
    },
    mark: { type: 'line', strokeWidth: 1.8, clip: true },
    encoding: {
      x: dayAxis(lastDay, grid.width),
      y: {
        field: 'density',
        type: 'quantitative',
        title: 'Tumor cells (cell/L)',
        scale: { type: 'log', domain, nice: false },
        axis: {
          title: isFirst ? 'Tumor cells (cell/L), log scale' : null,
          labels: isFirst,
          ...logAxis(...domain),
        },
      },
      color: {
        field: 'cells',
        type: 'nominal',
        scale: { domain: CLONES.map(({ label }) => label), range: CLONES.map(({ colour }) => colour) },
        legend: null,
      },
    },
  });
  return {
    vconcat: inRows(courses, grid.columns).map((row) => ({
      hconcat: row.map((course, index) => panel(course, index === 0)),
    })),
  };
}
