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
  runtime: Runtime,
  name: string | undefined,
  { markdown, all }: SchemaFlags,
): Promise<undefined> {
  if (all !== undefined) {
    await mkdir(all, { recursive: true });
    const files = resultSchemas.map(({ name: result }) => join(all, `${result}.schema.json`));
    for (const [place, file] of files.entries())
      await writeFileAtomically(file, resultJsonSchema(resultSchemas[place]!.name));
    runtime.reply?.({ files });
    return;
  }
  const text = markdown ? resultFieldsDocument() : name === undefined ? configJsonSchema() : resultJsonSchema(name);
  if (runtime.reply === undefined) runtime.stdout.write(text);
  else runtime.reply({ result: markdown ? { markdown: text } : JSON.parse(text) });
}
