import { join } from 'node:path';
import { Command } from 'commander';
import { InputError, readText, sha256, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { parseScoreTable } from '../../biomarkers/parse-score-table.js';
import { analysisDefaults, checkScoreTable } from '../../biomarkers/score-table.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import { computeRoc } from '../../studies/roc/compute.js';
import { render } from '../../studies/roc/report.js';
import { nameList, properShare, wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';
import { storedTable, writeTables } from '../study-tables.js';

interface RocFlags {
  readonly table: string;
  readonly label: string;
  readonly markers: readonly string[];
  readonly positive?: string;
  readonly log: boolean;
  readonly folds: number;
  readonly repeats: number;
  readonly bootstrap: number;
  readonly permutations: number;
  readonly prevalence?: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly seed: string;
  readonly out: string;
  readonly force: boolean;
}

/** `qcic roc`: markers and a binary outcome in any table. */
export function rocCommand(): Command {
  return new Command('roc')
    .description('ROC curves, paired comparisons and cross-validated classifiers for markers in any table')
    .requiredOption('--table <file>', 'CSV with one row per patient')
    .requiredOption('--label <column>', 'column of the outcome')
    .requiredOption('--markers <list>', 'columns of the markers, separated by commas', nameList)
    .option('--positive <value>', 'outcome that counts as positive (default: 1 in a column of 0 and 1)')
    .option('--log', 'also train classifiers on the logarithms of the markers', false)
    .option('--folds <number>', 'folds of the cross-validation', wholeNumber(2), 10)
    .option('--repeats <number>', 'repeats of the cross-validation', wholeNumber(1), 5)
    .option('--bootstrap <number>', 'bootstrap resamples; 0 for none', wholeNumber(0), analysisDefaults.bootstrap)
    .option('--permutations <number>', 'permutations of the permutation test; 0 for none', wholeNumber(0), 199)
    .option('--prevalence <share>', 'prevalence for predictive values (default: that of the table)', properShare)
    .option(
      '--sensitivity <share>',
      'sensitivity at which thresholds are given',
      properShare,
      analysisDefaults.sensitivity,
    )
    .option(
      '--specificity <share>',
      'specificity at which thresholds are given',
      properShare,
      analysisDefaults.specificity,
    )
    .option('--seed <seed>', 'seed of folds, bootstrap and permutations', '1')
    .requiredOption('--out <folder>', 'folder to write')
    .option('--force', 'replace what an earlier analysis left in the folder', false)
    .addHelpText(
      'after',
      `
Writes roc.json (markers, comparisons, classifiers, permutation), figures/roc.csv, figures/calibration.csv, report.html.
Other columns of the table are ignored; a missing value is an error, reported with line and column.

Example:
  $ qcic roc --table patients.csv --label response --positive CR --markers th1,ctl --prevalence 0.3 --out runs/roc`,
    )
    .action(async (flags: RocFlags) => roc(flags));
}

async function roc(flags: RocFlags): Promise<void> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const text = await readText(flags.table);
  const table = parseScoreTable(text, { ...flags, source: flags.table });
  checkScoreTable(table, flags.folds);
  await openRunFolder(flags.out, { resume: false, force: flags.force, offers: '--force replaces it' });
  const { seed, folds, repeats, bootstrap, permutations, sensitivity, specificity, prevalence } = flags;
  const output = await computeRoc(table, flags.label, {
    ...analysisDefaults,
    seed,
    folds,
    repeats,
    bootstrap,
    permutations,
    sensitivity,
    specificity,
    prevalence: prevalence ?? null,
    permutationRows: table.labels.length,
    scales: flags.log ? ['raw', 'log'] : ['raw'],
  });
  const { version, root } = await packageInformation();
  const command = commandOf(flags);
  const commit = await commitOf(root);
  await writeFileAtomically(
    join(flags.out, runFiles.manifest),
    toPrettyJson({
      version,
      commit,
      command,
      seed,
      inputs: [{ path: flags.table, sha256: sha256(text) }],
    }),
  );
  await writeFileAtomically(join(flags.out, runFiles.roc), toPrettyJson(output.result));
  await writeTables(flags.out, output.tables);
  const report = join(flags.out, runFiles.report);
  const stored = { manifest: { version, commit, command }, result: output.result, table: storedTable(flags.out) };
  await writeFileAtomically(report, await render(stored));
  for (const line of output.summary) console.log(line);
  console.log(`Report: ${report}`);
}

function commandOf(flags: RocFlags): string {
  const { table, label, positive, markers, out, seed, folds, repeats, prevalence, log } = flags;
  return [
    `qcic roc --table ${table} --label ${label}`,
    ...(positive === undefined ? [] : [`--positive ${positive}`]),
    `--markers ${markers.join(',')}`,
    ...(log ? ['--log'] : []),
    `--folds ${folds} --repeats ${repeats}`,
    ...(prevalence === undefined ? [] : [`--prevalence ${prevalence}`]),
    `--seed ${seed} --out ${out}`,
  ].join(' ');
}
