import { type DeathCovariate, deathCovariateInto } from './death-covariate.js';

/**
 * Longest run of days that one pair of nodes stands for. The error of a cohort's survival is then below 1e-5 at fitted death
 * functions of the burden, and below 1e-3 where a cohort dies within weeks of a burden at which nobody dies (see the test).
 */
const MOST_DAYS = 24;
/** The same for covariates that change faster than a burden does. */
const MOST_DAYS_OF_OTHERS = 12;

/** Which days the nodes of a patient's course stand for, and the times at which survival is wanted. */
export interface NodePlan {
  readonly timesDays: readonly number[];
  /** Runs of whole days, from day 0 on. */
  readonly stretches: readonly Stretch[];
  /** For each time: the stretches that are over by then, and the part of a day that follows them. */
  readonly ends: readonly StretchEnd[];
  /** Values per patient. */
  readonly width: number;
}

/** Days [from, to), for which nodes [node, node + nodes) stand: each for `days` days, and the first `extra` for one more. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly node: number;
  readonly nodes: number;
  readonly days: number;
  readonly extra: number;
}

export interface StretchEnd {
  readonly stretches: number;
  /** Part of the day that has passed; in [0, 1). */
  readonly fraction: number;
  /** That day, and which value is its covariate; -1 where the fraction is 0. */
  readonly day: number;
  readonly node: number;
}

/**
 * Divides the days up to the last time into stretches for pairs of nodes.
 *
 * @param timesDays - times of survival; days; ascending; >= 0; need not be whole
 * @param cuts - whole days that no pair reaches across, where a covariate jumps
 * @param mostDays - longest run of days of a pair
 */
export function nodePlan(
  timesDays: readonly number[],
  cuts: readonly number[] = [],
  mostDays: number = MOST_DAYS,
): NodePlan {
  const last = Math.floor(timesDays.at(-1) ?? 0);
  const inside = [...cuts, ...timesDays.map(Math.floor)].filter((day) => day > 0 && day < last);
  const edges = [...new Set([0, ...inside, last])].sort((a, b) => a - b);
  let width = 0;
  const stretches = edges.slice(1).map((to, index): Stretch => {
    const from = edges[index]!;
    const length = to - from;
    const nodes = length === 1 ? 1 : 2 * Math.ceil(length / mostDays);
    const days = Math.floor(length / nodes);
    const node = width;
    width += nodes;
    return { from, to, node, nodes, days, extra: length - nodes * days };
  });
  const ends = timesDays.map((time): StretchEnd => {
    const whole = Math.floor(time);
    const fraction = time - whole;
    return { stretches: edges.indexOf(whole), fraction, day: whole, node: fraction === 0 ? -1 : width++ };
  });
  // A value that no stretch reads, where there is no other
  return { timesDays, stretches, ends, width: Math.max(width, 1) };
}

/** Burdens of patients under one arm, at some days, with what else their death may depend on. */
export interface PatientCourses {
  /** chi; patients x days. */
  readonly burden: Float32Array;
  /** Days of these burdens; whole; ascending from 0 to the last time at least. Between them burdens are linear. */
  readonly days: readonly number[];
  readonly visits: readonly number[];
  /** Day of the visit that shows progression, by patient; Infinity for none. */
  readonly progressionDay: ArrayLike<number>;
}

/** The covariate of patients at the nodes of a plan. */
export interface CourseNodes {
  /** Patients x values of the plan. */
  readonly values: Float32Array;
  readonly patients: number;
  readonly plan: NodePlan;
}

/**
 * Compresses the course of a covariate: the days of a stretch are replaced by a few nodes with the same mean and variance.
 *
 * The hazard of a stretch is a sum over its days of a smooth function of the covariate, so only the distribution of its values
 * matters. Two nodes for the days of a run, with numbers of days that differ by one at most, give the sum up to the third
 * moment: m - s sqrt(b / a) for a days and m + s sqrt(a / b) for b days, with mean m and standard deviation s.
 *
 * @param covariate - what z of the death function is linear in
 * @param courses - burdens and visits of the patients
 * @param plan - stretches; of the covariate (see `coursePlan`)
 */
export function courseNodes(covariate: DeathCovariate, courses: PatientCourses, plan: NodePlan): CourseNodes {
  const { burden, days, visits, progressionDay } = courses;
  const patients = burden.length / days.length;
  const values = new Float32Array(patients * plan.width);
  const lastDay = Math.floor(plan.timesDays.at(-1) ?? 0);
  const chi = new Float64Array(lastDay + 1);
  const u = covariate === 'burden' ? chi : new Float64Array(lastDay + 1);
  const runs = plan.stretches.flatMap(runsOf);
  const places = dailyPlaces(days, chi.length);
  for (let patient = 0; patient < patients; patient++) {
    dailyInto(burden, patient * days.length, places, chi);
    if (u !== chi) {
      deathCovariateInto(covariate, { burden: chi, visits, progressionDay: progressionDay[patient]! }, u);
    }
    const first = patient * plan.width;
    for (const run of runs) pairInto(u, run, values, first);
    for (const { node, day } of plan.ends) if (node >= 0) values[first + node] = u[day]!;
  }
  return { values, patients, plan };
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
  const mostDays = covariate === 'burden' ? MOST_DAYS : MOST_DAYS_OF_OTHERS;
  return nodePlan(timesDays, covariateCuts(covariate, visits), mostDays);
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

function runsOf({ from, node, nodes, days, extra }: Stretch): readonly Run[] {
  if (nodes === 1) return [{ from, to: from + days, node, lower: days, upper: 0 }];
  const runs: Run[] = [];
  let begin = from;
  for (let pair = 0; pair < nodes; pair += 2) {
    const [lower, upper] = [days + (pair < extra ? 1 : 0), days + (pair + 1 < extra ? 1 : 0)];
    const to = begin + lower + upper;
    runs.push({ from: begin, to, node: node + pair, lower, upper });
    begin = to;
  }
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
