import { Command } from 'commander';
import { fitProblem } from '../../fit/fit-problem.js';
import { readRunInputs } from '../../store/run-inputs.js';
import { fitSettings } from '../../studies/run/run-settings.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';

/** `qcic validate CONFIG`: everything that can be checked without simulating. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check a configuration and every table it names, without running it')
    .argument('<config>', 'configuration file (JSON)')
    .addHelpText('after', '\nExample:\n  $ qcic validate configs/mcrc.json')
    .action(async (path: string) => {
      const { config, tables, files } = await readRunInputs(path);
      const targets = clinicalTargets(tables, Object.keys(config.arms));
      const { parameters, columns } = fitProblem(targets, fitSettings(config));
      console.log(`${path}: valid`);
      console.log(`  ${parameters.length} free parameters, ${columns.length} clinical figures to meet`);
      for (const { arm, response, medianOs, survival } of targets) {
        console.log(
          `  ${arm}: PD ${response.pd.toFixed(2)} % of ${response.n}, median OS ${medianOs.months.toFixed(2)} months of ` +
            `${medianOs.n} (${medianOs.distinctPatients} distinct), survival of ${survival.n}`,
        );
      }
      for (const file of files) console.log(`  read ${file.path} (sha256 ${file.sha256.slice(0, 12)})`);
    });
}
