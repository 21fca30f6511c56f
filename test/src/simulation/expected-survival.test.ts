// Evidence: slow oracle (the daily product `eachSurvival`; the same operations one patient at a time, bit for bit) · closed form
// (constant burdens, certain death) · central differences.
import { describe, expect, test } from 'vitest';
import {
  atDay,
  clampedExp,
  courseNodes,
  type DeathProbabilityMixture,
  eachSlopeBlock,
  eachSurvival,
  expectedSurvivalInto,
  type HazardGroup,
  type HazardLink,
  nodePlan,
  type PatientCourses,
  survivalOfGroupsInto,
} from '../../../src/index.js';

const HORIZON = 366;
const times = [0, 0.25, 91.3125, 182.625, 182.875, 273.9375, 365.25];
/** More than a block, and no multiple of the patients of a vector. */
const PATIENTS = 131;

/** Burdens that fall and grow again, and some that oscillate with treatment. */
const chi = (patient: number, day: number) =>
  0.3 + 0.5 * (1 - Math.exp(-day / (60 + patient))) - 0.2 * Math.sin(day / 40 + patient) * Math.exp(-day / 90);
const daily = Float32Array.from({ length: PATIENTS * (HORIZON + 1) }, (_, at) =>
  chi(Math.floor(at / (HORIZON + 1)), at % (HORIZON + 1)),
);
const courses: PatientCourses = {
  burden: daily,
  days: Array.from({ length: HORIZON + 1 }, (_, day) => day),
  visits: [],
  progressionDay: [],
};
const nodes = courseNodes('burden', courses, nodePlan(times));

const mixtureOf = (link: HazardLink, shapes: readonly (readonly [mu: number, sigma: number])[]) =>
  shapes.map(([mu, sigma], index) => ({
    shape: { mu, sigma, link },
    weight: (2 * (index + 1)) / (shapes.length * (shapes.length + 1)),
  }));
const gentle = [
  [1.7, 0.24],
  [1.5, 0.24],
  [1.9, 0.3],
] as const;
const steep = [[0.9, 0.075]] as const;

function survivalOf(mixture: DeathProbabilityMixture, own = nodes) {
  const columns = own.plan.timesDays.map(() => new Float64Array(own.patients).fill(Number.NaN));
  expectedSurvivalInto(own, mixture, columns);
  return columns;
}

describe('expectedSurvivalInto', () => {
  test.each([
    { name: 'fitted shapes, logit link', mixture: mixtureOf('logit', gentle), perPatient: 1e-4, ofCohort: 1e-5 },
    { name: 'fitted shapes, logarithmic link', mixture: mixtureOf('log', gentle), perPatient: 1e-4, ofCohort: 1e-5 },
    { name: 'the steepest of the bounds', mixture: mixtureOf('logit', steep), perPatient: 1e-2, ofCohort: 1e-3 },
  ])('differs from the daily product by the compression, $name', ({ mixture, perPatient, ofCohort }) => {
    const columns = survivalOf(mixture);
    const means = times.map(() => 0);
    let worst = 0;
    eachSurvival(daily, HORIZON + 1, mixture, (patient, survival) => {
      times.forEach((time, index) => {
        const difference = columns[index]![patient]! - atDay(survival, time)!;
        worst = Math.max(worst, Math.abs(difference));
        means[index]! += difference / PATIENTS;
      });
    });
    expect(worst).toBeLessThan(perPatient);
    expect(Math.max(...means.map(Math.abs))).toBeLessThan(ofCohort);
  });

  test.each(['logit', 'log'] as const)('is the daily product where each day has a node of its own, %s link', (link) => {
    const every = courseNodes('burden', courses, nodePlan(courses.days, courses.days));
    const mixture = mixtureOf(link, gentle);
    const columns = survivalOf(mixture, every);
    let worst = 0;
    eachSurvival(daily, HORIZON + 1, mixture, (patient, survival) => {
      survival.forEach((alive, day) => {
        worst = Math.max(worst, Math.abs(columns[day]![patient]! - alive));
      });
    });
    expect(worst).toBeLessThan(1e-13);
  });

  test('is (1 - P)^t for a constant burden, linear within a day, and 1 at time 0', () => {
    const burden = new Float32Array(3 * (HORIZON + 1)).fill(0.5);
    const columns = survivalOf(
      [{ shape: { mu: 1.5, sigma: 0.25 }, weight: 1 }],
      courseNodes('burden', { ...courses, burden }, nodePlan(times)),
    );
    const stays = 1 / (1 + Math.exp(-4));
    times.forEach((time, index) => {
      const [day, part] = [Math.floor(time), time - Math.floor(time)];
      const expected = stays ** day * (1 - part * (1 - stays));
      for (const alive of columns[index]!) expect(Math.abs(alive - expected)).toBeLessThan(1e-13);
    });
  });

  test('leaves nobody where death is certain, and everybody where nobody dies', () => {
    for (const link of ['logit', 'log'] as const) {
      for (const [mu, expected] of [
        [-1000, 0],
        [1000, 1],
      ] as const) {
        const columns = survivalOf([{ shape: { mu, sigma: 0.1, link }, weight: 1 }]);
        for (const column of columns.slice(2)) {
          expect(column.every((alive) => Math.abs(alive - expected) < 1e-300)).toBe(true);
        }
      }
    }
  });

  test('gives a time the same bits, whichever the others are', () => {
    const mixture = mixtureOf('logit', gentle);
    const all = survivalOf(mixture);
    for (const time of times) {
      const alone = survivalOf(mixture, courseNodes('burden', courses, nodePlan([time])));
      expect(alone[0]).toEqual(all[times.indexOf(time)]);
    }
  });

  test('gives each patient the same bits, whoever the others are', () => {
    const mixture = mixtureOf('logit', gentle);
    const all = survivalOf(mixture);
    for (const patient of [0, 3, 128, 130]) {
      const from = patient * (HORIZON + 1);
      const alone = { ...courses, burden: daily.subarray(from, from + HORIZON + 1) };
      const own = survivalOf(mixture, courseNodes('burden', alone, nodePlan(times)));
      expect(own.map((column) => column[0])).toEqual(all.map((column) => column[patient]));
    }
  });

  test('has nothing to write without patients', () => {
    const none = courseNodes('burden', { ...courses, burden: new Float32Array(0) }, nodePlan(times));
    expect(survivalOf(mixtureOf('logit', gentle), none).every((column) => column.length === 0)).toBe(true);
  });
});

const groups: readonly HazardGroup[] = [
  { slope: 4.1, nodes: [2e-4, 5e-4, 1.5e-3].map((odds) => ({ odds, weight: 0.25 })) },
  { slope: -30, nodes: [{ odds: 700, weight: 0.2 }] },
  { slope: 900, nodes: [{ odds: 1e-90, weight: 0.05 }] },
];

/** One shape's part of one patient's survival at each time, and the sums of f' and of f' u, one number after the other. */
function onePatient(
  patient: number,
  link: HazardLink,
  slope: number,
  { odds, weight }: { odds: number; weight: number },
) {
  const { plan, values } = nodes;
  const u = (node: number) => values[patient * plan.width + node]!;
  const oddsAt = (node: number) => Math.min(odds * clampedExp(slope * u(node)), 1e100);
  const none = { product: 1, sum: 0, timesU: 0 };
  const add = (totals: typeof none, node: number): typeof none => {
    const ratio = oddsAt(node);
    const rate = link === 'logit' ? ratio / (1 + ratio) : ratio;
    return {
      product: totals.product * (1 + ratio),
      sum: totals.sum + rate,
      timesU: totals.timesU + rate * u(node),
    };
  };
  let [full, rest] = [none, none];
  return plan.entries.flatMap((entry) => {
    for (let node = entry.full.begin; node < entry.full.end; node++) full = add(full, node);
    const { nodes: count, days, extra } = entry.rest;
    let [all, ofExtra, passed] = [none, none, rest];
    for (let index = 0; index < count; index++) {
      all = add(all, entry.full.end + index);
      if (index < extra) ofExtra = all;
    }
    if (count > 0) {
      passed = {
        product: rest.product * raised(ofExtra.product, all.product, days),
        sum: rest.sum + (days * all.sum + ofExtra.sum),
        timesU: rest.timesU + (days * all.timesU + ofExtra.timesU),
      };
    }
    if (!entry.isTime) {
      rest = passed;
      return [];
    }
    const deaths = plan.fullDays * full.sum + passed.sum;
    const deathsTimesU = plan.fullDays * full.timesU + passed.timesU;
    const alive =
      link === 'log' ? weight * clampedExp(-deaths) : weight / raised(passed.product, full.product, plan.fullDays);
    if (entry.fraction === 0) return [[alive, alive * deaths, alive * deathsTimesU]];
    const ofDay = entry.full.end + count;
    const ratio = oddsAt(ofDay);
    const stays = link === 'logit' ? 1 / (1 + ratio) : clampedExp(-ratio);
    const dying = link === 'logit' ? ratio * stays : 1 - stays;
    const now = alive * (1 - entry.fraction * dying);
    const added = alive * (entry.fraction * ((link === 'logit' ? dying : ratio) * stays));
    return [[now, now * deaths + added, now * deathsTimesU + added * u(ofDay)]];
  });
}

/** start base^exponent, by repeated squaring. */
function raised(start: number, base: number, exponent: number): number {
  let [result, square] = [start, base];
  for (let bit = 1; bit <= exponent; bit *= 2) {
    if (exponent & bit) result *= square;
    square *= square;
  }
  return result;
}

describe('the compiled code', () => {
  test.each(['logit', 'log'] as const)('has the bits of the same operations one after the other, %s link', (link) => {
    const columns = times.map(() => new Float64Array(PATIENTS));
    survivalOfGroupsInto(nodes, link, groups, columns);
    const sums = times.map(() => new Float64Array(PATIENTS));
    for (let patient = 0; patient < PATIENTS; patient++) {
      for (const { slope, nodes: shapes } of groups) {
        for (const shape of shapes) {
          onePatient(patient, link, slope, shape).forEach(([alive], time) => {
            sums[time]![patient]! += alive!;
          });
        }
      }
    }
    expect(columns).toEqual(sums);
    let shape = 0;
    const shapes = groups.flatMap(({ slope, nodes: all }) => all.map((node) => ({ slope, node })));
    eachSlopeBlock(nodes, link, groups, ({ first, count, place, timeStride, covariateStride, numbers, node }) => {
      const { slope, node: wanted } = shapes[shape++ % shapes.length]!;
      expect(node).toBe(wanted);
      const [found, expected]: [number[], number[]] = [[], []];
      for (let patient = 0; patient < count; patient++) {
        onePatient(first + patient, link, slope, wanted).forEach(([, deaths, deathsTimesU], time) => {
          const at = place(patient) + time * timeStride;
          found.push(numbers[at]!, numbers[at + covariateStride]!);
          expected.push(deaths!, deathsTimesU!);
        });
      }
      expect(found).toEqual(expected);
    });
  });

  test.each(['logit', 'log'] as const)('has the derivatives of survival by offset and slope, %s link', (link) => {
    const [offset, slope, step] = [-8, 4, 1e-5];
    const at = (a: number, b: number) => {
      const columns = times.map(() => new Float64Array(PATIENTS));
      survivalOfGroupsInto(nodes, link, [{ slope: b, nodes: [{ odds: Math.exp(a), weight: 1 }] }], columns);
      return columns;
    };
    const byOffset = [at(offset + step, slope), at(offset - step, slope)] as const;
    const bySlope = [at(offset, slope + step), at(offset, slope - step)] as const;
    const group = [{ slope, nodes: [{ odds: Math.exp(offset), weight: 1 }] }];
    let worst = 0;
    eachSlopeBlock(nodes, link, group, ({ first, count, place, timeStride, covariateStride, numbers }) => {
      for (let patient = 0; patient < count; patient++) {
        times.forEach((_, time) => {
          const begin = place(patient) + time * timeStride;
          for (const [[up, down], value] of [
            [byOffset, numbers[begin]!],
            [bySlope, numbers[begin + covariateStride]!],
          ] as const) {
            const difference = (up[time]![first + patient]! - down[time]![first + patient]!) / (2 * step);
            worst = Math.max(worst, Math.abs(value + difference));
          }
        });
      }
    });
    expect(worst).toBeLessThan(1e-9);
  });
});
