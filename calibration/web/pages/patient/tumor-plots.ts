import type { PlotSeries } from '../../plots/plot-model.js';
import { clones, type PatientCurves, type PlottedArm } from './patient-curves.js';
import { line, type PlotLayout, type PlotRow, rowOf } from './plot-row.js';

const classColours = { CR: 'class-cr', PR: 'class-pr', SD: 'class-sd', PD: 'class-pd', NE: 'faint' } as const;

/** Size at the visits, one series of dots for each class that occurs. */
function visitDots(curves: PatientCurves, arm: PlottedArm): readonly PlotSeries[] {
  const { course, visits, sizes, progressionDay } = curves.course(arm.name);
  if (course === null) return [];
  const classes = [...new Set(course.classes)];
  return classes.map((name) => {
    const own = visits.flatMap((day, visit) =>
      course.classes[visit] === name ? [{ day, size: 100 * sizes[visit]! }] : [],
    );
    return {
      id: `${arm.name}-${name}`,
      key: name,
      label: name,
      colour: classColours[name],
      style: 'dots',
      x: own.map(({ day }) => day),
      y: own.map(({ size }) => size),
      names: own.map(({ day }) => `${arm.label}, day ${day}: ${name}${day === progressionDay ? ', progression' : ''}`),
    };
  });
}

/** Size of the tumor with what the visits show. */
export function sizeRow(curves: PatientCurves, layout: PlotLayout): PlotRow {
  const draw = (arm: PlottedArm): readonly PlotSeries[] => [
    line(arm.name, arm.label, arm.colour, curves.time, curves.size(arm.name)),
    ...visitDots(curves, arm),
  ];
  return rowOf(curves, layout, {
    id: 'size',
    title: 'Tumor size and visits',
    note: 'Relative to day 0. A dot is a visit, its colour the class of response; the first PD is progression.',
    y: { label: 'Size', unit: '% of day 0' },
    alone: draw,
    together: draw,
    alt: (arms) => arms.map(({ name, label }) => sizeInWords(curves, name, label)).join(' '),
  });
}

/** What the tumor of one arm does, in a sentence. */
function sizeInWords(curves: PatientCurves, arm: string, label: string): string {
  const { progressionDay, course, failure } = curves.course(arm);
  if (failure !== null || course === null) return `${label}: the simulation failed.`;
  const size = curves.size(arm);
  const least = Math.min(...size);
  const end = size.at(-1)!;
  const shown = progressionDay === null ? 'no visit shows progression' : `progression on day ${progressionDay}`;
  return `${label}: least size ${least.toFixed(0)} % on day ${size.indexOf(least)}, ${end.toFixed(0)} % at the end, ${shown}.`;
}

/** Densities of the tumor populations: stacked areas or lines for one arm; the total for all. */
export function cloneRow(curves: PatientCurves, layout: PlotLayout, isStacked: boolean): PlotRow {
  const { time } = curves;
  const alone = (arm: PlottedArm): readonly PlotSeries[] => {
    let below = time.map(() => 0);
    return clones.map(({ state, label, colour }) => {
      const own = curves.state(arm.name, state);
      const id = `${arm.name}-${state}`;
      if (!isStacked || own.length === 0) return { ...line(id, label, colour, time, own), key: state };
      const low = below;
      below = own.map((value, day) => value + low[day]!);
      return { ...line(id, label, colour, time, own), key: state, style: 'band', low, high: below };
    });
  };
  return rowOf(curves, layout, {
    id: 'clones',
    title: 'Tumor populations',
    note: layout === 'side' ? 'Cells per liter of the tumor microenvironment.' : 'All tumor cells per liter.',
    y: { label: 'Density', unit: 'cell/L' },
    alone,
    together: (arm) => {
      const own = clones.map(({ state }) => curves.state(arm.name, state));
      const total = own[0]!.map((_, day) => own.reduce((sum, clone) => sum + clone[day]!, 0));
      return [line(arm.name, arm.label, arm.colour, time, total)];
    },
    alt: (arms) =>
      arms
        .map(({ name, label }) => {
          const last = clones.map(({ state, label: clone }) => [clone, curves.state(name, state).at(-1)] as const);
          const words = last.map(
            ([clone, value]) => `${clone} ${value === undefined ? 'not known' : value.toExponential(1)}`,
          );
          return `${label}, last day: ${words.join(', ')} cells per liter.`;
        })
        .join(' '),
  });
}
