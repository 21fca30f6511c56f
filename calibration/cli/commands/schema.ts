import { Command } from 'commander';
import type { Act } from '../act.js';
import { resultFiles } from '../choices.js';

/** `qcic schema`: JSON Schemas of configurations and of result files. */
export function schemaCommand(act: Act): Command {
  return new Command('schema')
    .description('print the JSON Schema of configurations (configs/schema.json) or of a result file')
    .argument('[name]', `result file: ${resultFiles.join(', ')} (default: configurations)`)
    .option('--markdown', 'print tables of all fields of all result files (docs/result-fields.md)', false)
    .option('--all <folder>', 'write the JSON Schemas of all result files to a folder')
    .addHelpText(
      'after',
      '\nExamples:\n  $ qcic schema > configs/schema.json\n  $ qcic schema results\n  $ qcic schema --all docs/schemas',
    )
    .action(act(async () => (await import('../actions/schema.js')).schema));
}
