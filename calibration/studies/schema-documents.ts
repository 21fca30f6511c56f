import { z } from 'zod';
import { InputError, toPrettyJson } from '../../src/index.js';
import { type ResultSchema, resultSchemas } from './result-schemas.js';
import { FIGURE_TABLE_NAMES, FIGURE_TABLES, type FigureColumn } from './run/plot-tables.js';

/** What a JSON Schema says of one value. */
interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

function jsonSchemaOf({ schema, title, file }: ResultSchema): SchemaNode {
  const node = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Says that nobody changes the value in memory; of no concern to a file
      delete jsonSchema.readOnly;
    },
  });
  return { ...node, title: `${file}: ${title}` } as SchemaNode;
}

/**
 * The JSON Schema of a result file, as `docs/schemas/<name>.schema.json` holds it.
 *
 * @throws InputError - when there is no result of this name
 */
export function resultJsonSchema(name: string): string {
  const found = resultSchemas.find((result) => result.name === name);
  if (found === undefined) {
    throw new InputError(`schema: must be one of ${resultSchemas.map((each) => each.name).join(', ')}; got '${name}'`);
  }
  return toPrettyJson(jsonSchemaOf(found));
}

interface Field {
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
}

/** Every field below a value, depth first. */
function fieldsOf(node: SchemaNode, path: string): readonly Field[] {
  const { properties, additionalProperties, items } = node;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([key, member]) => [
      { path: join(path, key), type: typeOf(member), meaning: meaningOf(member) },
      ...fieldsOf(member, join(path, key)),
    ]);
  }
  if (typeof additionalProperties === 'object') return fieldsOf(additionalProperties, join(path, keyOf(node)));
  if (items !== undefined) return fieldsOf(items, `${path}[]`);
  return alternativesOf(node).flatMap((each) => fieldsOf(each, path));
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Names of a record are the user's, unless the schema lists them. */
const keyOf = ({ propertyNames }: SchemaNode): string => `<${propertyNames?.enum?.map(String).join(' | ') ?? 'name'}>`;

const alternativesOf = ({ anyOf, oneOf }: SchemaNode): readonly SchemaNode[] => anyOf ?? oneOf ?? [];

const isNull = ({ type }: SchemaNode): boolean => type === 'null';

/** Of a value that may be null the description may stand with the value itself. */
function meaningOf(node: SchemaNode): string {
  return (
    node.description ?? alternativesOf(node).find(({ description }) => description !== undefined)?.description ?? ''
  );
}

function typeOf(node: SchemaNode): string {
  const alternatives = alternativesOf(node);
  if (alternatives.length > 0) {
    return [...alternatives.filter((each) => !isNull(each)), ...alternatives.filter(isNull)].map(typeOf).join(' or ');
  }
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (node.prefixItems !== undefined) return `[${node.prefixItems.map(typeOf).join(', ')}]`;
  if (node.items !== undefined) return `list of ${typeOf(node.items)}`;
  if (typeof node.additionalProperties === 'object')
    return `object of ${typeOf(node.additionalProperties)} by ${keyOf(node)}`;
  return node.type === undefined ? 'any' : [node.type].flat().join(' or ');
}

/** A row of a table in Markdown. */
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');
}

/** Every field of every result file and every column of a run's tables, as `docs/result-fields.md` holds them. */
export function resultFieldsDocument(): string {
  const files = resultSchemas.map((result) => {
    const fields = fieldsOf(jsonSchemaOf(result), '');
    return `## ${result.file}

${result.title}. Written by ${result.commands.map((command) => `\`qcic ${command}\``).join(' and ')}. JSON Schema: [${result.name}.schema.json](schemas/${result.name}.schema.json).

${table(
  ['Field', 'Type', 'Meaning'],
  fields.map(({ path, type, meaning }) => [`\`${path}\``, type, meaning]),
)}`;
  });
  const tables = FIGURE_TABLE_NAMES.map((name) => {
    const columns = Object.entries<FigureColumn>(FIGURE_TABLES[name]);
    return `## figures/${name}.csv

${table(
  ['Column', 'Meaning'],
  columns.map(([column, { kind, description }]) => [
    `\`${column}\``,
    kind === 'optional' ? `${description}; empty where it has no value` : description,
  ]),
)}`;
  });
  return `# Fields of the result files

<!-- Written by \`qcic schema --markdown\`: change the descriptions in the schemas, then \`npm run schema\`. -->

[results.md](results.md) explains what each file is for and which command writes it. \`<name>\` stands for a key that depends on the
run, such as an arm or a parameter; \`[]\` for each item of a list. Rates and survival are in percent, medians in months.

${[...files, ...tables].join('\n\n')}
`;
}
