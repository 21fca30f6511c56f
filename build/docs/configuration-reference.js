// Every key of a configuration with its type, default and meaning, read from its JSON Schema.
import { table } from './command-reference.js';

const code = (value) => `\`${value}\``;

/**
 * The page of all keys of a configuration.
 *
 * @param schema - configs/schema.json
 */
export function configurationReference(schema) {
  const sections = Object.entries(schema.properties)
    .filter(([key]) => key !== '$schema')
    .map(([key, node]) => {
      const rows = keysOf(node, key, schema.required?.includes(key) ?? false);
      return `## ${key}\n\n${table(
        ['key', 'type', 'default', 'meaning'],
        rows.map(({ path, type, given, meaning }) => [code(path), type, given, meaning]),
      )}`;
    });
  return `# Configuration

Made by \`npm run docs\` from [the JSON Schema](../../configs/schema.json), which editors use to complete and check a configuration.
[Fit to your own data](../how-to/fit-your-own-data.md) shows how the keys work together. \`<name>\` stands for a name of your choice, \`[]\` for each item
of a list. A key that is not listed here is refused. Units stand with the meaning; rates are in percent, medians in months.

\`\`\`json
{
  "$schema": "./schema.json",
  "name": "mine",
  "seed": 1
}
\`\`\`

is a whole configuration: all other keys have defaults.

${sections.join('\n')}`;
}

/** A key and all keys below it, depth first: `{ path, type, given, meaning }`. */
export function keysOf(node, path, required = false) {
  const own = {
    path,
    type: typeOf(node),
    given: required ? 'required' : 'default' in node ? defaultOf(node.default) : '',
    meaning: node.description ?? '',
  };
  return [own, ...below(node, path)];
}

function below(node, path) {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [], prefixItems } = node;
  const entries = Object.entries(properties);
  const alike =
    entries.length > 3 &&
    new Set(entries.map(([, each]) => JSON.stringify({ ...each, description: '' }))).size === 1 &&
    entries[0][1].type === 'object';
  const named = alike
    ? [
        {
          ...keysOf(entries[0][1], `${path}.<name>`)[0],
          meaning: `names: ${entries.map(([name]) => code(name)).join(', ')}`,
        },
        ...below(entries[0][1], `${path}.<name>`),
      ]
    : entries.flatMap(([key, each]) =>
        keysOf(each, `${path}.${key}`, node.required?.includes(key) && !('default' in each)),
      );
  const further =
    typeof additionalProperties === 'object' && !alike ? keysOf(additionalProperties, `${path}.<name>`) : [];
  const inItems = items !== undefined && typeof items === 'object' && isDeep(items) ? keysOf(items, `${path}[]`) : [];
  const inParts = (prefixItems ?? []).flatMap((each) => (isDeep(each) ? below(each, `${path}[]`) : []));
  const inForms = [...anyOf, ...oneOf].flatMap((each) => below(each, path));
  const all = [...named, ...further, ...inItems, ...inParts, ...inForms];
  // One value or a list of the same: the keys of an item are those of the value
  const isKnown = ({ path: own }) =>
    own.includes('[]') && all.some(({ path: other }) => other === own.replace(`${path}[]`, path));
  return all.filter(
    (row, place) =>
      !isKnown(row) && all.findIndex(({ path: other, type }) => other === row.path && type === row.type) === place,
  );
}

const isDeep = ({ type, anyOf = [] }) => type === 'object' || type === 'array' || anyOf.some(isDeep);

function defaultOf(value) {
  const text = JSON.stringify(value);
  return code(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** A type in words, with its range. */
function typeOf(node) {
  if (node.const !== undefined) return code(JSON.stringify(node.const));
  if (node.enum !== undefined) return node.enum.map((each) => code(JSON.stringify(each))).join(' or ');
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(typeOf))].join(' or ');
  if (node.oneOf !== undefined) return [...new Set(node.oneOf.map(typeOf))].join(' or ');
  if (node.prefixItems !== undefined) return `[${node.prefixItems.map(typeOf).join(', ')}]`;
  if (node.type === 'array') return `list of ${typeOf(node.items ?? {})}`;
  if (node.type === 'number' || node.type === 'integer') return `${node.type}${rangeOf(node)}`;
  return node.type ?? 'any';
}

/** `, 0 to 1`, `, above 0, at most 5`, or nothing. */
function rangeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) {
  const largest = maximum !== undefined && maximum < 1e300 ? maximum : undefined;
  if (minimum !== undefined && largest !== undefined) return `, ${minimum} to ${largest}`;
  const parts = [
    exclusiveMinimum === undefined ? '' : `, above ${exclusiveMinimum}`,
    minimum === undefined ? '' : `, at least ${minimum}`,
    largest === undefined ? '' : `, at most ${largest}`,
    exclusiveMaximum === undefined ? '' : `, below ${exclusiveMaximum}`,
  ];
  return parts.join('');
}
