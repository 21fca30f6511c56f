import { describe, expect, test } from 'vitest';
import { generatedKernel } from '../../../calibration/bench/peers/generated-kernel.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { stateNames } from '../../../src/model/drugs/drug-states.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { cellIndex, initialState } from '../../../src/model/species.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { type DosePlan, dosePlan } from '../../../src/simulation/dose-segments.js';
import { patientSimulator } from '../../../src/simulation/simulate-patient.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { publishedPatients } from './published-patients.js';
import { cellError, recording, referenceArms, referenceSolutions, regimenOf } from './reference-solutions.js';

/** What the workbench promises of a density at default settings, relative with a floor of 1e3 cell/L. */
const PROMISED_ACCURACY = 5e-6;
/** Drug amounts are a closed form: rounding, and nine digits of the reference. */
const DRUG_ACCURACY = 1e-8;
/** The reference integrates the drugs too and is off by this much where they are all but gone; dose units. */
const DRUG_FLOOR = 1e-6;

const model = compileModel({ switches: postedSwitches }, generatedKernel);
const patient = Float64Array.from(referenceSolutions.patients[0]!.parameters);

/** Independent tool: reference solutions, confirmed with scipy; see `test/fixtures/simulation`. */
describe('against the reference solutions', () => {
  test('states and parameters have the canonical order', () => {
    expect(referenceSolutions.states).toEqual(stateNames);
    expect(referenceSolutions.parameters).toEqual(heterogeneityParameterNames);
  });

  test.each(referenceArms)(
    '%s: 8 patients x 8 days x 53 cells within 5e-6 at default settings (measured: 1.2e-6)',
    (arm) => {
      const simulate = patientSimulator(model, dosePlan(regimenOf[arm], 365), defaultSolverSettings);
      const worst = Math.max(
        ...referenceSolutions.patients.map(({ parameters, arms }) => {
          const { rows, observe } = recording();
          expect(simulate(Float64Array.from(parameters), observe)).toEqual({ kind: 'completed', retried: false });
          return Math.max(...referenceSolutions.days.map((day, index) => cellError(rows.get(day)!, arms[arm][index]!)));
        }),
      );
      expect(worst, `largest relative error ${worst}`).toBeLessThan(PROMISED_ACCURACY);
    },
  );

  test.each(referenceArms)('%s: both amounts of both drugs', (arm) => {
    const simulate = patientSimulator(model, dosePlan(regimenOf[arm], 365), defaultSolverSettings);
    const { rows, observe } = recording();
    simulate(patient, observe);
    referenceSolutions.days.forEach((day, index) => {
      for (let state = 53; state < 57; state++) {
        const expected = referenceSolutions.patients[0]!.arms[arm][index]![state]!;
        const error = Math.abs(rows.get(day)![state]! - expected);
        expect(error).toBeLessThan(DRUG_FLOOR + DRUG_ACCURACY * expected);
      }
    });
  });

  test('the error falls with the tolerance: ten times tighter settings come closer', () => {
    const errorAt = (relativeTolerance: number) => {
      const simulate = patientSimulator(model, dosePlan(regimenOf.tas102_bev, 365), {
        ...defaultSolverSettings,
        relativeTolerance,
      });
      const { rows, observe } = recording();
      simulate(patient, observe);
      const { arms } = referenceSolutions.patients[0]!;
      return Math.max(
        ...referenceSolutions.days.map((day, index) => cellError(rows.get(day)!, arms.tas102_bev[index]!)),
      );
    };
    const errors = [1e-5, 1e-7, 1e-9].map(errorAt);
    expect(errors[1]!).toBeLessThan(errors[0]! / 5);
    expect(errors[2]!).toBeLessThan(errors[1]! / 5);
    // What is left is the rounding of the reference to nine digits.
    expect(errors[2]!).toBeLessThan(2e-8);
  });
});

/** Slow oracle: the same solver a ten-thousandfold tighter, whose own error is about 5e-9 (first block). */
describe('default settings against relative tolerance 1e-10', () => {
  const patients = publishedPatients(20, '1');
  const slow = { ...defaultSolverSettings, relativeTolerance: 1e-10, maxSteps: 1_000_000 };

  test.each(referenceArms)(
    '%s: 20 patients of the published shapes, every day, within 5e-6 (measured: 7.5e-7)',
    (arm) => {
      const plan = dosePlan(regimenOf[arm], 366);
      const [fast, exact] = [defaultSolverSettings, slow].map((settings) => patientSimulator(model, plan, settings));
      let worst = 0;
      for (const parameters of patients) {
        const [quick, careful] = [recording(), recording()];
        expect(fast!(parameters, quick.observe)).toEqual({ kind: 'completed', retried: false });
        expect(exact!(parameters, careful.observe)).toEqual({ kind: 'completed', retried: false });
        for (const [day, row] of quick.rows) worst = Math.max(worst, cellError(row, careful.rows.get(day)!));
      }
      expect(worst, `largest relative error ${worst}`).toBeLessThan(PROMISED_ACCURACY);
    },
  );
});

describe('the observer', () => {
  test.each([0.5, 1, 28, 56.5, 366])('sees day 0 to %d, each whole day once and in order', (horizon) => {
    const days: number[] = [];
    const simulate = patientSimulator(model, dosePlan(regimenOf.tas102_bev, horizon), defaultSolverSettings);
    simulate(patient, (day) => days.push(day));
    expect(days).toEqual(Array.from({ length: Math.floor(horizon) + 1 }, (_, day) => day));
  });

  test('reads the initial state on day 0, exactly and without drug', () => {
    const { rows, observe } = recording();
    patientSimulator(model, dosePlan(regimenOf.tas102_bev, 2), defaultSolverSettings)(patient, observe);
    expect(rows.get(0)).toEqual([...initialState, 0, 0, 0, 0]);
  });

  test('reads no drug on the day a dose starts, and some the day after', () => {
    const { rows, observe } = recording();
    patientSimulator(model, dosePlan(regimenOf.tas102_bev, 3), defaultSolverSettings)(patient, observe);
    expect(rows.get(1)!.slice(53)).toEqual([0, 0, 0, 0]);
    expect(
      rows
        .get(2)!
        .slice(53)
        .every((amount) => amount > 0),
    ).toBe(true);
  });

  test('a drug that is not given reads as zero', () => {
    const { rows, observe } = recording();
    patientSimulator(model, dosePlan(regimenOf.tas102, 3), defaultSolverSettings)(patient, observe);
    expect(rows.get(3)!.slice(53, 55)).toEqual([0, 0]);
  });
});

describe('determinism', () => {
  test('a patient has the same bits alone, after another patient and after a failed one', () => {
    const simulate = patientSimulator(model, dosePlan(regimenOf.tas102_bev, 60), defaultSolverSettings);
    const rowsOf = (parameters: Float64Array) => {
      const { rows, observe } = recording();
      simulate(parameters, observe);
      return [...rows.values()];
    };
    const alone = rowsOf(patient);
    rowsOf(Float64Array.from(referenceSolutions.patients[1]!.parameters));
    expect(rowsOf(patient)).toEqual(alone);
    rowsOf(patient.map(() => Number.NaN));
    expect(rowsOf(patient)).toEqual(alone);
  });
});

describe('failures are tagged outcomes after one retry', () => {
  const plan = dosePlan(regimenOf.tas102, 56);
  const noDrug = dosePlan({}, 56);

  /** Days that the observer saw, one list per attempt. */
  function attempts(simulate: ReturnType<typeof patientSimulator>, parameters: Float64Array) {
    const seen: number[][] = [];
    const outcome = simulate(parameters, (day) => {
      if (day === 0) seen.push([]);
      seen.at(-1)!.push(day);
    });
    return { outcome, seen };
  }

  test('a budget that is too small even for the retry: too many steps', () => {
    const simulate = patientSimulator(model, plan, { ...defaultSolverSettings, maxSteps: 3 });
    const { outcome, seen } = attempts(simulate, patient);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'too many steps' });
    expect(outcome.kind === 'failed' && outcome.day).toBeGreaterThan(0);
    expect(seen).toHaveLength(2);
  });

  test('a budget that suffices for the retry: completed, and marked so', () => {
    const simulate = patientSimulator(model, plan, { ...defaultSolverSettings, maxSteps: 200 });
    const { outcome, seen } = attempts(simulate, patient);
    expect(outcome).toEqual({ kind: 'completed', retried: true });
    expect(seen).toHaveLength(2);
    expect(seen[0]!.length).toBeLessThan(57);
    expect(seen[1]).toEqual(Array.from({ length: 57 }, (_, day) => day));
  });

  test('the retry gives what tighter settings give', () => {
    const [retried, direct] = [recording(), recording()];
    patientSimulator(model, plan, { ...defaultSolverSettings, maxSteps: 200 })(patient, retried.observe);
    patientSimulator(model, plan, { relativeTolerance: 1e-8, absoluteTolerance: 1e-5, maxSteps: 4000 })(
      patient,
      direct.observe,
    );
    for (const [day, row] of retried.rows) expect(cellError(row, direct.rows.get(day)!)).toBeLessThan(1e-12);
  });

  test('a patient who completes is observed in one attempt and not retried', () => {
    const { outcome, seen } = attempts(patientSimulator(model, plan, defaultSolverSettings), patient);
    expect(outcome).toEqual({ kind: 'completed', retried: false });
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['K1 = 0', 'K1', 0],
    ['K1 = NaN', 'K1', Number.NaN],
    ['an infinite growth rate', 'beta_X1', Number.POSITIVE_INFINITY],
  ] as const)('%s: non-finite state, at once', (_name, name, value) => {
    const parameters = patient.with(heterogeneityParameterNames.indexOf(name), value);
    const { outcome, seen } = attempts(patientSimulator(model, noDrug, defaultSolverSettings), parameters);
    expect(outcome).toEqual({ kind: 'failed', reason: 'non-finite state', day: 0 });
    expect(seen).toEqual([[0], [0]]);
  });

  test('an outflow that nothing stops at zero: negative density', () => {
    const drained = compileModel({ switches: postedSwitches, varying: ['theta_Bas_DB'] }, generatedKernel);
    const { outcome, seen } = attempts(
      patientSimulator(drained, dosePlan({}, 1), defaultSolverSettings),
      Float64Array.from([...patient, -1e9]),
    );
    expect(outcome).toEqual({ kind: 'failed', reason: 'negative density', day: 1 });
    expect(seen).toHaveLength(2);
  });

  test.each([
    ['more', 1.00001],
    ['less', 0.99999],
  ])('a plan that schedules %s than its segments deliver: dose not delivered', (_name, factor) => {
    const tampered: DosePlan = { ...plan, scheduled: { ...plan.scheduled, tas102: plan.scheduled.tas102! * factor } };
    const { outcome, seen } = attempts(patientSimulator(model, tampered, defaultSolverSettings), patient);
    expect(outcome).toEqual({ kind: 'failed', reason: 'dose not delivered', day: 56 });
    expect(seen).toHaveLength(2);
  });

  test('a plan that lost a dose: dose not delivered', () => {
    const segments = plan.segments.map((segment) =>
      segment.startDay === 5 ? { ...segment, input: { tas102: 0, bevacizumab: 0 } } : segment,
    );
    const { outcome } = attempts(patientSimulator(model, { ...plan, segments }, defaultSolverSettings), patient);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'dose not delivered' });
  });

  test('a difference of one part in ten million passes the audit', () => {
    const close: DosePlan = { ...plan, scheduled: { ...plan.scheduled, tas102: plan.scheduled.tas102! * (1 + 1e-7) } };
    expect(attempts(patientSimulator(model, close, defaultSolverSettings), patient).outcome.kind).toBe('completed');
  });
});

describe('what the model does (closed form)', () => {
  test('without immune cells, competition or drug, a tumor clone grows as a logistic curve', () => {
    const alone = Object.fromEntries(
      ['a12', 'a13', 'a21', 'a23', 'a31', 'a32', 'eta_X1T1', 'eta_X1T8', 'eta_X1NK'].map((name) => [name, 0]),
    );
    const compiled = compileModel({ switches: postedSwitches, overrides: alone }, generatedKernel);
    const { rows, observe } = recording();
    patientSimulator(compiled, dosePlan({}, 200), defaultSolverSettings)(patient, observe);
    const [rate, death, capacity] = (['beta_X1', 'd_X1', 'K1'] as const).map(
      (name) => patient[heterogeneityParameterNames.indexOf(name)]!,
    ) as [number, number, number];
    const growth = rate - death;
    const level = (capacity * growth) / rate;
    const start = initialState[cellIndex.X1_C]!;
    for (const day of [1, 20, 56, 200]) {
      const expected = level / (1 + (level / start - 1) * Math.exp(-growth * day));
      expect(Math.abs(rows.get(day)![cellIndex.X1_C]! / expected - 1)).toBeLessThan(PROMISED_ACCURACY);
    }
  });

  test('an administration is seen by the tumor: chemotherapy alone acts from the first dose on', () => {
    const end = (regimen: string) => {
      const { rows, observe } = recording();
      patientSimulator(model, dosePlan(builtInRegimens[regimen]!, 14), defaultSolverSettings)(patient, observe);
      return rows.get(14)!;
    };
    expect(end('published-tas102')[cellIndex.X1_C]!).toBeLessThan(0.9 * end('none')[cellIndex.X1_C]!);
    expect(end('published-tas102')[cellIndex.X3_C]!).toBeGreaterThan(0);
    expect(end('none')[cellIndex.X3_C]!).toBe(0);
  });
});
