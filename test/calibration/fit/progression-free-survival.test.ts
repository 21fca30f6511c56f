// Evidence: independent tool (fixture by numpy and scipy: own right-hand side, integrator, dosing and expectations).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { armOutcome } from '../../../calibration/fit/cohort-outcome.js';
import { deathMixture } from '../../../calibration/fit/survival/death-parameters.js';
import {
  type ArmRecord,
  type ArmSpec,
  builtInRegimens,
  cohortSimulator,
  compileSimulation,
  type DeathProbabilityMixture,
  defaultAssessmentRules,
  defaultSolverSettings,
  eachCourse,
  fixedArm,
  postedSwitches,
  progressionDay,
  publishedDrugs,
  type SimulationSpec,
} from '../../../src/index.js';

interface ArmFixture {
  readonly death: { readonly mu: readonly [number, number]; readonly sigma: number };
  readonly medianMonths: number;
  readonly week16Percent: number;
  readonly progressionDays: readonly (number | null)[];
  readonly progressionFree: readonly number[];
  readonly alive: readonly number[];
  /** Of the first patients. */
  readonly tumor: readonly (readonly number[])[];
}

interface StoppedCourse {
  readonly progressionDay: number | null;
  readonly tumor: readonly number[];
}

interface Fixture {
  readonly parameters: readonly string[];
  readonly visits: readonly number[];
  readonly curveDays: readonly number[];
  readonly patients: readonly (readonly number[])[];
  readonly arms: Readonly<Record<string, ArmFixture>>;
  readonly untilProgression: Readonly<Record<string, Readonly<Record<string, readonly StoppedCourse[]>>>>;
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/simulation/progression-free-survival.json', import.meta.url), 'utf8'),
) as Fixture;
const { visits, curveDays } = fixture;
const HORIZON = 365;
const MONTH = 30.4375;

/** Months of a median and points of percent of a share: what the two programs may differ by. */
const MEDIAN_TOLERANCE = 0.02;
const SHARE_TOLERANCE = 0.3;
/** The program's own error of a density is 5e-6, the workbench's at default settings too; relative. */
const DENSITY_TOLERANCE = 2e-5;

const regimens = { placebo: 'none', tas102: 'published-tas102', tas102_bev: 'published-tas102-bev' } as const;
type Arm = keyof typeof regimens;
const arms = Object.keys(regimens) as readonly Arm[];

const specOf = (specs: readonly ArmSpec[]): SimulationSpec => ({
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: specs,
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [],
  tumorDays: [HORIZON],
  keepTrajectories: false,
  solver: defaultSolverSettings,
});

async function simulated(specs: readonly ArmSpec[], patients: number): Promise<Readonly<Record<string, ArmRecord>>> {
  const spec = specOf(specs);
  const rows = Float64Array.from(fixture.patients.slice(0, patients).flat());
  return cohortSimulator(spec, await compileSimulation(spec))(rows).arms;
}

/** Uniform mu as the workbench integrates it. */
function mixtureOf({ death: { mu, sigma } }: ArmFixture): DeathProbabilityMixture {
  const [centre, halfWidth] = [(mu[0] + mu[1]) / 2, (mu[1] - mu[0]) / 2];
  // logit P(chi) = (chi - mu) / sigma
  return deathMixture(
    { mu: 'range', sigma: 'point' },
    {
      logitAtZero: -centre / sigma,
      logitAtOne: (1 - centre) / sigma,
      muHalfWidth: halfWidth,
      sigmaRelativeHalfWidth: 0,
    },
  );
}

function daysOf(record: ArmRecord): readonly (number | null)[] {
  const days: (number | null)[] = [];
  eachCourse(record, visits, defaultAssessmentRules, (_, course) => {
    const day = progressionDay(course, visits);
    days.push(Number.isFinite(day) ? day : null);
  });
  return days;
}

function compareArm(arm: Arm, record: ArmRecord, patients: number): void {
  const expected = fixture.arms[arm]!;
  expect(daysOf(record)).toEqual(expected.progressionDays.slice(0, patients));
  expected.tumor.slice(0, patients).forEach((sizes, patient) => {
    sizes.forEach((size, visit) => {
      const own = record.visitTumor[patient * visits.length + visit]!;
      expect(Math.abs(own / size - 1)).toBeLessThan(DENSITY_TOLERANCE);
    });
  });
}

describe('progression-free survival of the main job', () => {
  test('twelve patients have the tumors and days of progression of an independent program', async () => {
    const records = await simulated(
      arms.map((arm) => fixedArm(arm, builtInRegimens[regimens[arm]]!, visits)),
      12,
    );
    for (const arm of arms) compareArm(arm, records[arm]!, 12);
  });

  test('its curve, median and share at 16 weeks are those of an independent program on the same patients', {
    tags: 'full/oracles',
  }, async () => {
    const patients = fixture.patients.length;
    const records = await simulated(
      arms.map((arm) => fixedArm(arm, builtInRegimens[regimens[arm]]!, visits)),
      patients,
    );
    for (const arm of arms) {
      compareArm(arm, records[arm]!, patients);
      const expected = fixture.arms[arm]!;
      const { outcome, alive, progressionFree } = armOutcome(records[arm]!, mixtureOf(expected), {
        horizonDays: HORIZON,
        monthDays: MONTH,
        responseRule: 'volume',
        visits,
        assessment: defaultAssessmentRules,
      });
      expect(Math.abs(outcome.median_pfs_months! - expected.medianMonths)).toBeLessThan(MEDIAN_TOLERANCE);
      expect(Math.abs(100 * progressionFree[112]! - expected.week16Percent)).toBeLessThan(SHARE_TOLERANCE);
      // The same share as the landmark of results.json, at 3.68 months
      expect(Math.abs(outcome.pfs_percent['3.68'] - expected.week16Percent)).toBeLessThan(SHARE_TOLERANCE);
      curveDays.forEach((day, index) => {
        expect(100 * Math.abs(progressionFree[day]! - expected.progressionFree[index]!)).toBeLessThan(SHARE_TOLERANCE);
        expect(100 * Math.abs(alive[day]! - expected.alive[index]!)).toBeLessThan(SHARE_TOLERANCE);
      });
    }
  });

  test.each([0, 10])(
    'dosing until progression and %d days more leaves the tumors of doses cut by hand',
    async (delay) => {
      const treated = { tas102: 'protocol-tas102', tas102_bev: 'protocol-tas102-bev' } as const;
      const courses = Object.entries(fixture.untilProgression);
      const records = await simulated(
        courses.map(([arm]) => ({
          ...fixedArm(arm, builtInRegimens[treated[arm as keyof typeof treated]]!, visits),
          untilProgression: { delayDays: delay, next: null },
        })),
        12,
      );
      for (const [arm, byDelay] of courses) {
        const expected = byDelay[delay]!;
        expect(daysOf(records[arm]!)).toEqual(expected.map(({ progressionDay: day }) => day));
        expected.forEach(({ tumor }, patient) => {
          const own = [
            ...records[arm]!.visitTumor.subarray(patient * visits.length, (patient + 1) * visits.length),
            records[arm]!.tumor[patient]!,
          ];
          own.forEach((size, index) => {
            expect(Math.abs(size / tumor[index]! - 1)).toBeLessThan(DENSITY_TOLERANCE);
          });
        });
      }
    },
  );
});
