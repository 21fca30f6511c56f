import { type DeathCovariate, deathCovariateInto } from './death-covariate.js';
import { eachSection, type PatientRows } from './patient-rows.js';

/**
 * Days of a run, for which two nodes stand. The error of a cohort's survival is then below 1e-5 at fitted death functions of the burden,
 * and below 1e-3 where a cohort dies within weeks of a burden at which nobody dies (see the test).
 */
const RUN_DAYS = 24;
/** The same for covariates that change faster than a burden does. */
const RUN_DAYS_OF_OTHERS = 12;

/**
 * Which days the nodes of a patient's course stand for, and the times at which survival is wanted.
 *
 * Full nodes stand for the same number of days each, two of them for a run; runs begin at day 0 and again at each cut. A rest of
 * fewer days, up to a cut or a time, has two nodes of its own, or one for a single day. So survival at a time does not depend on the
 * other times.
 */
export interface NodePlan {
  readonly timesDays: readonly number[];
  /** In order of time. */
  readonly entries: readonly PlanEntry[];
  /** Days of a full node. */
  readonly fullDays: number;
  /** Values per patient. */
  readonly width: number;
}

/** Some full nodes, a rest, and a time if there is one. A rest before a time is passed by that time alone. */
export interface PlanEntry {
  /** Days [from, to) of the full nodes, and which they are; the rest begins at that day and with that node. */
  readonly full: { readonly from: number; readonly to: number; readonly begin: number; readonly end: number };
  /** Each node of the rest stands for `days` days, and the first `extra` for one more; no node where there is no rest. */
  readonly rest: { readonly nodes: number; readonly days: number; readonly extra: number };
  readonly isTime: boolean;
  /** Part of a day before the time, in [0, 1); the node behind the rest is the covariate of that day. */
  readonly fraction: number;
}

/**
 * Divides the days up to the last time into runs for pairs of nodes.
 *
 * @param timesDays - times of survival; days; ascending; >= 0; need not be whole
 * @param cuts - whole days that no pair reaches across, where a covariate jumps; ascending
 * @param runDays - days of a pair of full nodes; even
 */
export function nodePlan(
  timesDays: readonly number[],
  cuts: readonly number[] = [],
  runDays: number = RUN_DAYS,
): NodePlan {
  const last = Math.floor(timesDays.at(-1) ?? 0);
  const stops = [
    ...cuts.filter((day) => day > 0 && day <= last).map((day) => ({ day, time: -1 })),
    ...timesDays.map((time) => ({ day: Math.floor(time), time })),
    // A cut comes before the times of its day
  ].sort((a, b) => a.day - b.day || a.time - b.time);
  let [day, node] = [0, 0];
  const entries = stops.map(({ day: stop, time }): PlanEntry => {
    const isTime = time >= 0;
    const runs = Math.floor((stop - day) / runDays);
    const to = day + runs * runDays;
    const full = { from: day, to, begin: node, end: node + 2 * runs };
    const rest = restOf(stop - to);
    const fraction = isTime ? time - stop : 0;
    node = full.end + rest.nodes + (fraction > 0 ? 1 : 0);
    day = isTime ? to : stop;
    return { full, rest, isTime, fraction };
  });
  // A value that no entry reads, where there is no other
  return { timesDays, entries, fullDays: runDays / 2, width: Math.max(node, 1) };
}

function restOf(length: number): PlanEntry['rest'] {
  const nodes = Math.min(length, 2);
  const days = nodes === 0 ? 0 : Math.floor(length / nodes);
  return { nodes, days, extra: length - nodes * days };
}

/** Burdens of patients under one arm, at some days, with what else their death may depend on. */
export interface PatientCourses {
  /** chi; patients x days. */
  readonly burden: PatientRows;
  /** Days of these burdens; whole; ascending from 0 to the last time at least. Between them burdens are linear. */
  readonly days: readonly number[];
  readonly visits: readonly number[];
  /** Day of the visit that shows progression, by patient; Infinity for none. */
  readonly progressionDay: ArrayLike<number>;
}

/** The covariate of patients at the nodes of a plan. */
export interface CourseNodes {
  /** Patients x values of the plan; of a large cohort they may be stored elsewhere. */
  readonly values: PatientRows;
  readonly patients: number;
  readonly plan: NodePlan;
}

/**
 * Compresses the course of a covariate: the days of a run are replaced by two nodes with the same mean and variance.
 *
 * The hazard of a run is a sum over its days of a smooth function of the covariate, so only the distribution of its values matters.
 * Two nodes, for numbers of days that differ by one at most, give the sum up to the third moment: m - s sqrt(b / a) for a days and
 * m + s sqrt(a / b) for b days, with mean m and standard deviation s.
 *
 * @param covariate - what z of the death function is linear in
 * @param courses - burdens and visits of the patients
 * @param plan - runs and times, for this covariate (see `coursePlan`)
 */
export function courseNodes(
  covariate: DeathCovariate,
  courses: PatientCourses,
  plan: NodePlan,
): CourseNodes & { readonly values: Float32Array } {
  const { burden, days } = courses;
  const patients = burden.length / days.length;
  const values = new Float32Array(patients * plan.width);
  const compress = compressor(covariate, courses, plan);
  eachSection(burden, days.length, (section, first, count) => {
    compress(section, first, values.subarray(first * plan.width, (first + count) * plan.width));
  });
  return { values, patients, plan };
}

/** Takes rows from the first to the last, and then has all of them; it does not keep the arrays it is given. */
export interface RowWriter {
  append(values: Float32Array): void;
  rows(): PatientRows;
}

/** The same section by section, the nodes written to a place of the caller: of burdens that are stored, memory does not grow with them. */
export function writeCourseNodes(
  covariate: DeathCovariate,
  courses: PatientCourses,
  plan: NodePlan,
  to: RowWriter,
): CourseNodes {
  const { burden, days } = courses;
  const compress = compressor(covariate, courses, plan);
  eachSection(burden, days.length, (section, first, count) => {
    const values = new Float32Array(count * plan.width);
    compress(section, first, values);
    to.append(values);
  });
  return { values: to.rows(), patients: burden.length / days.length, plan };
}

/** Compresses burdens of neighbouring patients into their nodes; `first` is the first of these patients. */
function compressor(
  covariate: DeathCovariate,
  { days, visits, progressionDay }: PatientCourses,
  plan: NodePlan,
): (burden: Float32Array, first: number, values: Float32Array) => void {
  const lastDay = Math.floor(plan.timesDays.at(-1) ?? 0);
  const chi = new Float64Array(lastDay + 1);
  const u = covariate === 'burden' ? chi : new Float64Array(lastDay + 1);
  const runs = plan.entries.flatMap((entry) => runsOf(entry, plan.fullDays));
  const places = dailyPlaces(days, chi.length);
  return (burden, first, values) => {
    const count = burden.length / days.length;
    for (let row = 0; row < count; row++) {
      dailyInto(burden, row * days.length, places, chi);
      if (u !== chi) {
        deathCovariateInto(covariate, { burden: chi, visits, progressionDay: progressionDay[first + row]! }, u);
      }
      for (const run of runs) pairInto(u, run, values, row * plan.width);
    }
  };
}

/**
 * The plan for a covariate: cut where it jumps.
 *
 * @param timesDays - times of survival; days; ascending; >= 0
 * @param visits - whole days
 */
export function coursePlan(
  covariate: DeathCovariate,
  timesDays: readonly number[],
  visits: readonly number[],
): NodePlan {
  const runDays = covariate === 'burden' ? RUN_DAYS : RUN_DAYS_OF_OTHERS;
  return nodePlan(timesDays, covariateCuts(covariate, visits), runDays);
}

/** Days from which on a covariate has another value than before, whatever the burden does. */
function covariateCuts(covariate: DeathCovariate, visits: readonly number[]): readonly number[] {
  if (covariate === 'progression') return visits;
  // A visit's own day still has the growth rate since the one before it
  return covariate === 'growth-rate' ? visits.map((day) => day + 1) : [];
}

/** Days [from, to) of a course, and the nodes that stand for them. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly node: number;
  /** Days of the lower node, and of the upper one; 0 where there is only one. */
  readonly lower: number;
  readonly upper: number;
}

function runsOf({ full, rest, fraction }: PlanEntry, fullDays: number): readonly Run[] {
  const runs: Run[] = [];
  for (let from = full.from, node = full.begin; from < full.to; from += 2 * fullDays, node += 2) {
    runs.push({ from, to: from + 2 * fullDays, node, lower: fullDays, upper: fullDays });
  }
  const lower = rest.days + (rest.extra > 0 ? 1 : 0);
  const upper = rest.nodes === 2 ? rest.days : 0;
  const to = full.to + lower + upper;
  if (rest.nodes > 0) runs.push({ from: full.to, to, node: full.end, lower, upper });
  if (fraction > 0) runs.push({ from: to, to: to + 1, node: full.end + rest.nodes, lower: 1, upper: 0 });
  return runs;
}

/** Where the burden of a day lies between two of the given days: at the one before, and a share of the way to the next. */
interface DailyPlaces {
  readonly before: Int32Array;
  readonly share: Float64Array;
}

function dailyPlaces(days: readonly number[], count: number): DailyPlaces {
  const before = new Int32Array(count);
  const share = new Float64Array(count);
  let node = 0;
  for (let day = 0; day < count; day++) {
    while (node + 2 < days.length && days[node + 1]! <= day) node++;
    before[day] = node;
    const [left, right] = [days[node]!, days[node + 1] ?? Number.POSITIVE_INFINITY];
    share[day] = (day - left) / (right - left);
  }
  return { before, share };
}

/** Burdens day by day, linear between the given ones. */
function dailyInto(burden: Float32Array, first: number, { before, share }: DailyPlaces, chi: Float64Array): void {
  for (let day = 0; day < chi.length; day++) {
    const at = first + before[day]!;
    const left = burden[at]!;
    const part = share[day]!;
    chi[day] = part === 0 ? left : left + part * (burden[at + 1]! - left);
  }
}

function pairInto(u: Float64Array, { from, to, node, lower, upper }: Run, values: Float32Array, first: number): void {
  let sum = 0;
  for (let day = from; day < to; day++) sum += u[day]!;
  const mean = sum / (to - from);
  let squares = 0;
  for (let day = from; day < to; day++) squares += (u[day]! - mean) * (u[day]! - mean);
  const deviation = Math.sqrt(squares / (to - from));
  if (upper === 0) {
    values[first + node] = mean;
    return;
  }
  values[first + node] = mean - deviation * Math.sqrt(upper / lower);
  values[first + node + 1] = mean + deviation * Math.sqrt(lower / upper);
}
