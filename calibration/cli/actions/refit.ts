import { join } from 'node:path';
import { sha256, toCanonicalJson } from '../../../src/index.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { type RefitChanges, type RefitInputs, readRefitInputs } from '../../store/refit-inputs.js';
import { runFiles } from '../../store/run-folder.js';
import { toCalibrationFile } from '../../store/stored-calibration.js';
import { readStoredText } from '../../store/stored-file.js';
import type { RefitAnalysisOptions } from '../../studies/refit/analyse-refit.js';
import { computeRefit } from '../../studies/refit/compute.js';
import type { RefitResults } from '../../studies/refit/result.js';
import { storedKinds } from '../../studies/registry.js';
import { figureTables } from '../../studies/run/parse-plot-table.js';
import { allRows } from '../../targets/trial-tables.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { requestOnFit } from '../request-on-fit.js';
import { summaryLines } from '../summary-lines.js';
import { workbenchEvents } from '../workbench-events.js';

export interface RefitFlags extends RefitChanges, RefitAnalysisOptions, EngineFlags {
  readonly out?: string;
  readonly rounds: number;
  /** Earlier names of these options. */
  readonly leaveOut?: boolean;
  readonly holdOut?: boolean;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function refit(runtime: Runtime, run: string, flags: RefitFlags): Promise<ExitCode> {
  const inputs = await readRefitInputs(run, flags);
  const results = sha256(await readStoredText(run, runFiles.results));
  const files = [...inputs.files, { path: join(run, runFiles.results), sha256: results }];
  return refitOn(runtime, { ...inputs, files }, flags, { run, resultsSha256: results, patientsOf: run });
}

/** The run of a refit. */
interface RefitOf {
  /** Its folder, as it is named. */
  readonly run: string;
  /** Hash of its results.json. */
  readonly resultsSha256: string;
  /** Folder whose simulated patients are used; none where there is no such folder. */
  readonly patientsOf?: string;
  /** Further files that are written. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/**
 * A refit on inputs that were read.
 *
 * @param inputs - with every file that was read
 * @param of - run that it starts from
 */
export async function refitOn(
  runtime: Runtime,
  inputs: RefitInputs,
  flags: RefitFlags,
  { run, resultsSha256, patientsOf, files: further = {} }: RefitOf,
): Promise<ExitCode> {
  const { config, tables, calibration, additions } = inputs;
  const { rounds, bootstrap, starts, profiles, level, patients } = flags;
  const options: RefitAnalysisOptions = {
    bootstrap,
    starts,
    profiles,
    leaveOneTrialOut: flags.leaveOneTrialOut && flags.leaveOut !== false,
    leaveOneArmOut: flags.leaveOneArmOut && flags.holdOut !== false,
    compareDeaths: flags.compareDeaths,
    level,
    patients,
  };
  const settings = {
    run: { path: run, results_sha256: resultsSha256 },
    tables_sha256: sha256(toCanonicalJson(tables)),
    dropped: flags.drop,
    ...(flags.ignoreArm.length === 0 ? {} : { ignored_arms: flags.ignoreArm }),
    rounds,
    ...options,
  };
  const { patientsOf: _run, ...request } = requestOnFit(storedKinds.refit, run, inputs, flags, settings);
  const status = await runSession(
    runtime,
    { ...request, ...(patientsOf === undefined ? {} : { patientsOf }) },
    async (session) => {
      for (const remark of inputs.remarks) session.display.line(`remark: ${remark}`);
      const output = await computeRefit(
        {
          from: run,
          added: addedTrials(inputs),
          dropped: [...flags.drop],
          config,
          calibration,
          before: inputs.before,
          tables,
          remarks: inputs.remarks,
          rounds,
          analyses: options,
        },
        session.context,
        workbenchEvents(session),
        engineRunner(session.engine, session.fits),
      );
      const { results, figures, counts } = output.run;
      const nothingNew = additions.length === 0 && flags.add.length > 0;
      return {
        status: results.status,
        result: results,
        files: {
          ...further,
          [runFiles.refit]: output.refit,
          [runFiles.calibration]: toCalibrationFile(output.calibration),
        },
        tables: figureTables(figures),
        summary: [
          ...summaryLines(results),
          '',
          ...output.refit.summary,
          ...(nothingNew ? ['The added files hold nothing new.'] : []),
        ],
        patients: counts,
        tensorflow: results.biomarkers?.backend ?? null,
      };
    },
  );
  return exitCodeOf(status);
}

function addedTrials({ additions, tables }: RefitInputs): RefitResults['added'] {
  const rows = allRows(tables);
  const added = additions.filter(({ outcome }) => outcome === 'added');
  const keys = new Map(added.map(({ trial, arm }) => [JSON.stringify([trial, arm]), { trial, arm }]));
  return [...keys.values()].map(({ trial, arm }) => {
    return { trial, arm, n: rows.find((row) => row.trial === trial && row.arm === arm)?.n ?? 0 };
  });
}
