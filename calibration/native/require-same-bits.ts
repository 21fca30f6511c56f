import {
  type CohortRecord,
  type CompiledSimd,
  cohortSimulator,
  compileModel,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  InputError,
  type Instantiate,
  type SimulationSpec,
  sampleCohort,
  sha256,
  uniformDesign,
} from '../../src/index.js';

/** Days of the comparison: several doses and several hundred steps. */
const DAYS = 14;

/** More patients than the widest vector has, so that a lane is used again. */
const PATIENTS = 10;

/** A backend's code, and what runs it. */
export interface Runnable {
  readonly simd: CompiledSimd;
  readonly instantiate: Instantiate;
}

/**
 * Simulates ten patients for two weeks, without treatment and with the treatment of each arm, and compares every daily state.
 *
 * @param spec - model and arms
 * @param two - the same model in two backends
 * @param name - of the first one, for the message
 * @throws InputError - when a bit differs
 */
export function requireSameBits(spec: SimulationSpec, two: readonly [Runnable, Runnable], name: string): void {
  const own: SimulationSpec = {
    ...spec,
    arms: [fixedArm('none', {}), ...spec.arms.map((arm, place) => fixedArm(`${place}`, arm.regimen))],
    horizonDays: DAYS,
    assessmentDay: DAYS,
    markerDays: [],
    tumorDays: [],
    keepTrajectories: true,
  };
  const parameters = patientsOf(spec);
  const [first, second] = two.map(({ simd, instantiate }) =>
    digest(cohortSimulator(own, simd, instantiate)(parameters)),
  );
  if (first === second) return;
  throw new InputError(`native backend: ${name} must give the bits of WebAssembly; got others`);
}

function digest({ arms, failures }: CohortRecord): string {
  const hashes = Object.values(arms).flatMap(({ status, burden, trajectories }) =>
    [status, burden, trajectories].map((part) => sha256(part)),
  );
  return JSON.stringify([hashes, failures]);
}

/** Patients of the published distributions; further parameters have the model's values. */
function patientsOf({ switches, overrides, drugs, varying }: SimulationSpec): Float64Array {
  const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
  const dimensions = marginals.length;
  const design = { kind: 'latin-hypercube', patients: PATIENTS, dimensions, seed: '0', streamName: 'bits' } as const;
  const { values } = sampleCohort({ marginals, uniforms: uniformDesign(design), patients: PATIENTS });
  const model = compileModel({ switches, overrides, varying: [], drugs });
  return Float64Array.from(
    Array.from({ length: PATIENTS }, (_, patient) => {
      const row = values.slice(patient * dimensions, (patient + 1) * dimensions);
      return [...row, ...varying.map((each) => model.parameterValue(each, row))];
    }).flat(),
  );
}
