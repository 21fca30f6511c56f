import { listed } from '../../../page/listed.js';
import { type SweepResult, shownEndpoints } from '../result.js';
import { axisName, levelsOf, type Point } from './points.js';

/** Columns that are read on the day of the assessment, the AUCs on the day of the markers. */
const ASSESSED = /^(?:cr|pr|sd|pd|orr|dcr)$/;

/** Values of an axis between which no endpoint of a day differs. */
export interface AlikeLevels {
  readonly axis: string;
  readonly levels: readonly string[];
  /** Day of the endpoints; null where it is not stored. */
  readonly day: number | null;
}

/**
 * Values of the axes between which the endpoints of a day are the same to the last digit, at all values of the other axes.
 *
 * Of the days whose endpoints the page shows. The same patients are simulated at all points, so this means that up to that day the points give the same, and the endpoint cannot tell
 * them apart.
 *
 * @param result - of the sweep
 * @param points - its points
 */
export function alikeLevels(result: SweepResult, points: readonly Point[]): readonly AlikeLevels[] {
  const shown = [...shownEndpoints(result), ...result.heat_maps];
  const rates = shown.filter((name) => ASSESSED.test(name));
  const further = [...new Set(shown.flatMap((name) => /^(?:control|median_change)_(\d+)$/.exec(name)?.[1] ?? []))];
  const days = [
    { day: result.assessment_day ?? null, columns: rates },
    ...further.map((day) => ({ day: Number(day), columns: [`control_${day}`, `median_change_${day}`] })),
  ];
  return result.coordinates.flatMap((axis, index) =>
    days.flatMap(({ day, columns }) =>
      columns.length === 0 ? [] : groupsOf(points, index, columns).map((levels) => ({ axis, levels, day })),
    ),
  );
}

function groupsOf(points: readonly Point[], axis: number, columns: readonly string[]): readonly (readonly string[])[] {
  const bySignature = new Map<string, string[]>();
  for (const level of levelsOf(points, axis)) {
    const own = points.filter(({ coordinates }) => coordinates[axis] === level);
    const signature = JSON.stringify(
      own.map(({ coordinates, endpoints }) => [
        coordinates.filter((_, other) => other !== axis),
        columns.map((name) => endpoints.get(name)?.value ?? null),
      ]),
    );
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), level]);
  }
  return [...bySignature.values()].filter(({ length }) => length > 1);
}

/** One sentence for each group of values that an endpoint cannot tell apart. */
export function alikeRemarks(alike: readonly AlikeLevels[]): readonly string[] {
  const groups = new Map<
    string,
    { readonly axis: string; readonly levels: readonly string[]; readonly days: string[] }
  >();
  for (const { axis, levels, day } of alike) {
    const key = JSON.stringify([axis, levels]);
    const group = groups.get(key) ?? { axis, levels, days: [] };
    group.days.push(day === null ? 'the day of the assessment' : `day ${day}`);
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({ axis, levels, days }) =>
      `The endpoints of ${listed(days)} do not differ between ${axisName(axis)} ${listed(levels)}: what differs between them is given later, or has no effect by then.`,
  );
}
