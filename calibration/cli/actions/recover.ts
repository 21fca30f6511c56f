import { sha256, toCanonicalJson } from '../../../src/index.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { Recovery } from '../../inference/results.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { computeRecover } from '../../studies/recover/compute.js';
import { storedKinds } from '../../studies/registry.js';
import { noteLines, uncalibratedNote } from '../../studies/treatments.js';
import { textTable } from '../../text-table.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { requestOnFit } from '../request-on-fit.js';

export interface RecoverFlags extends EngineFlags {
  readonly datasets: number;
  readonly patients: number;
  readonly level: number;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function recover(runtime: Runtime, run: string, flags: RecoverFlags): Promise<ExitCode> {
  const inputs = await readRefitInputs(run, unchanged);
  const { config, tables, calibration } = inputs;
  const { datasets, patients, level } = flags;
  const settings = { run, calibration_sha256: sha256(toCanonicalJson(calibration)), datasets, patients, level };
  const request = requestOnFit(storedKinds.recover, run, inputs, flags, settings, config.simulation.maxFailedShare);
  const status = await runSession(runtime, request, async ({ context, engine, fits, onCohort }) => {
    const input = { config, tables, calibration, datasets, patients, level };
    const recovered = await computeRecover(input, { ...context, onCohort }, engineRunner(engine, fits));
    const { result, patients: simulated } = recovered;
    return {
      status: 'done',
      result,
      tables: [],
      summary: [...recoverLines(result), ...noteLines(uncalibratedNote(result))],
      patients: simulated,
    };
  });
  return exitCodeOf(status);
}

/** Bias and coverage as plain lines. */
function recoverLines({
  data_sets: dataSets,
  level,
  patients,
  truth_patients: truthPatients,
  at_bound: atBound,
  not_converged: notConverged,
  endpoints,
}: Recovery): readonly string[] {
  const shown = endpoints.filter(({ endpoint }) => !['cr', 'orr'].includes(endpoint));
  return [
    `${dataSets} sets of trials drawn from the fit on ${truthPatients} stored patients, refitted on ${patients} others; ${notConverged} fits did not converge, in ${atBound} a parameter is at a bound.`,
    textTable(
      ['arm, endpoint', 'truth', 'bias', 'sd', 'stated se', `${100 * level} % coverage`],
      shown.map((own) => [
        `${own.arm}, ${own.endpoint}`,
        ...[own.truth, own.bias, own.standard_deviation, own.mean_standard_error].map((value) => value.toFixed(2)),
        `${(100 * own.coverage).toFixed(1)} %`,
      ]),
    ),
  ];
}
