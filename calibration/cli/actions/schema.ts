import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../../src/index.js';
import { configJsonSchema } from '../../config/config-json-schema.js';
import type { Runtime } from '../../session/runtime.js';
import { resultSchemas } from '../../studies/result-schemas.js';
import { resultFieldsDocument, resultJsonSchema } from '../../studies/schema-documents.js';

export interface SchemaFlags {
  readonly markdown: boolean;
  readonly all?: string;
}

export async function schema(
  { stdout }: Runtime,
  name: string | undefined,
  { markdown, all }: SchemaFlags,
): Promise<undefined> {
  if (all !== undefined) {
    await mkdir(all, { recursive: true });
    for (const result of resultSchemas) {
      await writeFileAtomically(join(all, `${result.name}.schema.json`), resultJsonSchema(result.name));
    }
    return;
  }
  stdout.write(markdown ? resultFieldsDocument() : name === undefined ? configJsonSchema() : resultJsonSchema(name));
}
