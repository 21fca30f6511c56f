// Evidence: independent tool (a C compiler: the same operations as in WebAssembly, bit for bit).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { simdSource } from '../../../src/compiled/compile-simd.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import type { DrugDefinition } from '../../../src/model/drugs/drug-definition.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import type { DosingCourse } from '../../../src/model/regimens.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../src/model/switches.js';
import { statusCodes } from '../../../src/simulation/arm-record.js';
import { NEGATIVE_DENSITY } from '../../../src/simulation/patient-limits.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { nativeInstance, skipReason } from '../compiled/native-code.js';
import { publishedPatients } from './published-patients.js';

const HORIZON = 30;
const visits = [7, 14, 21];
const regimen = builtInRegimens['published-tas102-bev']!;

const published: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [
    fixedArm('none', {}, visits),
    fixedArm('both', regimen, visits),
    fixedArm('fixed', builtInRegimens['published-tas102']!, visits),
    {
      name: 'until progression',
      regimen: builtInRegimens['published-tas102']!,
      visits,
      untilProgression: { delayDays: 0, next: regimen },
    },
  ],
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: 28,
  markerDays: [14],
  tumorDays: [0, 28],
  keepTrajectories: true,
  // So few steps that some patients complete on the retry only
  solver: { ...defaultSolverSettings, maxSteps: 380 },
};

/** Drugs with boluses, saturable elimination, an antibody and many effects: states jump, and some are integrated. */
function severalDrugs(): SimulationSpec {
  const { definitions, cases }: SeveralDrugs = JSON.parse(
    readFileSync(new URL('../../fixtures/simulation/several-drugs.json', import.meta.url), 'utf8'),
  );
  return {
    ...published,
    switches: resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected']))),
    drugs: [...publishedDrugs, ...Object.entries(definitions).map(([name, definition]) => ({ name, definition }))],
    arms: cases.map(({ name, courses }) => fixedArm(name, courses, visits)),
  };
}
interface SeveralDrugs {
  readonly definitions: Readonly<Record<string, DrugDefinition>>;
  readonly cases: readonly {
    readonly name: string;
    readonly courses: Readonly<Record<string, readonly DosingCourse[]>>;
  }[];
}

const patients = publishedPatients(7, '17');
const withGrowth = (value: number) => patients[0]!.with(heterogeneityParameterNames.indexOf('K1'), value);
/** The fifth fails at once, the eighth in the midst of others, the last has parameters of absurd size. */
const cohort = [
  ...patients.slice(0, 4),
  withGrowth(0),
  ...patients.slice(4, 6),
  withGrowth(1e-9),
  ...patients.slice(6),
  patients[1]!.map((value) => value * 1e3),
];

/** With the instruction that would join a product and a sum, where the processor has it. */
const flags = ['-O1', '-march=native'];

/** Every array of a cohort, and who failed, by WebAssembly and by C. */
async function bothRecords(spec: SimulationSpec, vectors: readonly Float64Array[], lanes: number) {
  const simd = await compileSimulation(spec);
  const { shape, text } = simdSource(compileModel(spec).program, simd.watched, NEGATIVE_DENSITY, lanes);
  const parameters = Float64Array.from(vectors.flatMap((vector) => [...vector]));
  const code = { kind: 'native', file: 'loaded by the test' } as const;
  return {
    wasm: cohortSimulator(spec, simd)(parameters),
    native: cohortSimulator(spec, { ...shape, code }, nativeInstance(text, flags))(parameters),
  };
}

describe.skipIf(skipReason !== '')(`cohorts by compiled C have the bits of WebAssembly${skipReason}`, () => {
  test('doses until progression, retries and failures, 4 lanes', async () => {
    const { wasm, native } = await bothRecords(published, cohort, 4);
    expect(native).toEqual(wasm);
    // All that may happen to a patient happens to one of these
    expect(new Set(wasm.arms.both!.status)).toEqual(new Set(Object.values(statusCodes)));
    expect(new Set(wasm.failures.map(({ reason }) => reason))).toEqual(new Set(['non-finite state', 'too many steps']));
    expect(wasm.arms['until progression']!.burden).not.toEqual(wasm.arms.fixed!.burden);
  });

  test.each([2, 8])('the same with %i lanes', { tags: 'full/compiler' }, async (lanes) => {
    const { wasm, native } = await bothRecords(published, cohort, lanes);
    expect(native).toEqual(wasm);
  });

  test('boluses, saturable drugs and an antibody, 8 lanes', { tags: 'full/compiler' }, async () => {
    const { wasm, native } = await bothRecords(severalDrugs(), patients.slice(0, 5), 8);
    expect(native).toEqual(wasm);
    expect(wasm.failures).toEqual([]);
  });

  test.each(switchNames)('%s corrected', { tags: 'full/compiler' }, async (name) => {
    const spec = { ...published, switches: resolveSwitches({ [name]: 'corrected' }), arms: published.arms.slice(1, 2) };
    const { wasm, native } = await bothRecords(spec, patients.slice(0, 3), 4);
    expect(native).toEqual(wasm);
  });
});
