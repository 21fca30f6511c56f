import { type DeathCovariate, deathCovariateInto, eachSection, type PatientRows } from '../../../src/index.js';

/** Longest run of days that one value of the covariate stands for. */
const BLOCK_DAYS = 4;

/** Runs of whole days over which the covariate of a patient is averaged, and the times at which survival is wanted. */
export interface BlockPlan {
  /** First day of each block, then the day after the last one; ascending from 0. */
  readonly edges: readonly number[];
  /** Blocks [0, ends[k]) are over at time k; the block at ends[k] has lasted `rests[k]` days of its one, in [0, 1). */
  readonly ends: readonly number[];
  readonly rests: readonly number[];
}

/**
 * Divides the days up to the last time into blocks: at most {@link BLOCK_DAYS} long, and never across a visit, where a covariate
 * may jump, or across one of the times.
 *
 * @param timesDays - times of survival; days; ascending; > 0; need not be whole
 * @param visits - whole days
 * @param blockDays - longest block; 1 makes every sum the daily one
 */
export function blockPlan(
  timesDays: readonly number[],
  visits: readonly number[],
  blockDays: number = BLOCK_DAYS,
): BlockPlan {
  const last = Math.ceil(timesDays.at(-1) ?? 0);
  const cuts = new Set([0, last]);
  for (let day = 0; day < last; day += blockDays) cuts.add(day);
  for (const day of [...visits, ...timesDays.map(Math.floor), ...timesDays.map(Math.ceil)]) {
    if (day < last) cuts.add(day);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const place = new Map(edges.map((day, index) => [day, index]));
  return {
    edges,
    ends: timesDays.map((time) => place.get(Math.floor(time))!),
    rests: timesDays.map((time) => time - Math.floor(time)),
  };
}

/** Burdens of patients under one arm, at a few days, with what else their death may depend on. */
export interface PatientCourses {
  /** chi; patients x days. */
  readonly burden: PatientRows;
  /** Days of these burdens; ascending from 0. */
  readonly days: readonly number[];
  readonly visits: readonly number[];
  /** Day of the visit that shows progression, by patient; Infinity for none. */
  readonly progressionDay: ArrayLike<number>;
}

/** The covariate of patients, averaged over the days of each block. */
export interface CovariateBlocks {
  /** Patients x blocks. */
  readonly values: Float64Array;
  readonly patients: number;
  /** Days of each block. */
  readonly widths: Float64Array;
  readonly plan: BlockPlan;
}

/**
 * Averages the covariate over the days of each block; burdens between the given days are linear.
 *
 * z is linear in the covariate, so the hazard at the average differs from the average of hazards only by the curvature of the
 * link within a block.
 */
export function covariateBlocks(covariate: DeathCovariate, courses: PatientCourses, plan: BlockPlan): CovariateBlocks {
  const { burden, days, visits, progressionDay } = courses;
  const { edges } = plan;
  const blocks = edges.length - 1;
  const nodes = days.length;
  const patients = burden.length / nodes;
  const widths = Float64Array.from({ length: blocks }, (_, block) => edges[block + 1]! - edges[block]!);
  const values = new Float64Array(patients * blocks);
  const daily = new Float64Array(edges[blocks]!);
  const covariates = new Float64Array(daily.length);
  eachSection(burden, nodes, (section, first, count) => {
    for (let patient = first; patient < first + count; patient++) {
      dailyInto(section, (patient - first) * nodes, days, daily);
      deathCovariateInto(covariate, { burden: daily, visits, progressionDay: progressionDay[patient]! }, covariates);
      for (let block = 0; block < blocks; block++) {
        let sum = 0;
        for (let day = edges[block]!; day < edges[block + 1]!; day++) sum += covariates[day]!;
        values[patient * blocks + block] = sum / widths[block]!;
      }
    }
  });
  return { values, patients, widths, plan };
}

/** Values at day 0, 1, ... by linear interpolation between nodes; the last one is held. */
function dailyInto(source: Float32Array, first: number, days: readonly number[], daily: Float64Array): void {
  let node = 0;
  for (let day = 0; day < daily.length; day++) {
    while (node + 2 < days.length && days[node + 1]! <= day) node++;
    const [left, right] = [days[node]!, days[node + 1] ?? days[node]!];
    const share = right > left ? Math.min((day - left) / (right - left), 1) : 0;
    daily[day] = source[first + node]! + share * ((source[first + node + 1] ?? 0) - source[first + node]!);
  }
}
