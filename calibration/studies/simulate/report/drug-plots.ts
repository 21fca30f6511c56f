import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { axisExtent } from '../../../page/plots/axes.js';
import type { FigurePanel } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel, armWidth } from '../../../plots/arm-style.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import type { PatientCourse } from './patient-courses.js';
import { dayAxis, lastDayOf } from './tumor-plots.js';

/** A drug as the study states it. */
export interface SimulatedDrug {
  readonly name: string;
  readonly label: string;
  /** Suffix of its states. */
  readonly symbol: string;
  readonly unit: string;
}

/** Compartments of a drug by the ends of their states' names. */
const PLACES = [
  { end: 'C', label: 'central' },
  { end: 'P', label: 'peripheral' },
] as const;

const HEIGHT = { wide: 150, narrow: 140 } as const;

/** A drug that is gone leaves the rest of the axis empty; days shown, as a multiple of those with an amount. */
const SHOWN_AFTER = 1.15;

/** An amount below this share of the largest is none. */
const GONE = 0.005;

function lastGivenDay(courses: readonly PatientCourse[], drugs: readonly SimulatedDrug[]): number {
  const days = courses.flatMap(({ days: all, states }) =>
    drugs.map(({ symbol }) => {
      const amounts = states[`${symbol}_C`] ?? [];
      const most = amounts.reduce((high, amount) => Math.max(high, amount), 0);
      return all[amounts.findLastIndex((amount) => amount > GONE * most)] ?? 0;
    }),
  );
  return days.reduce((last, day) => Math.max(last, day), 7);
}

/** Drugs of which a course has any amount. */
export function givenDrugs(
  drugs: readonly SimulatedDrug[],
  courses: readonly PatientCourse[],
): readonly SimulatedDrug[] {
  return drugs.filter(({ symbol }) =>
    courses.some(({ states }) => states[`${symbol}_C`]?.some((amount) => amount > 0) ?? false),
  );
}

/**
 * Amounts of drugs by day in one patient: a panel per drug, a line per arm, the peripheral compartment dashed.
 *
 * @param courses - of one patient, one per arm
 * @param options - drugs that are given, styles of the arms
 * @param layout - room of the drawing
 * @returns a Vega-Lite specification with its data
 */
export function drugsFigure(
  courses: readonly PatientCourse[],
  { drugs, arms }: { readonly drugs: readonly SimulatedDrug[]; readonly arms: readonly ArmStyle[] },
  layout: FigureLayout,
): TopLevelSpec {
  const { width } = panelGrid(layout, { wide: 1, labels: 62 });
  const lastDay = Math.min(lastDayOf(courses), Math.ceil(SHOWN_AFTER * lastGivenDay(courses, drugs)));
  const panel = ({ label: drug, symbol, unit }: SimulatedDrug): FigurePanel => {
    const values = courses.flatMap(({ arm, days, states }) =>
      PLACES.flatMap(({ end, label: compartment }) => {
        const amounts = states[`${symbol}_${end}`] ?? [];
        if (!amounts.some((amount) => amount > 0)) return [];
        return days.map((day, index) => ({
          armLabel: armLabel(arms, arm),
          drug,
          compartment,
          day,
          amount: amounts[index]!,
        }));
      }),
    );
    return {
      width,
      height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
      title: drug,
      data: { values },
      mark: { type: 'line', strokeJoin: 'round', clip: true },
      encoding: {
        x: dayAxis(lastDay, width),
        y: {
          field: 'amount',
          type: 'quantitative',
          scale: { domain: [0, axisExtent(values.map(({ amount }) => amount))[1]], nice: false },
          axis: { title: `Amount (${unit})`, tickCount: 4 },
        },
        color: armColour(arms),
        strokeWidth: armWidth(arms),
        strokeDash: {
          field: 'compartment',
          type: 'nominal',
          scale: {
            domain: PLACES.map(({ label }) => label),
            range: [
              [1, 0],
              [3, 3],
            ],
          },
          legend: null,
        },
      },
    };
  };
  return { vconcat: drugs.map(panel), spacing: 18 };
}
