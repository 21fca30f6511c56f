import { dailyDeath } from '../../../browser.js';
import type { PlotSeries } from '../../plots/plot-model.js';
import type { PatientCurves, PlottedArm } from './patient-curves.js';
import { line, type PlotLayout, type PlotRow, rowOf } from './plot-row.js';

/** Relative burden, the argument of the death function. */
export function burdenRow(curves: PatientCurves, layout: PlotLayout): PlotRow {
  const draw = (arm: PlottedArm) => [line(arm.name, arm.label, arm.colour, curves.time, curves.burden(arm.name))];
  return rowOf(curves, layout, {
    id: 'burden',
    title: 'Relative burden',
    note: 'The argument chi of the death function.',
    y: { label: 'Burden', unit: 'chi' },
    alone: draw,
    together: draw,
    alt: (arms) =>
      arms
        .map(
          ({ name, label }) =>
            `${label}: burden ${curves.burden(name).at(-1)?.toFixed(2) ?? 'not known'} on the last day.`,
        )
        .join(' '),
  });
}

/** Daily death probability and survival; none where the model has no death function. */
export function deathRows(curves: PatientCurves, layout: PlotLayout): readonly PlotRow[] {
  const survivalOf = (arm: string) => curves.course(arm).survival;
  if (curves.input.arms.every(({ name }) => survivalOf(name) === null)) return [];
  const percent = (values: ArrayLike<number>) => Array.from(values, (value) => 100 * value);
  const survival = (arm: PlottedArm): readonly PlotSeries[] => {
    const own = survivalOf(arm.name);
    return own === null ? [] : [line(arm.name, arm.label, arm.colour, curves.time, percent(own))];
  };
  const death = (arm: PlottedArm): readonly PlotSeries[] => {
    const own = survivalOf(arm.name);
    return own === null
      ? []
      : [line(arm.name, arm.label, arm.colour, curves.time.slice(0, -1), percent(dailyDeath(own)))];
  };
  const last = (arm: PlottedArm) => {
    const value = survivalOf(arm.name)?.at(-1);
    return `${arm.label}: ${value === undefined ? 'no death function' : `${(100 * value).toFixed(0)} % alive at the end`}.`;
  };
  return [
    rowOf(curves, layout, {
      id: 'death',
      title: 'Probability of death within the day',
      note: 'Of a patient who is alive on that day.',
      y: { label: 'Death', unit: '% per day' },
      alone: death,
      together: death,
      alt: (arms) => arms.map((arm) => `Daily probability of death under ${arm.label}.`).join(' '),
    }),
    rowOf(curves, layout, {
      id: 'survival',
      title: 'Survival',
      note: 'Expected over the death function: the share of patients like this one who are alive.',
      y: { label: 'Alive', unit: '%', range: [0, 100] },
      alone: survival,
      together: survival,
      alt: (arms) => arms.map(last).join(' '),
    }),
  ];
}
