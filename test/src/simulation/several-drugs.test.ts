// Evidence: independent tool (scipy on a model of its own and on the exported C, see the fixture), closed form (Lambert's W).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DrugDefinition, ModelDrug } from '../../../src/model/drugs/drug-definition.js';
import { stateNamesOf } from '../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import type { DosingCourse, Regimen } from '../../../src/model/regimens.js';
import { cellStates } from '../../../src/model/species.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { regimenAdministrations } from '../../../src/simulation/dose-segments.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { referenceSolutions } from './reference-solutions.js';

/** Accuracy of a trajectory; relative, with floors of 1e3 cell/L and of one dose unit. */
const ACCURACY = 1e-6;
/** Tighter than the default, whose trajectories are promised to 5e-6. */
const solver = { relativeTolerance: 1e-8, absoluteTolerance: 1e-5, maxSteps: 100_000 };

interface Fixture {
  readonly days: readonly number[];
  readonly horizonDays: number;
  readonly referencePatients: readonly number[];
  readonly definitions: Readonly<Record<string, DrugDefinition>>;
  readonly cases: readonly {
    readonly name: string;
    readonly drugs: readonly string[];
    readonly courses: Readonly<Record<string, readonly DosingCourse[]>>;
    readonly scheduled: Readonly<Record<string, number>>;
    readonly states: readonly string[];
    /** By patient, day and state. */
    readonly patients: readonly (readonly (readonly number[])[])[];
  }[];
  readonly closed: readonly {
    readonly mostRate: number;
    readonly half: number;
    readonly bolus: number;
    readonly infusions: readonly (readonly [startDay: number, endDay: number, amount: number])[];
    readonly days: readonly number[];
    readonly amounts: readonly number[];
  }[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/simulation/several-drugs.json', import.meta.url), 'utf8'),
);
const vectors = fixture.referencePatients.map((patient) => referenceSolutions.patients[patient]!.parameters);
type Backend = 'compiled' | 'javascript';
type Case = Fixture['cases'][number];
type Closed = Fixture['closed'][number];

/** The published drugs, and those of the definitions. */
function drugsWith(definitions: Readonly<Record<string, DrugDefinition>>): readonly ModelDrug[] {
  return [...publishedDrugs, ...Object.entries(definitions).map(([name, definition]) => ({ name, definition }))];
}

/** Daily states of every patient under one regimen. */
async function trajectories(
  { drugs, regimen, horizonDays }: { drugs: readonly ModelDrug[]; regimen: Regimen; horizonDays: number },
  backend: Backend,
  patients: readonly (readonly number[])[],
) {
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying: [],
    drugs,
    arms: [fixedArm('given', regimen)],
    horizonDays,
    assessment: defaultAssessmentRules,
    assessmentDay: 1,
    markerDays: [],
    tumorDays: [],
    keepTrajectories: true,
    solver,
  };
  const simulate = cohortSimulator(spec, backend === 'javascript' ? backend : await compileSimulation(spec));
  const { arms, failures } = simulate(Float64Array.from(patients.flat()));
  expect(failures).toEqual([]);
  const names = stateNamesOf(drugs);
  const rows = arms.given!.trajectories;
  return (patient: number, day: number, state: string): number =>
    rows[(patient * (horizonDays + 1) + day) * names.length + names.indexOf(state)]!;
}

/** Largest relative difference of a case from scipy's solution, over patients, days and states. */
async function differenceFromScipy({ drugs, courses, states, patients }: Case, backend: Backend): Promise<number> {
  const own = Object.entries(fixture.definitions).filter(([name]) => drugs.includes(name));
  const valueAt = await trajectories(
    { drugs: drugsWith(Object.fromEntries(own)), regimen: courses, horizonDays: fixture.horizonDays },
    backend,
    vectors,
  );
  const differences = patients.flatMap((rows, patient) =>
    rows.flatMap((row, at) =>
      states.map((state, column) => {
        const floor = column < cellStates.length ? 1e3 : 1;
        const difference = Math.abs(valueAt(patient, fixture.days[at]!, state) - row[column]!);
        return difference / Math.max(Math.abs(row[column]!), floor);
      }),
    ),
  );
  return Math.max(...differences);
}

/** Compares saturable elimination, and the amount that is there or gone, with the closed form. */
async function requireClosedForm({ mostRate, half, bolus, infusions, days, amounts }: Closed, backend: Backend) {
  const probe: DrugDefinition = {
    label: 'probe',
    doseUnit: 'mg',
    pharmacokinetics: { model: 'saturable', mostRate, half },
    effects: [],
    source: 'test',
    calibrated: false,
  };
  const once = { cycleDays: 100, cycles: 1 };
  const courses: readonly DosingCourse[] = [
    ...(bolus === 0 ? [] : [{ ...once, dose: bolus, days: [1], durationDays: 0 }]),
    ...infusions.map(([start, end, dose]) => ({ ...once, dose, days: [start], durationDays: end - start })),
  ];
  const valueAt = await trajectories(
    { drugs: drugsWith({ probe }), regimen: { probe: courses }, horizonDays: days.at(-1)! },
    backend,
    vectors.slice(0, 1),
  );
  days.forEach((day, index) => {
    const expected = amounts[index]!;
    expect(Math.abs(valueAt(0, day, 'probe_C') - expected)).toBeLessThan(ACCURACY * Math.max(1, expected));
    const given = infusions.map(([start, end, dose]) => dose * Math.min(1, Math.max(0, (day - start) / (end - start))));
    const entered = given.reduce((sum, amount) => sum + amount, day > 1 ? bolus : 0);
    expect(valueAt(0, day, 'probe_C') + valueAt(0, day, 'probe_E')).toBeCloseTo(entered, 6);
  });
}

const [withAntibody, withManyEffects, withSaturable] = fixture.cases as readonly [Case, Case, Case];

describe('every state as scipy has it, to 1e-6 (measured: 3.6e-9)', () => {
  const agrees = async (_name: string, backend: Backend, given: Case) => {
    const worst = await differenceFromScipy(given, backend);
    expect(worst, `largest relative difference ${worst}`).toBeLessThan(ACCURACY);
  };
  test.each([[withSaturable.name, 'compiled', withSaturable] as const])('%s, %s', agrees);
  test.each([
    [withSaturable.name, 'javascript', withSaturable],
    [withAntibody.name, 'compiled', withAntibody],
    [withAntibody.name, 'javascript', withAntibody],
    [withManyEffects.name, 'compiled', withManyEffects],
    [withManyEffects.name, 'javascript', withManyEffects],
  ] as const)('%s, %s', { tags: 'full/oracles' }, agrees);
});

describe('saturable elimination is the closed form to 1e-6, and what entered is there or gone', () => {
  const title = 'most $mostRate, half $half, bolus $bolus, infusions $infusions';
  test.each(fixture.closed.slice(2, 3))(title, (given) => requireClosedForm(given, 'compiled'));
  test.each(fixture.closed)(`${title}; both backends`, { tags: 'full/oracles' }, async (given) => {
    for (const backend of ['compiled', 'javascript'] as const) await requireClosedForm(given, backend);
  });
});

test.each(fixture.cases)('$name: amounts scheduled, counted by hand', ({ courses, scheduled }) => {
  const administrations = regimenAdministrations(courses, fixture.horizonDays);
  for (const [drug, expected] of Object.entries(scheduled)) {
    const amount = administrations[drug]!.reduce((sum, { startDay, endDay, rate, bolus = 0, per }) => {
      const body = per === 'kg' ? 70 : 1;
      return sum + body * (bolus + rate * (endDay - startDay));
    }, 0);
    expect(amount).toBeCloseTo(expected, 9);
  }
});
