// Evidence: slow oracle (every interval in which a patient may die, its probability and what is seen of the patient then) ·
// closed form (no deaths, a curve that is linear between the ends of windows).
import { describe, expect, it } from 'vitest';
import { bestSets, columnSum, type SumKind } from '../../../../calibration/fit/survival/column-sums.js';
import type { PooledCourses } from '../../../../calibration/pool/fit-pool.js';
import { type AssessedClass, assessedClasses, InternalError } from '../../../../src/index.js';

/** Absolute, on sums of a few numbers of size one. */
const ROUNDING = 1e-14;

const visits = [56, 112, 168];
const times = [20, 46, 50, 56, 66, 90, 102, 112, 122, 150, 158, 168, 300];
/** Both ends of the windows of the visits. */
const knots = [46, 66, 102, 122, 158, 168];
/** Survival of any patient at these times. */
const alive = [0.97, 0.95, 0.94, 0.9, 0.85, 0.8, 0.76, 0.72, 0.68, 0.6, 0.57, 0.55, 0.2];

/** Best response so far at each visit, and the day of progression. */
const patients: readonly { readonly best: readonly AssessedClass[]; readonly progression: number }[] = [
  { best: ['SD', 'PR', 'PR'], progression: 168 },
  { best: ['PD', 'PD', 'PD'], progression: 56 },
  { best: ['NE', 'SD', 'SD'], progression: Number.POSITIVE_INFINITY },
  { best: ['PR', 'PR', 'CR'], progression: Number.POSITIVE_INFINITY },
  { best: ['SD', 'SD', 'SD'], progression: 112 },
  { best: ['NE', 'NE', 'NE'], progression: Number.POSITIVE_INFINITY },
];

const courses: PooledCourses = {
  visits,
  progressionDay: Float32Array.from(patients, ({ progression }) => progression),
  runningBest: Uint8Array.from(patients.flatMap(({ best }) => best.map((name) => assessedClasses.indexOf(name)))),
};

function value(kind: SumKind, index: number, patient: number, days = times, survival = alive): number {
  const { constant, terms } = columnSum({ kind, index }, days, courses)(patient);
  return terms.reduce((sum, { time, coefficient }) => sum + coefficient * survival[time]!, constant);
}

/** Probability that a patient who dies at random satisfies what holds of a day of death. */
function probability(holds: (death: number) => boolean): number {
  const edges = [0, ...times, 1000];
  const left = [1, ...alive, 0];
  return edges.slice(1).reduce((sum, edge, index) => {
    // Deaths of an interval are in its middle: no time at which anything is seen lies inside one
    const day = (edges[index]! + edge) / 2;
    return sum + (left[index]! - left[index + 1]!) * (holds(day) ? 1 : 0);
  }, 0);
}

describe('columnSum', () => {
  it('is the probability of each best response: that of the visits that the patient lives to see', () => {
    patients.forEach(({ best }, patient) => {
      bestSets.forEach((set, index) => {
        const expected = probability((death) => {
          const seen = visits.filter((visit) => visit < death).length;
          return set.includes(seen === 0 ? 'NE' : best[seen - 1]!);
        });
        expect(Math.abs(value('best', index, patient) - expected)).toBeLessThan(ROUNDING);
      });
    });
  });

  it('has best responses that add up to 1, and PD and NE together as the last', () => {
    patients.forEach((_, patient) => {
      const all = assessedClasses.map((_name, index) => value('best', index, patient));
      expect(Math.abs(all.reduce((sum, each) => sum + each) - 1)).toBeLessThan(ROUNDING);
      expect(Math.abs(value('best', assessedClasses.length, patient) - all[3]! - all[4]!)).toBeLessThan(ROUNDING);
    });
  });

  it('is the probability of neither death nor progression by a time; a progression at that time counts', () => {
    patients.forEach(({ progression }, patient) => {
      times.forEach((time, index) => {
        const expected = probability((death) => death > time && progression > time);
        expect(Math.abs(value('pfs', index, patient) - expected)).toBeLessThan(ROUNDING);
      });
    });
  });

  it('is linear between the ends of windows from 1 at the start, and the curve itself there and after the last', () => {
    const [at, last] = [(knot: number, patient: number) => value('pfs', times.indexOf(knot), patient), 168];
    patients.forEach((_, patient) => {
      times.forEach((time, index) => {
        const to = knots.find((knot) => knot >= time) ?? time;
        const from = time > last ? time : ([0, ...knots].findLast((knot) => knot < time) ?? 0);
        const [left, right] = [from === 0 ? 1 : at(from, patient), at(to, patient)];
        const expected = from === to ? right : left + ((time - from) / (to - from)) * (right - left);
        expect(Math.abs(value('pfs-between', index, patient) - expected)).toBeLessThan(ROUNDING);
      });
    });
  });

  it('refuses visits at which survival is not known', () => {
    const few = [20, 56, 100];
    expect(() => columnSum({ kind: 'best', index: 0 }, few, courses)).toThrow(InternalError);
    expect(() => columnSum({ kind: 'pfs-between', index: 2 }, few, courses)).toThrow(InternalError);
    expect(() => columnSum({ kind: 'pfs', index: 2 }, few, courses)).not.toThrow();
  });
});
