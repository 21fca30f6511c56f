// Evidence: closed form (constant hazards: two states, illness-death), slow oracle (the sum over days), central differences.
import { describe, expect, test } from 'vitest';
import {
  type DeathForm,
  deathMixture,
  deathNodes,
  type TransformedDeathParameters,
  transformedDeathNames,
} from '../../../../calibration/fit/survival/death-parameters.js';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { survivalDerivatives } from '../../../../calibration/fit/survival/survival-derivatives.js';
import { survivalSums, survivalSumsInto } from '../../../../calibration/fit/survival/survival-sums.js';
import {
  courseNodes,
  coursePlan,
  type DeathCovariate,
  deathCovariateInto,
  eachSurvival,
  type HazardLink,
  type PatientCourses,
  survivalOfGroupsInto,
} from '../../../../src/index.js';
import { HORIZON, MONTH, toyBurden } from '../toy-model.js';

/** Central differences with a step of 1e-5: the truncation is of the order of 1e-10. */
const DIFFERENCES = 1e-8;
/** Two nodes for up to 24 days of a burden, 12 of another covariate, and burdens linear over four days; most where a growth rate falls steeply, in the first days of the toy. */
const NODE_ERROR = 2e-3;

const NEVER = Number.POSITIVE_INFINITY;
const times = [3, 6, 6.01, 9, 12].map((month) => month * MONTH);
const point: DeathForm = { mu: 'point', sigma: 'point' };
const at = (logitAtZero: number, logitAtOne: number): TransformedDeathParameters => ({
  logitAtZero,
  logitAtOne,
  muHalfWidth: 0,
  sigmaRelativeHalfWidth: 0,
});

/** Courses without a tumor: patients that progress at the given days. */
function progressing(progressionDay: readonly number[], visits: readonly number[]): PatientCourses {
  const { days } = hazardGrid([], HORIZON);
  return { burden: new Float32Array(progressionDay.length * days.length), days, visits, progressionDay };
}

const nodesOf = (covariate: DeathCovariate, courses: PatientCourses, on: readonly number[]) =>
  courseNodes(covariate, courses, coursePlan(covariate, on, courses.visits));

/** Value at a time of what is known at whole days, linear within a day. */
const withinDay = (time: number, daily: (day: number) => number) => {
  const day = Math.floor(time);
  return daily(day) + (time - day) * (daily(day + 1) - daily(day));
};

function survivalOf(
  courses: PatientCourses,
  covariate: DeathCovariate,
  parameters: TransformedDeathParameters,
  { link = 'log', on = times }: { readonly link?: HazardLink; readonly on?: readonly number[] } = {},
) {
  const nodes = nodesOf(covariate, courses, on);
  const columns = on.map(() => new Float64Array(nodes.patients));
  const weights = new Float64Array(nodes.patients).fill(1 / nodes.patients);
  const groups = deathNodes(point, parameters);
  survivalOfGroupsInto(nodes, link, groups, columns);
  const derivatives = survivalDerivatives(nodes, link, groups, weights, survivalSums(nodes.patients, []));
  return {
    columns,
    derivatives,
    means: columns.map((column) => column.reduce((sum, s) => sum + s, 0) / column.length),
  };
}

describe('constant hazards', () => {
  test('two states: S(t) = exp(-h t), or (1 - P)^t by the logit link, with its derivative (closed form)', () => {
    const z = Math.log(0.003);
    const log = survivalOf(progressing([NEVER], []), 'progression', at(z, 0));
    const logit = survivalOf(progressing([NEVER], []), 'progression', at(z, 0), { link: 'logit' });
    times.forEach((time, index) => {
      const slope = withinDay(time, (day) => -0.003 * day * Math.exp(-0.003 * day));
      expect(log.means[index]).toBeCloseTo(
        withinDay(time, (day) => Math.exp(-0.003 * day)),
        12,
      );
      expect(log.derivatives[index]![0]).toBeCloseTo(slope, 12);
      expect(Math.abs(log.derivatives[index]![1]!)).toBe(0);
      expect(logit.means[index]).toBeCloseTo(
        withinDay(time, (day) => 1.003 ** -day),
        12,
      );
    });
  });

  test('progression at a visit: S(t) = exp(-h0 min(t, T) - h1 max(t - T, 0)) (closed form)', () => {
    const [h0, h1, visit] = [0.001, 0.006, 56];
    const { columns } = survivalOf(
      progressing([visit, NEVER, 112], [56, 112]),
      'progression',
      at(Math.log(h0), Math.log(h1)),
    );
    times.forEach((time, index) => {
      [visit, NEVER, 112].forEach((day, patient) => {
        const expected = withinDay(time, (t) => Math.exp(-h0 * Math.min(t, day) - h1 * Math.max(t - day, 0)));
        expect(columns[index]![patient]).toBeCloseTo(expected, 12);
      });
    });
  });

  test('illness-death with constant hazards: the cohort tends to the continuous closed form as visits become dense', () => {
    const [rate, h0, h1, patients] = [0.012, 0.001, 0.006, 4000];
    const quantiles = Array.from({ length: patients }, (_, index) => -Math.log(1 - (index + 0.5) / patients) / rate);
    const errors = [56, 14, 1].map((interval) => {
      const visits = Array.from({ length: Math.floor(HORIZON / interval) }, (_, index) => (index + 1) * interval);
      const seen = quantiles.map((day) => visits.find((visit) => visit >= day) ?? NEVER);
      const parameters = at(Math.log(h0), Math.log(h1));
      const { means, columns } = survivalOf(progressing(seen, visits), 'progression', parameters);
      const alive = (time: number) =>
        Math.exp(-(rate + h0) * time) +
        (rate / (rate + h0 - h1)) * (Math.exp(-h1 * time) - Math.exp(-(rate + h0) * time));
      const free = (time: number) => Math.exp(-(rate + h0) * time);
      return times.map((time, index) => ({
        alive: Math.abs(means[index]! - alive(time)),
        free: Math.abs(
          columns[index]!.reduce((sum, s, patient) => sum + (seen[patient]! > time ? s : 0), 0) / patients - free(time),
        ),
      }));
    });
    const worst = (which: 'alive' | 'free') => errors.map((all) => Math.max(...all.map((error) => error[which])));
    // Progression is seen half an interval late: the error is about half an interval times rate times (h1 - h0), or times the density
    expect(worst('alive')[0]).toBeGreaterThan(0.02);
    expect(worst('alive')[1]).toBeLessThan(worst('alive')[0]! / 3);
    expect(worst('alive')[2]).toBeLessThan(2e-3);
    expect(worst('free')[2]).toBeLessThan(8e-3);
    expect(worst('free')[0]).toBeGreaterThan(10 * worst('free')[2]!);
  });
});

const PATIENTS = 9;
const { days } = hazardGrid([], HORIZON);
const visits = [50, 100, 150, 200, 250, 300];
const toyCourses: PatientCourses = {
  burden: Float32Array.from({ length: PATIENTS * days.length }, (_, index) => {
    const [patient, node] = [Math.floor(index / days.length), index % days.length];
    return toyBurden(patient / PATIENTS, 'control', days[node]!) + 0.01;
  }),
  days,
  visits,
  progressionDay: Array.from({ length: PATIENTS }, (_, patient) => visits[patient] ?? NEVER),
};
const weights = Float64Array.from({ length: PATIENTS }, (_, patient) => (patient - 1.5) / 20);

describe.each([
  { covariate: 'burden', parameters: at(-8, -3.9) },
  { covariate: 'log-burden', parameters: at(-7, -4.2) },
  { covariate: 'growth-rate', parameters: at(-6, -5.2) },
  { covariate: 'progression', parameters: at(-7, -5) },
] as const)('$covariate', ({ covariate, parameters }) => {
  test.each(['logit', 'log'] as const)('equals the daily product up to the compression (%s link)', (link) => {
    const { columns } = survivalOf(toyCourses, covariate, parameters, { link });
    const mixture = deathMixture(point, parameters).map(({ shape, weight }) => ({ shape: { ...shape, link }, weight }));
    const rows = new Float32Array(PATIENTS * (HORIZON + 1));
    for (let patient = 0; patient < PATIENTS; patient++) {
      const burden = Array.from(
        { length: HORIZON + 1 },
        (_, day) => toyBurden(patient / PATIENTS, 'control', day) + 0.01,
      );
      const u = new Float64Array(HORIZON + 1);
      deathCovariateInto(covariate, { burden, visits, progressionDay: toyCourses.progressionDay[patient]! }, u);
      rows.set(u, patient * (HORIZON + 1));
    }
    eachSurvival(rows, HORIZON + 1, mixture, (patient, survival) => {
      times.forEach((time, index) => {
        const [before, after] = [survival[Math.floor(time)]!, survival[Math.ceil(time)]!];
        const expected = before + (time - Math.floor(time)) * (after - before);
        expect(Math.abs(columns[index]![patient]! - expected)).toBeLessThan(NODE_ERROR);
      });
    });
  });

  test.each([
    { link: 'log', form: point },
    { link: 'logit', form: point },
    { link: 'log', form: { mu: 'range', sigma: 'range' } },
  ] as const)('derivatives equal central differences ($link link, mu $form.mu)', ({ link, form }) => {
    const parameterised = { ...parameters, muHalfWidth: 0.2, sigmaRelativeHalfWidth: 0.3 };
    const nodes = nodesOf(covariate, toyCourses, times);
    const none = survivalSums(PATIENTS, []);
    const totals = (shifted: TransformedDeathParameters) => {
      const columns = times.map(() => new Float64Array(PATIENTS));
      const groups = deathNodes(form, shifted);
      survivalOfGroupsInto(nodes, link, groups, columns);
      const derivatives = survivalDerivatives(nodes, link, groups, weights, none);
      return { derivatives, sums: columns.map((column) => column.reduce((sum, s, i) => sum + weights[i]! * s, 0)) };
    };
    const { derivatives } = totals(parameterised);
    const step = 1e-5;
    transformedDeathNames.forEach((name, parameter) => {
      const up = totals({ ...parameterised, [name]: parameterised[name] + step }).sums;
      const down = totals({ ...parameterised, [name]: parameterised[name] - step }).sums;
      times.forEach((_, time) => {
        const difference = (up[time]! - down[time]!) / (2 * step);
        expect(Math.abs(derivatives[time]![parameter]! - difference)).toBeLessThan(DIFFERENCES);
      });
    });
  });
});

test('sums over times, such as progression-free survival, are those of survival, with derivatives as central differences', () => {
  const terms = survivalSums(PATIENTS, [
    (patient) => ({
      constant: 0,
      terms: times.flatMap((day, time) =>
        time === 2 && day < toyCourses.progressionDay[patient]! ? [{ time, coefficient: 1 }] : [],
      ),
    }),
    () => ({ constant: 1, terms: times.map((_, time) => ({ time, coefficient: (-1) ** time * 0.5 })) }),
  ]);
  const nodes = nodesOf('log-burden', toyCourses, times);
  const at7 = at(-7, -4.2);
  const totals = (parameters: TransformedDeathParameters) => {
    const columns = times.map(() => new Float64Array(PATIENTS));
    const sums = [new Float64Array(PATIENTS), new Float64Array(PATIENTS)];
    const groups = deathNodes(point, parameters);
    survivalOfGroupsInto(nodes, 'log', groups, columns);
    survivalSumsInto(terms, columns, sums);
    const derivatives = survivalDerivatives(nodes, 'log', groups, weights, terms);
    const weighted = sums.map((column) => column.reduce((sum, value, i) => sum + weights[i]! * value, 0));
    return { columns, sums, weighted, derivatives: derivatives.slice(times.length) };
  };
  const { columns, sums, derivatives } = totals(at7);
  for (let patient = 0; patient < PATIENTS; patient++) {
    const free = times[2]! < toyCourses.progressionDay[patient]! ? columns[2]![patient]! : 0;
    expect(sums[0]![patient]).toBe(free);
    const alternating = columns.reduce((sum, column, time) => sum + (-1) ** time * 0.5 * column[patient]!, 1);
    expect(sums[1]![patient]).toBeCloseTo(alternating, 12);
  }
  const step = 1e-5;
  (['logitAtZero', 'logitAtOne'] as const).forEach((name, parameter) => {
    const [up, down] = [step, -step].map((shift) => totals({ ...at7, [name]: at7[name] + shift }).weighted);
    derivatives.forEach((derivative, sum) => {
      const difference = (up![sum]! - down![sum]!) / (2 * step);
      expect(Math.abs(derivative[parameter]! - difference)).toBeLessThan(DIFFERENCES);
    });
  });
});
