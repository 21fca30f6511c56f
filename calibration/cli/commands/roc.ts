import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { InputError, readText, sha256, toPrettyJson, writeCsvFile, writeFileAtomically } from '../../../src/index.js';
import { analyseScoreTable } from '../../biomarkers/analyse-score-table.js';
import { bestOfSize } from '../../biomarkers/biomarker-study.js';
import { checkScoreTable } from '../../biomarkers/check-score-table.js';
import { parseScoreTable } from '../../biomarkers/parse-score-table.js';
import { calibrationColumns, calibrationRows, rocColumns, rocRows } from '../../biomarkers/roc-curve-rows.js';
import { rocDefaults } from '../../biomarkers/roc-defaults.js';
import { ROC_SCHEMA_VERSION, type RocFigures } from '../../biomarkers/roc-results.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import { renderRocReport } from '../../studies/roc/report.js';
import { nameList, properShare, wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';

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
    .option('--bootstrap <number>', 'bootstrap resamples; 0 for none', wholeNumber(0), rocDefaults.bootstrap)
    .option('--permutations <number>', 'shufflings of the permutation test; 0 for none', wholeNumber(0), 199)
    .option('--prevalence <share>', 'prevalence for predictive values (default: that of the table)', properShare)
    .option('--sensitivity <share>', 'sensitivity at which thresholds are given', properShare, rocDefaults.sensitivity)
    .option('--specificity <share>', 'specificity at which thresholds are given', properShare, rocDefaults.specificity)
    .option('--seed <seed>', 'seed of folds, bootstrap and permutations', '1')
    .requiredOption('--out <folder>', 'folder to write')
    .option('--force', 'replace what an earlier analysis left in the folder', false)
    .addHelpText(
      'after',
      `
Writes roc.json (markers, comparisons, classifiers, permutation), figures/roc.csv, figures/calibration.csv, report.html.
Other columns of the table are passed over; a missing value is a fault, named by line and column.

Example:
  $ qcic roc --table patients.csv --label response --positive CR --markers th1,ctl --prevalence 0.3 --out runs/roc`,
    )
    .action(async (flags: RocFlags) => roc(flags));
}

async function roc(flags: RocFlags): Promise<void> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const text = await readText(flags.table);
  const { positive, ...table } = parseScoreTable(text, { ...flags, source: flags.table });
  checkScoreTable(table, flags.folds);
  await openRunFolder(flags.out, { resume: false, force: flags.force, offers: '--force replaces it' });
  const { seed, folds, repeats, bootstrap, permutations, sensitivity, specificity, prevalence } = flags;
  const analysis = await analyseScoreTable(table, {
    ...rocDefaults,
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
  await writeFileAtomically(
    join(flags.out, runFiles.manifest),
    toPrettyJson({
      version,
      commit: await commitOf(root),
      command,
      seed,
      inputs: [{ path: flags.table, sha256: sha256(text) }],
    }),
  );
  const { figures } = analysis;
  await writeFileAtomically(
    join(flags.out, runFiles.roc),
    toPrettyJson({
      schemaVersion: ROC_SCHEMA_VERSION,
      table: flags.table,
      label: flags.label,
      positive,
      seed,
      ...figures,
    }),
  );
  await mkdir(join(flags.out, runFiles.figures), { recursive: true });
  const named = [{ names: [], analysis }];
  await writeCsvFile(join(flags.out, runFiles.figures, 'roc.csv'), rocColumns, rocRows(named));
  await writeCsvFile(join(flags.out, runFiles.figures, 'calibration.csv'), calibrationColumns, calibrationRows(named));
  const report = join(flags.out, runFiles.report);
  const { table: source, label } = flags;
  await writeFileAtomically(
    report,
    await renderRocReport({ source, label, positive, analysis, seed, version, command }),
  );
  for (const line of rocLines(figures)) console.log(line);
  console.log(`Report: ${report}`);
}

function rocLines({ n_pos, n_neg, markers, classifiers, permutation }: RocFigures): readonly string[] {
  const area = ({ auc, ci_low, ci_high }: { auc: number; ci_low: number; ci_high: number }) =>
    `${auc.toFixed(3)} (${ci_low.toFixed(3)} to ${ci_high.toFixed(3)})`;
  const largest = bestOfSize(classifiers, Math.max(0, ...classifiers.map(({ markers: set }) => set.length)));
  const pair = bestOfSize(classifiers, 2);
  return [
    `${n_pos} positive and ${n_neg} negative rows; areas under the ROC curve with 95 % intervals:`,
    ...Object.entries(markers).map(
      ([name, figures]) => `  ${name}: ${area(figures)}, ${figures.direction} in positives`,
    ),
    ...[...new Set([pair, largest])].flatMap((classifier) =>
      classifier === undefined
        ? []
        : [`  ${classifier.markers.join(' + ')}: ${area(classifier.out_of_fold)} out of fold`],
    ),
    ...(permutation === null
      ? []
      : [
          `Permutation test of the whole search: p = ${permutation.p.toPrecision(2)} (${permutation.permutations} shufflings)`,
        ]),
  ];
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
