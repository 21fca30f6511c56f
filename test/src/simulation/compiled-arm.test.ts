// Evidence: slow oracle (the JavaScript backend, bit for bit) · independent tool (reference solutions, see the fixture).
import { describe, expect, test } from 'vitest';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { cellStates } from '../../../src/model/species.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../src/model/switches.js';
import type { SolverSettings } from '../../../src/ode/initial-value-problem.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { type BothModels, bothArms, compileBoth, type PatientRun, runArm } from './backend-arms.js';
import { publishedPatients } from './published-patients.js';
import { cellError, referenceArms, referenceSolutions, regimenOf } from './reference-solutions.js';

/** What the workbench promises of a density at default settings, relative with a floor of 1e3 cell/L. */
const PROMISED_ACCURACY = 5e-6;

const regimens = ['none', 'published-tas102', 'published-tas102-bev', 'protocol-tas102-bev'] as const;
const patients = publishedPatients(6, '11');
const allCorrected = Object.fromEntries(switchNames.map((name) => [name, 'corrected']));

/** Simulates patients with both backends: outcomes and all that is kept must be equal, bit for bit. */
function expectSameBits(
  models: BothModels,
  { regimen, days, settings = defaultSolverSettings }: { regimen: string; days: number; settings?: SolverSettings },
  vectors: readonly Float64Array[],
): void {
  const { compiled, oracle } = bothArms(models, { plan: dosePlan(builtInRegimens[regimen]!, days), settings });
  const [fast, slow] = [runArm(compiled, vectors), runArm(oracle, vectors)];
  expect(fast.map(({ outcome }) => outcome)).toEqual(slow.map(({ outcome }) => outcome));
  expect(fast.every(({ outcome }) => outcome.kind === 'completed')).toBe(true);
  fast.forEach(({ tumor, snapshots }, patient) => {
    expect(tumor).toEqual(slow[patient]!.tumor);
    expect(snapshots).toEqual(slow[patient]!.snapshots);
  });
}

describe('compiledArm against the JavaScript backend', async () => {
  const posted = await compileBoth({ switches: postedSwitches });
  const corrected = await compileBoth({ switches: resolveSwitches(allCorrected) });

  test.each(regimens)('posted, %s: 6 patients over 60 days, every cell and day', (regimen) => {
    expectSameBits(posted, { regimen, days: 60 }, patients);
  });

  test.each(regimens)('all corrected, %s: 6 patients over 60 days, every cell and day', (regimen) => {
    expectSameBits(corrected, { regimen, days: 60 }, patients);
  });

  test.each([1, 2, 15, 16, 29])('any horizon: %i day(s)', (days) => {
    expectSameBits(posted, { regimen: 'published-tas102-bev', days }, patients.slice(0, 3));
  });

  test('a year of treatment', () => {
    expectSameBits(posted, { regimen: 'protocol-tas102-bev', days: 366 }, patients.slice(0, 2));
  });

  test.each(switchNames)('switch %s alone', async (name) => {
    const models = await compileBoth({ switches: resolveSwitches({ [name]: 'corrected' }) });
    expectSameBits(models, { regimen: 'published-tas102-bev', days: 20 }, patients);
  });

  test('overridden parameters', async () => {
    const models = await compileBoth({ switches: postedSwitches, overrides: { d_T8: 0.3, V_C: 1.2 } });
    expectSameBits(models, { regimen: 'published-tas102', days: 28 }, patients);
  });

  test('parameters that vary between patients, a drug rate among them', async () => {
    const models = await compileBoth({ switches: postedSwitches, varying: ['d_T8', 'k_10_Chem'] });
    const vectors = patients.map((vector, index) => Float64Array.from([...vector, 0.2 + index / 20, 3 + 2 * index]));
    expectSameBits(models, { regimen: 'published-tas102-bev', days: 28 }, vectors);
  });

  test('a retried patient', () => {
    const plan = dosePlan(builtInRegimens['published-tas102']!, 56);
    const settings = { ...defaultSolverSettings, maxSteps: 150 };
    const { compiled, oracle } = bothArms(posted, { plan, settings });
    const [fast, slow] = [runArm(compiled, patients), runArm(oracle, patients)];
    fast.forEach(({ outcome, snapshots }, patient) => {
      expect(outcome).toEqual({ kind: 'completed', retried: true });
      expect(outcome).toEqual(slow[patient]!.outcome);
      expect(snapshots).toEqual(slow[patient]!.snapshots);
    });
  });

  test.each([
    ['none', []],
    ['day 0 alone', [0]],
    ['the last day alone', [28]],
    ['two days', [14, 28]],
  ] as const)('days of which all cells are kept: %s', (_name, snapshotDays) => {
    const plan = dosePlan(builtInRegimens['published-tas102-bev']!, 28);
    const every = runArm(bothArms(posted, { plan }).compiled, patients.slice(0, 3));
    const some = runArm(bothArms(posted, { plan, snapshotDays }).compiled, patients.slice(0, 3));
    const width = cellStates.length;
    some.forEach(({ outcome, tumor, snapshots }, patient) => {
      const whole = every[patient]!;
      expect({ outcome, tumor }).toEqual({ outcome: whole.outcome, tumor: whole.tumor });
      const expected = snapshotDays.flatMap((day) => [...whole.snapshots.subarray(day * width, (day + 1) * width)]);
      expect([...snapshots]).toEqual(expected);
    });
  });
});

describe('compiledArm against the reference solutions', async () => {
  const models = await compileBoth({ switches: postedSwitches });
  const vectors = referenceSolutions.patients.map(({ parameters }) => Float64Array.from(parameters));
  const rowOf = ({ snapshots }: PatientRun, slot: number) => [
    ...snapshots.subarray(slot * cellStates.length, (slot + 1) * cellStates.length),
  ];

  test.each(referenceArms)(
    '%s: 8 patients x 8 days x 53 cells within 5e-6 at default settings (measured: 1.1e-6)',
    (arm) => {
      const plan = dosePlan(regimenOf[arm], 365);
      const runs = runArm(bothArms(models, { plan, snapshotDays: referenceSolutions.days }).compiled, vectors);
      const errors = referenceSolutions.patients.flatMap(({ arms }, patient) => {
        expect(runs[patient]!.outcome).toEqual({ kind: 'completed', retried: false });
        return arms[arm].map((expected, slot) => cellError(rowOf(runs[patient]!, slot), expected));
      });
      expect(Math.max(...errors), `largest relative error ${Math.max(...errors)}`).toBeLessThan(PROMISED_ACCURACY);
    },
  );
});
