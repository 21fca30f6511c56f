import {
  type DosingCourse,
  dosingPaths,
  type Regimen,
  type SearchPoint,
  type SearchVariable,
  spaceSize,
  toCanonicalJson,
  withDose,
} from '../../../src/index.js';
import { messagesOf } from '../../config/checked-config.js';
import { isOrdered, type Level, levelNamed, levelsOf } from '../../config/optimise-levels.js';
import type { OptimiseConfig, OptimiseVariable } from '../../config/optimise-schema.js';
import { coursesOf, withCourses } from './drug-courses.js';
import { type HeldDose, withHeldDose } from './planned-doses.js';
import { type Schedule, toArm } from './schedule.js';

/** What a space of schedules is made of. */
export interface SpaceInput {
  readonly config: Pick<OptimiseConfig, 'variables' | 'conditions'>;
  /** The schedule that the variables change. */
  readonly template: Schedule;
  /** Regimens by name. */
  readonly regimens: Readonly<Record<string, Regimen>>;
  readonly held: readonly HeldDose[];
  readonly visits: readonly number[];
  readonly horizonDays: number;
}

/** A schedule, or why there is none. */
export type PossibleSchedule =
  | { readonly kind: 'possible'; readonly schedule: Schedule }
  | { readonly kind: 'impossible'; readonly reason: string };

/** Schedules as points of a search. */
export interface ScheduleSpace {
  readonly variables: readonly SearchVariable[];
  readonly combinations: number;
  /** The point with level 0 for variables that change nothing in it. */
  readonly canonical: (point: SearchPoint) => SearchPoint;
  readonly scheduleOf: (point: SearchPoint) => PossibleSchedule;
  /** Value of each variable; null where it changes nothing. */
  readonly valuesOf: (point: SearchPoint) => Readonly<Record<string, Level | null>>;
  /** The point whose schedule is a given one; undefined where no single level of each variable gives it. */
  readonly pointOf: (schedule: Schedule) => SearchPoint | undefined;
}

/**
 * The schedules that the variables of a configuration span.
 *
 * Variables of the whole schedule (regimens, order, stop) come first, then those of courses, first doses last. A variable that has nothing to change,
 * such as the dose of a drug that the chosen regimen does not give, is inactive: all its levels give one schedule.
 */
export function scheduleSpace(input: SpaceInput): ScheduleSpace {
  const { variables } = input.config;
  const levels = variables.map(levelsOf);
  const searched = variables.map((variable, index) => ({
    name: variable.name,
    levels: levels[index]!.length,
    ordered: isOrdered(variable),
  }));
  const applied = (point: SearchPoint) => {
    let schedule = input.template;
    const active = variables.map(() => false);
    for (const turn of [0, 1, 2]) {
      variables.forEach((variable, index) => {
        if (turnOf(variable) !== turn) return;
        const level = point[index]!;
        const changed = change(schedule, { variable, level, value: levels[index]![level]! }, input.regimens);
        active[index] = changed !== undefined;
        schedule = changed ?? schedule;
      });
    }
    return { schedule, active };
  };
  const valuesOf = (point: SearchPoint) => {
    const { active } = applied(point);
    return Object.fromEntries(
      variables.map(({ name }, index) => [name, active[index] ? levels[index]![point[index]!]! : null]),
    );
  };
  return {
    variables: searched,
    combinations: spaceSize(searched),
    canonical: (point) => {
      const { active } = applied(point);
      return point.map((level, index) => (active[index] ? level : 0));
    },
    scheduleOf: (point) => {
      const { schedule } = applied(point);
      const reason = unmetCondition(input.config, valuesOf(point));
      return reason === undefined ? possible(schedule, input) : { kind: 'impossible', reason };
    },
    valuesOf,
    pointOf: (wanted) => pointGiving(wanted, searched, applied),
  };
}

/** Variables of the whole schedule, then those of courses; a first dose last, because a dose changes it in proportion. */
function turnOf(variable: OptimiseVariable): number {
  if (!('drug' in variable)) return 0;
  return variable.vary === 'loadingDose' ? 2 : 1;
}

/** A variable at one of its levels, and the value of that level. */
interface AtLevel<Variable> {
  readonly variable: Variable;
  readonly level: number;
  readonly value: Level;
}

/** A schedule with one variable at a level; undefined where the variable has nothing to change. */
function change(
  schedule: Schedule,
  { variable, level, value }: AtLevel<OptimiseVariable>,
  regimens: Readonly<Record<string, Regimen>>,
): Schedule | undefined {
  const named = (name: string | null) => (name === null ? null : regimens[name]!);
  switch (variable.vary) {
    case 'regimen':
      return { ...schedule, regimen: named(variable.values[level]!)! };
    case 'order': {
      const { regimen, afterProgression } = Object.values(variable.choices)[level]!;
      return { ...schedule, untilProgression: true, regimen: named(regimen)!, next: named(afterProgression) };
    }
    case 'stop':
      return { ...schedule, untilProgression: variable.values[level] === 'progression' };
    case 'afterProgression':
      return schedule.untilProgression ? { ...schedule, next: named(variable.values[level]!) } : undefined;
    case 'stopDelayDays':
      return schedule.untilProgression ? { ...schedule, delayDays: value as number } : undefined;
    default:
      return changedCourses(schedule, { variable, level, value });
  }
}

type CourseVariable = Extract<OptimiseVariable, { readonly drug: string }>;

function changedCourses(schedule: Schedule, at: AtLevel<CourseVariable>): Schedule | undefined {
  const { drug, of, course: only } = at.variable;
  const regimen = of === 'regimen' ? schedule.regimen : schedule.untilProgression ? schedule.next : null;
  const courses = regimen === null ? [] : coursesOf(regimen, drug);
  const isChanged = (index: number) => only === undefined || index === only - 1;
  if (regimen === null || !courses.some((_, index) => isChanged(index))) return undefined;
  const changeCourse = courseChange(at);
  const changed = withCourses(
    regimen,
    drug,
    courses.map((course, index) => (isChanged(index) ? changeCourse(course) : course)),
  );
  return of === 'regimen' ? { ...schedule, regimen: changed } : { ...schedule, next: changed };
}

/** What a variable does to a course; a first dose keeps its ratio to the dose. */
function courseChange({ variable, level, value }: AtLevel<CourseVariable>): (course: DosingCourse) => DosingCourse {
  if (variable.vary === 'days') {
    const days = Object.values(variable.choices)[level]!;
    return (course) => ({ ...course, days });
  }
  if (variable.vary === 'pattern') {
    const given = Object.entries(Object.values(variable.choices)[level]!).filter(([, value]) => value !== undefined);
    return (course) => ({ ...course, ...Object.fromEntries(given) });
  }
  if (variable.vary === 'dose') return (course) => withDose(course, value as number);
  if (variable.vary === 'startDay' && value === 0) return ({ startDay: _, ...course }) => course;
  return (course) => ({ ...course, [variable.vary]: typeof value === 'number' ? value : null });
}

/** The first condition that values do not meet. */
function unmetCondition(
  { conditions, variables }: Pick<OptimiseConfig, 'conditions' | 'variables'>,
  values: Readonly<Record<string, Level | null>>,
): string | undefined {
  const named = (name: string, asked: number | string | null) =>
    levelNamed(variables.find((variable) => variable.name === name)!, asked);
  for (const { when, variable, least, most, values: allowed } of conditions) {
    const holds = Object.entries(when).every(([name, asked]) => {
      const any = Array.isArray(asked) ? asked : [asked];
      return values[name] !== null && any.some((one) => named(name, one) === values[name]);
    });
    const value = values[variable];
    if (!holds || value === null || value === undefined) continue;
    const where = Object.entries(when).map(([name, asked]) => `${name} is ${[asked].flat().join(' or ')}`);
    const unmet = (required: string) => `${variable}: must be ${required} where ${where.join(' and ')}`;
    if (typeof value === 'number' && least !== undefined && value < least) return unmet(`at least ${least}`);
    if (typeof value === 'number' && most !== undefined && value > most) return unmet(`at most ${most}`);
    if (allowed !== undefined && !allowed.some((one) => named(variable, one) === value))
      return unmet(allowed.join(' or '));
  }
  return undefined;
}

function possible(schedule: Schedule, { held, visits, horizonDays }: SpaceInput): PossibleSchedule {
  let { regimen } = schedule;
  // What contradicts itself cannot be held either
  const [first] = messagesOf(() => dosingPaths(toArm('', schedule, visits), horizonDays));
  if (first !== undefined) return { kind: 'impossible', reason: withoutValue(first) };
  for (const one of held) {
    const solved = withHeldDose(regimen, one, horizonDays);
    if ('impossible' in solved) return { kind: 'impossible', reason: solved.impossible };
    regimen = solved.regimen;
  }
  return { kind: 'possible', schedule: { ...schedule, regimen } };
}

/** Reasons are counted: what was required tells them apart, the value does not. */
function withoutValue(message: string): string {
  return message.replace(/; got .*$/, '');
}

function pointGiving(
  wanted: Schedule,
  variables: readonly SearchVariable[],
  applied: (point: SearchPoint) => { readonly schedule: Schedule },
): SearchPoint | undefined {
  const target = leavesOf(wanted);
  const distance = (point: SearchPoint) => {
    const leaves = leavesOf(applied(point).schedule);
    const paths = new Set([...leaves.keys(), ...target.keys()]);
    return [...paths].filter((path) => leaves.get(path) !== target.get(path)).length;
  };
  let point: SearchPoint = variables.map(() => 0);
  // One variable at a time: a level is kept where it brings more of the schedule into agreement
  for (let pass = 0; pass < 2; pass++) {
    variables.forEach(({ levels }, index) => {
      const options = Array.from({ length: levels }, (_, level) => point.with(index, level));
      point = options.reduce((best, option) => (distance(option) < distance(best) ? option : best), point);
    });
  }
  return distance(point) === 0 ? point : undefined;
}

/** Single values of a schedule by path; a list of days is one. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  const isTree = typeof value === 'object' && value !== null && !(Array.isArray(value) && typeof value[0] !== 'object');
  if (!isTree) return new Map([[path, toCanonicalJson(value)]]);
  return new Map(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .flatMap(([key, member]) => [...leavesOf(member, `${path}.${key}`)]),
  );
}
