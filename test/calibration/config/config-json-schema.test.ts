// Evidence: the schema against the parser that it is made from.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configJsonSchema } from '../../../calibration/config/config-json-schema.js';
import { parseConfig } from '../../../calibration/config/parse-config.js';
import { minimal } from './config-issues.js';

interface SchemaNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

const schema: SchemaNode & { readonly title?: string } = JSON.parse(configJsonSchema());

const isObjectSchema = (node: object): node is SchemaNode => 'properties' in node;

function everyObject(node: unknown, path = '$'): readonly { readonly path: string; readonly node: SchemaNode }[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.entries(node).flatMap(([key, value]) => everyObject(value, `${path}.${key}`));
  return isObjectSchema(node) ? [{ path, node }, ...inside] : inside;
}

describe('configJsonSchema', () => {
  test('is what configs/schema.json holds', () => {
    const stored = readFileSync(new URL('../../../configs/schema.json', import.meta.url), 'utf8');
    // After a change of the schema: qcic schema > configs/schema.json
    expect(stored).toBe(configJsonSchema());
  });

  test('asks for a name and a seed alone', () => {
    expect(schema.required).toEqual(['name', 'seed']);
  });

  test('allows no unknown key at any depth, but for the names of marginals, which the parser checks', () => {
    const objects = everyObject(schema);
    expect(objects.length).toBeGreaterThan(20);
    const open = objects.filter(({ node }) => node.additionalProperties !== false);
    expect(open.map(({ path }) => path)).toEqual(['$.properties.marginals']);
    expect(open[0]!.node.additionalProperties).toMatchObject({ additionalProperties: false });
  });

  test('names every key of a resolved configuration, and states the default that it resolves to', () => {
    const resolved: Record<string, unknown> = JSON.parse(
      JSON.stringify(parseConfig(JSON.stringify(minimal), 'mine.json')),
    );
    const differing: string[] = [];
    const compare = (value: unknown, node: SchemaNode | undefined, path: string): void => {
      if (node === undefined) differing.push(`${path}: not in the schema`);
      else if (node.properties !== undefined) {
        for (const [key, member] of Object.entries(value as object))
          compare(member, node.properties[key], `${path}.${key}`);
      } else if (typeof node.default === 'number' || node.type === 'boolean' || node.type === 'integer') {
        if (node.default !== value) differing.push(`${path}: ${String(node.default)} is not ${String(value)}`);
      }
    };
    for (const [key, member] of Object.entries(resolved)) {
      if (!(key in minimal)) compare(member, schema.properties?.[key], key);
    }
    expect(differing).toEqual([]);
  });
});
