import { Command } from 'commander';
import { configJsonSchema } from '../../config/config-json-schema.js';

/** `qcic schema`: the JSON Schema of configurations, for editors. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of configurations (configs/schema.json)')
    .addHelpText('after', '\nExample:\n  $ qcic schema > configs/schema.json')
    .action(() => {
      process.stdout.write(configJsonSchema());
    });
}
