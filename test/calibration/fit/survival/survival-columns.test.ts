// Evidence: slow oracle (the exact daily product `eachSurvival`, on smooth curves and on simulated patients) · central finite
// differences · closed form (constant burden).
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type DeathForm,
  deathMixture,
  type TransformedDeathParameters,
} from '../../../../calibration/fit/survival/death-parameters.js';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import {
  atDay,
  builtInArms,
  builtInRegimens,
  cohortSimulator,
  compileSimulation,
  eachSurvival,
  fixedArm,
  logistic,
  logit,
} from '../../../../src/index.js';
import { shortRun, shortSpec } from '../../pool/short-simulation.js';
import { HORIZON, MONTH, type ToyArm, toyBurden } from '../toy-model.js';
import { survivalColumnsInto, survivalDerivatives, transformedDeathNames } from './survival-columns.js';

const days = HORIZON + 1;
/** The landmarks, and the pooled medians of the three arms between them. */
const times = [3, 6, 6.01, 7.52, 9, 10.01, 12].map((month) => month * MONTH);
const grid = hazardGrid(times, HORIZON);

const point: DeathForm = { mu: 'point', sigma: 'point' };
const range: DeathForm = { mu: 'range', sigma: 'range' };
const start: TransformedDeathParameters = {
  logitAtZero: logit(0.0005),
  logitAtOne: logit(0.02),
  muHalfWidth: 0.2,
  sigmaRelativeHalfWidth: 0.3,
};
/** As sharp as the default bounds allow: from 0.0001 % a day without tumor to 50 % at chi = 1. */
const sharpest: TransformedDeathParameters = {
  ...start,
  logitAtZero: logit(1e-6),
  logitAtOne: logit(0.5),
  muHalfWidth: 0.6,
};

interface Burdens {
  readonly daily: Float32Array;
  readonly nodes: Float32Array;
  readonly patients: number;
}

function onNodes(daily: Float32Array): Burdens {
  const patients = daily.length / days;
  const width = grid.days.length;
  const nodes = new Float32Array(patients * width);
  for (let patient = 0; patient < patients; patient++) {
    grid.days.forEach((day, node) => {
      nodes[patient * width + node] = daily[patient * days + day]!;
    });
  }
  return { daily, nodes, patients };
}

function toyBurdens(arm: ToyArm, patients: number): Burdens {
  const daily = Float32Array.from({ length: patients * days }, (_, at) =>
    toyBurden((Math.floor(at / days) + 0.5) / patients, arm, at % days),
  );
  return onNodes(daily);
}

function columnsOf({ nodes, patients }: Burdens, form: DeathForm, transformedParameters: TransformedDeathParameters) {
  const columns = times.map(() => new Float64Array(patients).fill(Number.NaN));
  survivalColumnsInto(nodes, grid, form, transformedParameters, columns);
  return columns;
}

/** Differences from the exact daily survival; points of percent: the worst patient, and the worst mean of a cohort. */
function errorsOf(burdens: Burdens, form: DeathForm, transformedParameters: TransformedDeathParameters) {
  const columns = columnsOf(burdens, form, transformedParameters);
  const means = times.map(() => 0);
  let patientError = 0;
  eachSurvival(burdens.daily, days, deathMixture(form, transformedParameters), (patient, survival) => {
    times.forEach((time, k) => {
      const difference = 100 * (columns[k]![patient]! - atDay(survival, time)!);
      means[k]! += difference / burdens.patients;
      patientError = Math.max(patientError, Math.abs(difference));
    });
  });
  return { patientError, cohortError: Math.max(...means.map(Math.abs)) };
}

describe('survivalColumnsInto', () => {
  it.each([
    { name: 'points', form: point },
    { name: 'ranges', form: range },
  ])('agrees with the daily product on smooth curves to 0.02 points per patient, $name', ({ form }) => {
    for (const arm of ['control', 'treated'] as const) {
      expect(errorsOf(toyBurdens(arm, 40), form, start).patientError).toBeLessThan(0.02);
    }
  });

  describe('on simulated patients', () => {
    const PATIENTS = 20;
    let burdens: readonly Burdens[];
    beforeAll(async () => {
      const regimens = ['none', 'published-tas102', 'published-tas102-bev'];
      const spec = {
        ...shortSpec,
        arms: builtInArms.map((name, index) => fixedArm(name, builtInRegimens[regimens[index]!]!)),
        horizonDays: HORIZON,
      };
      const record = cohortSimulator(spec, await compileSimulation(spec))(shortRun(PATIENTS).parameters);
      burdens = builtInArms.map((arm) => onNodes(record.arms[arm]!.burden));
      expect(record.failures).toEqual([]);
    });

    it.each([
      { name: 'points', form: point },
      { name: 'ranges', form: range },
    ])('agrees with it to 0.05 points per patient and 0.03 per cohort where the search starts, $name', ({ form }) => {
      for (const each of burdens) {
        const { patientError, cohortError } = errorsOf(each, form, start);
        expect(patientError).toBeLessThan(0.05);
        expect(cohortError).toBeLessThan(0.03);
      }
    });

    it('agrees with it to 0.3 points per patient and 0.1 per cohort at the sharpest that the bounds allow', () => {
      for (const each of burdens) {
        for (const form of [point, range]) {
          const { patientError, cohortError } = errorsOf(each, form, sharpest);
          expect(patientError).toBeLessThan(0.3);
          expect(cohortError).toBeLessThan(0.1);
        }
      }
    });
  });

  it('is (1 - P)^t for a constant burden', () => {
    const constant = onNodes(new Float32Array(3 * days).fill(0.5));
    const daily = logistic((start.logitAtZero + start.logitAtOne) / 2);
    columnsOf(constant, point, start).forEach((column, k) => {
      for (const alive of column) expect(Math.abs(alive - (1 - daily) ** times[k]!)).toBeLessThan(1e-6);
    });
  });

  it('depends on P at chi = 0 alone where no patient has a tumor, chi a rounding error below zero included', () => {
    const without = new Float32Array(2 * days);
    without.fill(-1e-9, days);
    columnsOf(onNodes(without), point, start).forEach((column, k) => {
      for (const alive of column) expect(Math.abs(alive - 0.9995 ** times[k]!)).toBeLessThan(1e-6);
    });
  });

  it('falls from one time to the next and lies in [0, 1]', () => {
    const columns = columnsOf(toyBurdens('control', 25), range, sharpest);
    columns.forEach((column, k) => {
      column.forEach((alive, patient) => {
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(k === 0 ? 1 : columns[k - 1]![patient]!);
      });
    });
  });

  it('gives ranges without width what it gives points', () => {
    const burdens = toyBurdens('treated', 15);
    const still = { ...start, muHalfWidth: 0, sigmaRelativeHalfWidth: 0 };
    const points = columnsOf(burdens, point, still);
    columnsOf(burdens, range, still).forEach((column, k) => {
      column.forEach((alive, patient) => {
        expect(Math.abs(alive - points[k]![patient]!)).toBeLessThan(1e-12);
      });
    });
  });

  it('ignores half-widths where the form has points', () => {
    const burdens = toyBurdens('treated', 5);
    expect(columnsOf(burdens, point, start)).toEqual(columnsOf(burdens, point, { ...start, muHalfWidth: 0.5 }));
  });

  it('has nothing to write without patients', () => {
    expect(columnsOf(onNodes(new Float32Array(0)), range, start).every((column) => column.length === 0)).toBe(true);
  });
});

describe('survivalDerivatives', () => {
  const burdens = toyBurdens('control', 30);
  const weights = Float64Array.from({ length: 30 }, (_, patient) => (patient + 1) / 465);
  const cohort = (form: DeathForm, transformedParameters: TransformedDeathParameters) =>
    columnsOf(burdens, form, transformedParameters).map((column) =>
      column.reduce((sum, alive, patient) => sum + weights[patient]! * alive, 0),
    );

  /** Step of the central difference, and its error: step^2 of a third derivative of size one, and rounding over step. */
  const STEP = 1e-4;
  const DIFFERENCE_ERROR = 1e-7;

  it.each([
    { name: 'points', form: point, at: start },
    { name: 'a range of mu', form: { mu: 'range', sigma: 'point' } as const, at: start },
    { name: 'a range of sigma', form: { mu: 'point', sigma: 'range' } as const, at: start },
    { name: 'both ranges', form: range, at: start },
    { name: 'the sharpest of the bounds', form: range, at: sharpest },
  ])('are the central differences of the cohort, $name', ({ form, at }) => {
    const derivatives = survivalDerivatives(burdens.nodes, grid, form, at, weights);
    transformedDeathNames.forEach((name, transformedParameter) => {
      const above = cohort(form, { ...at, [name]: at[name] + STEP });
      const below = cohort(form, { ...at, [name]: at[name] - STEP });
      derivatives.forEach((row, k) => {
        expect(Math.abs(row[transformedParameter]! - (above[k]! - below[k]!) / (2 * STEP))).toBeLessThan(
          DIFFERENCE_ERROR * (at === sharpest ? 100 : 1),
        );
      });
    });
  });

  it('are 0 in the half-width of what is a point', () => {
    for (const row of survivalDerivatives(burdens.nodes, grid, point, start, weights)) {
      expect(Math.abs(row[2]!)).toBe(0);
      expect(Math.abs(row[3]!)).toBe(0);
    }
  });

  it('are linear in the weights, negative ones included', () => {
    const negative = weights.map((weight, patient) => (patient % 7 === 0 ? -weight : weight));
    const sum = weights.map((weight, patient) => 2 * weight + negative[patient]!);
    const [a, b, both] = [weights, negative, sum].map((each) =>
      survivalDerivatives(burdens.nodes, grid, range, start, each),
    ) as [readonly Float64Array[], readonly Float64Array[], readonly Float64Array[]];
    both.forEach((row, k) => {
      row.forEach((value, transformedParameter) => {
        expect(Math.abs(value - 2 * a[k]![transformedParameter]! - b[k]![transformedParameter]!)).toBeLessThan(1e-12);
      });
    });
  });

  it('are negative: a higher daily death probability lowers survival at every time', () => {
    for (const row of survivalDerivatives(burdens.nodes, grid, range, start, weights)) {
      expect(row[0]).toBeLessThan(0);
      expect(row[1]).toBeLessThan(0);
    }
  });
});
