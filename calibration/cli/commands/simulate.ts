import { join } from 'node:path';
import { Command } from 'commander';
import {
  builtInArms,
  type CsvCell,
  fixedParameterNames,
  heterogeneityParameterNames,
  InputError,
  InterruptedError,
  type PatientTable,
  parsePatientTable,
  readText,
  requireParameterValue,
  toPrettyJson,
  tumorVolumeCm3,
  writeCsvFile,
  writeFileAtomically,
} from '../../../src/index.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { progressDisplay } from '../../session/progress-display.js';
import { openRunFolder } from '../../store/run-folder.js';
import { BASELINE_DENSITY, PUBLISHED_TUMOR_LITERS } from '../../studies/run/run-settings.js';
import {
  endpointColumns,
  endpointRows,
  trajectoryColumns,
  trajectoryRows,
} from '../../studies/simulate/endpoint-table.js';
import { simulationOf } from '../../studies/simulate/simulation-of-arms.js';
import { type EngineFlags, openChosenEngine, withEngineOptions } from '../engine/engine-options.js';
import { interruptSignal } from '../interrupt-signal.js';
import { nameList, wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';

interface SimulateFlags extends EngineFlags {
  readonly patients: string;
  readonly arms: readonly string[];
  readonly days: number;
  readonly trajectories: boolean;
  readonly markerDay: number;
  readonly switch: readonly string[];
  readonly out: string;
  readonly force: boolean;
}

/** Patients whose daily states are held in memory at a time. */
const BATCH_WITH_TRAJECTORIES = 100;

/** `qcic simulate`: given patients under given arms, without any fit. */
export function simulateCommand(): Command {
  const collect = (value: string, previous: readonly string[]) => [...previous, value];
  return withEngineOptions(
    new Command('simulate')
      .description('simulate given patients under given arms')
      .requiredOption(
        '--patients <file>',
        'CSV: column patient, the 21 per-patient parameters, fixed parameters to override',
      )
      .requiredOption('--arms <list>', `arms, separated by commas: ${builtInArms.join(', ')}`, nameList)
      .option('--days <number>', 'days to simulate', wholeNumber(1), 365)
      .option('--trajectories', 'also write all 57 states, daily', false)
      .option('--marker-day <number>', 'day at which markers are read', wholeNumber(0), 56)
      .option('--switch <name=value>', 'form of a disputed term, e.g. dosing=corrected; may be repeated', collect, [])
      .requiredOption('--out <folder>', 'folder to write')
      .option('--force', 'replace what an earlier simulation left in the folder', false)
      .addHelpText(
        'after',
        `
Writes endpoints.csv (patient, arm, status, tri_day56, recist, th1, ctl, th1_treg, ctl_treg), manifest.json and, with
--trajectories, trajectories.csv (patient, arm, day, then 57 states: cell/L and dose units).

Example:
  $ qcic simulate --patients patients.csv --arms placebo,tas102,tas102_bev --days 365 --out runs/simulated`,
      )
      .action(simulate),
  );
}

async function simulate(flags: SimulateFlags): Promise<void> {
  const spec = simulationOf(flags);
  const table = parsePatientTable(await readText(flags.patients), {
    source: flags.patients,
    required: heterogeneityParameterNames,
    optional: fixedParameterNames(spec.switches),
  });
  const varying = table.columns.slice(heterogeneityParameterNames.length);
  requireVaryingValues(table, varying, flags.patients);
  const liters = varying.indexOf('V_C') < 0 ? undefined : heterogeneityParameterNames.length + varying.indexOf('V_C');
  await openRunFolder(flags.out, { resume: false, force: flags.force, offers: '--force replaces it' });
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping'));
  const engine = await openChosenEngine(flags, { title: 'qcic simulate', folder: flags.out, onNotice: display.line });
  try {
    const context: CohortContext = { engine, signal };
    const width = table.columns.length;
    const batches = batchesOf(table.ids.length, flags.trajectories ? BATCH_WITH_TRAJECTORIES : table.ids.length);
    const endpoints: CsvCell[][] = [];
    let [failedPatients, failedSimulations] = [0, 0];
    display.begin('simulate', table.ids.length);
    const simulateBatches = async function* (): AsyncGenerator<CsvCell[]> {
      for (const { first, count } of batches) {
        const parameters = table.values.slice(first * width, (first + count) * width);
        const record = await runCohort(
          { spec: { ...spec, varying }, parameters, patients: count },
          {
            ...context,
            onProgress: (progress) =>
              display.update({
                done: first + progress.done,
                total: table.ids.length,
                failed: failedPatients + progress.failed,
              }),
          },
        );
        failedPatients += new Set(record.failures.map(({ patient }) => patient)).size;
        failedSimulations += record.failures.length;
        const ids = table.ids.slice(first, first + count);
        const volumes = ids.map((_, patient) =>
          tumorVolumeCm3(
            BASELINE_DENSITY,
            liters === undefined ? PUBLISHED_TUMOR_LITERS : parameters[patient * width + liters]!,
          ),
        );
        endpoints.push(...endpointRows(record, spec, ids, volumes));
        yield* trajectoryRows(record, spec, ids);
      }
    };
    if (flags.trajectories) {
      await writeCsvFile(join(flags.out, 'trajectories.csv'), trajectoryColumns, simulateBatches());
    } else {
      for await (const _ of simulateBatches());
    }
    await writeCsvFile(join(flags.out, 'endpoints.csv'), endpointColumns, endpoints);
    const { version, root } = await packageInformation();
    await writeFileAtomically(
      join(flags.out, 'manifest.json'),
      toPrettyJson({
        version,
        commit: await commitOf(root),
        patients: flags.patients,
        patient_count: table.ids.length,
        overridden_parameters: varying,
        simulation: spec,
        failed_simulations: failedSimulations,
      }),
    );
    display.end();
    console.log(
      `${table.ids.length} patients x ${flags.arms.length} arm(s), ${failedSimulations} failed simulation(s): ${flags.out}`,
    );
  } catch (cause) {
    display.end();
    if (cause instanceof InterruptedError) {
      throw new InterruptedError('Interrupted. Nothing was kept; run the same command again with --force.', { cause });
    }
    throw cause;
  } finally {
    release();
    await engine.close();
  }
}

function batchesOf(patients: number, size: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(patients / size) }, (_, batch) => ({
    first: batch * size,
    count: Math.min(size, patients - batch * size),
  }));
}

/** Overrides that a patient brings must be possible: some parameters are divided by and may not be zero. */
function requireVaryingValues(table: PatientTable, varying: readonly string[], source: string): void {
  const width = table.columns.length;
  const offset = width - varying.length;
  for (const [patient, id] of table.ids.entries()) {
    for (const [index, name] of varying.entries()) {
      try {
        requireParameterValue(name, table.values[patient * width + offset + index]!);
      } catch (cause) {
        if (!(cause instanceof InputError)) throw cause;
        throw new InputError(`${source}: patient ${id}: ${cause.message}`, { cause });
      }
    }
  }
}
