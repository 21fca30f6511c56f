import { join } from 'node:path';
import { InputError, toFileName } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { runFiles } from '../../store/run-folder.js';
import { type RunInputs, readRunInputs } from '../../store/run-inputs.js';
import { toCalibrationFile } from '../../store/stored-calibration.js';
import { storedKinds } from '../../studies/registry.js';
import { runWorkbench } from '../../studies/run/compute.js';
import { figureTables } from '../../studies/run/parse-plot-table.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.js';
import { summaryLines } from '../summary-lines.js';
import { workbenchEvents } from '../workbench-events.js';

export interface RunFlags extends EngineFlags {
  readonly out?: string;
  readonly seed?: string;
  readonly resume: boolean;
  readonly force: boolean;
  readonly byArm: boolean;
}

export async function run(runtime: Runtime, configPath: string, flags: RunFlags): Promise<ExitCode> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const { root } = await runtime.packageInformation();
  const inputs = await readRunInputs(configPath, { seed: flags.seed, root });
  const folder = flags.out ?? join('runs', inputs.config.name);
  if (!flags.byArm) return runOn(runtime, inputs, folder, { flags });
  // With separate shapes and death functions the arms share nothing, so the joint fit is one fit per arm
  const codes: ExitCode[] = [];
  for (const arm of Object.keys(inputs.config.arms)) {
    const single = { ...inputs, config: ofOneArm(inputs.config, arm) };
    codes.push(await runOn(runtime, single, join(folder, toFileName(arm)), { flags }));
    if (codes.includes(exitCodes.interrupted)) return exitCodes.interrupted;
  }
  return codes.find((code) => code !== exitCodes.done) ?? exitCodes.done;
}

/**
 * A run on inputs that were read.
 *
 * @param folder - that it writes
 * @param how - options, and further files of the folder
 */
export async function runOn(
  runtime: Runtime,
  inputs: RunInputs,
  folder: string,
  { flags, files: further = {} }: { readonly flags: RunFlags; readonly files?: Readonly<Record<string, Uint8Array>> },
): Promise<ExitCode> {
  const { config, files, tables, publishedModel, hazardRatios } = inputs;
  const { name, seed } = config;
  const { resume, force } = flags;
  const status = await runSession(
    runtime,
    { study: storedKinds.run, name, folder, resume, force, seed, config, settings: null, inputs: files, engine: flags },
    async (session) => {
      for (const remark of inputs.remarks) session.display.line(`remark: ${remark}`);
      const output = await runWorkbench(
        inputs,
        session.context,
        workbenchEvents(session),
        undefined,
        engineRunner(session.engine, session.fits),
      );
      const { results, draws, values } = output;
      return {
        status: results.status,
        result: results,
        files: {
          ...further,
          [runFiles.calibration]: toCalibrationFile({
            seed,
            design: config.fit.design,
            draws,
            values,
            scalars: results.fit.scalars?.values ?? {},
            tables,
            published_model: publishedModel,
            hazard_ratios: hazardRatios,
          }),
        },
        tables: figureTables(output.figures),
        summary: summaryLines(results),
        patients: output.counts,
        tensorflow: results.biomarkers?.backend ?? null,
      };
    },
  );
  return exitCodeOf(status);
}

/** The same run of one arm alone. */
function ofOneArm(config: Config, arm: string): Config {
  const { arms: analysed } = config.biomarkers;
  return {
    ...config,
    // Letters alone, as names of configurations have, so that other commands read it back
    name: `${config.name}-${arm.replace(/[^\w.-]/g, '_')}`,
    arms: { [arm]: config.arms[arm]! },
    biomarkers: {
      ...config.biomarkers,
      ...(analysed === undefined ? {} : { arms: analysed.filter((each) => each === arm) }),
    },
  };
}
