import { z } from 'zod';
import { toPrettyJson } from '../../src/index.js';
import { configSchema } from './config-schema.js';

/** JSON Schema of a configuration, for editors; `configs/schema.json` holds this text. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input' });
  return `${toPrettyJson({ ...schema, title: 'QCIC workbench run configuration' }).trimEnd()}\n`;
}
