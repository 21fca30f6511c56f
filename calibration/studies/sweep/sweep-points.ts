import {
  type DosingCourse,
  type DrugName,
  drugsOfRegimen,
  InternalError,
  type Regimen,
  type Switches,
  type SwitchName,
  withDose,
} from '../../../src/index.js';
import { sweepRegimen } from '../../config/parse-sweep.js';
import type { SweepAxis, SweepConfig } from '../../config/sweep-schema.js';

/** A point of a sweep, ready to be simulated. */
export interface SweepPoint {
  /** Value of each axis, as the table shows it; or the label of a listed point. */
  readonly coordinates: readonly (string | number | null)[];
  readonly regimen: Regimen;
  readonly switches: Switches;
  /** Values of parameters, and factors on them. */
  readonly values: Readonly<Record<string, number>>;
  readonly factors: Readonly<Record<string, number>>;
}

interface Change {
  readonly coordinate: string | number | null;
  readonly regimen?: string;
  readonly doses?: Partial<Record<DrugName, number>>;
  /** Number of cycles of one drug, or of all drugs of the regimen. */
  readonly cycles?: { readonly drug: DrugName | null; readonly count: number | null };
  readonly values?: Readonly<Record<string, number>>;
  readonly factors?: Readonly<Record<string, number>>;
  readonly switches?: Partial<Record<SwitchName, 'posted' | 'corrected'>>;
}

/** Names of the columns that identify the points. */
export function sweepCoordinates({ axes }: SweepConfig): readonly string[] {
  return axes.length === 0 ? ['point'] : axes.map(({ name }) => name);
}

/** All points: every combination of the axes, the last axis varying fastest; or the list. */
export function sweepPoints(config: SweepConfig): readonly SweepPoint[] {
  if (config.axes.length > 0) {
    const combinations = config.axes.reduce<readonly (readonly Change[])[]>(
      (before, axis) => before.flatMap((changes) => changesOf(axis).map((change) => [...changes, change])),
      [[]],
    );
    return combinations.map((changes) => pointOf(config, changes));
  }
  return config.points.map(({ label, regimen, doses, cycles, parameters, factors, switches }) =>
    pointOf(config, [
      {
        coordinate: label,
        ...(regimen === undefined ? {} : { regimen }),
        doses,
        ...(cycles === undefined ? {} : { cycles: { drug: null, count: cycles } }),
        values: parameters,
        factors,
        switches,
      },
    ]),
  );
}

function changesOf(axis: SweepAxis): readonly Change[] {
  if ('regimen' in axis) return axis.regimen.map((name) => ({ coordinate: name, regimen: name }));
  if ('dose' in axis) return axis.dose.map((dose) => ({ coordinate: dose, doses: { [axis.drug]: dose } }));
  if ('cycles' in axis) {
    // Text, because one of them may be "to the end"
    return axis.cycles.map((count) => ({
      coordinate: count === null ? 'to the end' : String(count),
      cycles: { drug: axis.drug ?? null, count },
    }));
  }
  if ('switch' in axis) return axis.forms.map((form) => ({ coordinate: form, switches: { [axis.switch]: form } }));
  if ('values' in axis) return axis.values.map((value) => ({ coordinate: value, values: { [axis.parameter]: value } }));
  return axis.factors.map((factor) => ({ coordinate: factor, factors: { [axis.parameter]: factor } }));
}

function pointOf(config: SweepConfig, changes: readonly Change[]): SweepPoint {
  const name = changes.findLast(({ regimen }) => regimen !== undefined)?.regimen ?? config.regimen;
  const base = sweepRegimen(config, name);
  if (base === undefined) throw new InternalError(`sweep: must know the regimen ${name}`);
  const courses = drugsOfRegimen(base).map((drug): readonly [DrugName, readonly DosingCourse[]] => {
    const changed = base[drug]!.map((course) =>
      changes.reduce((before, change) => courseAfter(before, drug, change), course),
    );
    return [drug, changed.filter(({ dose, loadingDose = dose }) => dose > 0 || loadingDose > 0)];
  });
  return {
    coordinates: changes.map(({ coordinate }) => coordinate),
    regimen: Object.fromEntries(courses.filter(([, { length }]) => length > 0)),
    switches: Object.assign({}, config.switches, ...changes.map(({ switches }) => switches ?? {})),
    values: Object.assign({}, ...changes.map(({ values }) => values ?? {})),
    factors: Object.assign({}, ...changes.map(({ factors }) => factors ?? {})),
  };
}

function courseAfter(course: DosingCourse, drug: DrugName, { doses, cycles }: Change): DosingCourse {
  const dosed = withDose(course, doses?.[drug] ?? course.dose);
  if (cycles === undefined || (cycles.drug !== null && cycles.drug !== drug)) return dosed;
  return { ...dosed, cycles: cycles.count };
}
