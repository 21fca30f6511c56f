import { join } from 'node:path';
import { InputError, type MissingPolicy, readTableFile } from '../../../src/index.js';
import { type NamedOutcomes, parseScoreTable } from '../../biomarkers/parse-score-table.js';
import { analysisDefaults, checkScoreTable } from '../../biomarkers/score-table.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { tableInput } from '../../store/read-trials.js';
import { storedKinds } from '../../studies/registry.js';
import { computeRoc } from '../../studies/roc/compute.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';

export interface RocFlags {
  readonly table: string;
  readonly label: string;
  readonly markers: readonly string[];
  readonly positive?: NamedOutcomes;
  readonly negative?: NamedOutcomes;
  readonly missing: MissingPolicy;
  readonly log: boolean;
  readonly folds: number;
  readonly repeats: number;
  readonly bootstrap: number;
  readonly permutations: number;
  readonly prevalence?: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly seed: string;
  readonly out?: string;
  readonly force: boolean;
}

export async function roc(runtime: Runtime, flags: RocFlags): Promise<ExitCode> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const file = await readTableFile(flags.table);
  const table = parseScoreTable(file.text, { ...flags, source: file.source });
  checkScoreTable(table, flags.folds);
  const { table: source, label, markers, seed, folds, repeats, bootstrap, permutations } = flags;
  const settings = {
    ...analysisDefaults,
    seed,
    folds,
    repeats,
    bootstrap,
    permutations,
    sensitivity: flags.sensitivity,
    specificity: flags.specificity,
    prevalence: flags.prevalence ?? null,
    permutationRows: table.labels.length,
    scales: flags.log ? (['raw', 'log'] as const) : (['raw'] as const),
  };
  const request = {
    study: storedKinds.roc,
    name: source,
    folder: flags.out ?? join('runs', 'roc'),
    force: flags.force,
    seed,
    config: null,
    settings: {
      table: source,
      label,
      positive: table.positive,
      negative: table.negative,
      missing: flags.missing,
      markers,
      ...settings,
    },
    inputs: [tableInput(source, file, table.readAs)],
    engine: null,
  };
  const status = await runSession(runtime, request, () => computeRoc({ ...table, name: source }, label, settings));
  return exitCodeOf(status);
}
