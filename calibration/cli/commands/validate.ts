import { Command } from 'commander';
import { curveList } from '../../endpoints/curves.js';
import { buildProblem } from '../../fit/build-problem.js';
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
      const { parameters, columns } = buildProblem(targets, fitSettings(config));
      console.log(`${path}: valid`);
      console.log(`  ${parameters.length} free parameters, ${columns.length} clinical figures to meet`);
      for (const { arm, response, curves } of targets) {
        const ofCurves = curveList.map(({ name, shortLabel, curveTable }) => {
          const { median, landmarks } = curves[name];
          return (
            `, median ${shortLabel} ${median.months.toFixed(2)} months of ${median.n} (${median.distinctPatients} distinct), ` +
            `${curveTable} of ${landmarks.n}`
          );
        });
        console.log(`  ${arm}: PD ${response.pd.toFixed(2)} % of ${response.n}${ofCurves.join('')}`);
      }
      for (const file of files) console.log(`  read ${file.path} (sha256 ${file.sha256.slice(0, 12)})`);
    });
}
