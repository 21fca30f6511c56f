import {
  builtInRegimens,
  defaultAssessmentRules,
  defaultRegimen,
  defaultSolverSettings,
  fixedArm,
  InputError,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
} from '../../src/index.js';
import { runCohort } from '../pool/run-cohort.js';
import { openEngine } from '../tasks/open-engine.js';
import { benchArms } from './bench-plan.js';
import { readPatients } from './peer-protocol.js';

/** Patients per worker that are simulated before the measurement: threads are started, the model is compiled. */
const WARM_UP_PATIENTS = 100;

/** Cost of one cohort on the engine. */
export interface ScalingReport {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly failed: number;
}

/** Two arms of a cohort on the engine of the main job; arguments PATIENTS COUNT WORKERS DAYS. */
async function runScaling([path, ...description]: readonly string[]): Promise<ScalingReport> {
  const [count, workers, days] = description.map(Number);
  if (path === undefined || !(Number(count) > 0 && Number(workers) > 0 && Number(days) > 0)) {
    throw new InputError(`scaling: must be given PATIENTS COUNT WORKERS DAYS; got ${[path, ...description].join(' ')}`);
  }
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying: [],
    drugs: publishedDrugs,
    arms: benchArms.map((arm) => fixedArm(arm, builtInRegimens[defaultRegimen(arm, postedSwitches)]!)),
    horizonDays: days!,
    assessment: defaultAssessmentRules,
    assessmentDay: 56,
    markerDays: [56],
    tumorDays: [],
    keepTrajectories: false,
    solver: defaultSolverSettings,
  };
  const engine = openEngine(workers!);
  try {
    const warmUp = Math.min(count!, WARM_UP_PATIENTS * workers!);
    await runCohort({ spec, parameters: readPatients(path, warmUp), patients: warmUp }, { engine });
    const parameters = readPatients(path, count!);
    const started = performance.now();
    const { failures } = await runCohort({ spec, parameters, patients: count! }, { engine });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, failed: failures.length, peakBytes: process.resourceUsage().maxRSS * 1024 };
  } finally {
    await engine.close();
  }
}

process.stdout.write(`${JSON.stringify(await runScaling(process.argv.slice(2)))}\n`);
