import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeFileAtomically } from '../../../src/index.js';
import { configJsonSchema } from '../../config/config-json-schema.js';
import { resultSchemas } from '../../studies/result-schemas.js';
import { resultFieldsDocument, resultJsonSchema } from '../../studies/schema-documents.js';

interface SchemaFlags {
  readonly markdown: boolean;
  readonly all?: string;
}

/** `qcic schema`: JSON Schemas of configurations and of result files. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of configurations (configs/schema.json) or of a result file')
    .argument('[name]', `result file: ${resultSchemas.map(({ name }) => name).join(', ')} (default: configurations)`)
    .option('--markdown', 'print tables of all fields of all result files (docs/result-fields.md)', false)
    .option('--all <folder>', 'write the JSON Schemas of all result files to a folder')
    .addHelpText(
      'after',
      '\nExamples:\n  $ qcic schema > configs/schema.json\n  $ qcic schema results\n  $ qcic schema --all docs/schemas',
    )
    .action(schema);
}

async function schema(name: string | undefined, { markdown, all }: SchemaFlags): Promise<void> {
  if (all !== undefined) {
    await mkdir(all, { recursive: true });
    for (const result of resultSchemas) {
      await writeFileAtomically(join(all, `${result.name}.schema.json`), resultJsonSchema(result.name));
    }
    return;
  }
  process.stdout.write(
    markdown ? resultFieldsDocument() : name === undefined ? configJsonSchema() : resultJsonSchema(name),
  );
}
