// Evidence: the references of the site are made from the program; what they would leave empty is found here.
import { describe, expect, test } from 'vitest';
import { commandsByGroup } from '../../calibration/cli/program.js';
import { configJsonSchema } from '../../calibration/config/config-json-schema.js';
import { endpointNames, endpoints } from '../../calibration/endpoints/endpoints.js';

interface Key {
  readonly path: string;
  readonly type: string;
  readonly given: string;
  readonly meaning: string;
}
const load = (file: string) => import(new URL(`../../build/docs/${file}`, import.meta.url).href);
const { keysOf, configurationReference } = (await load('configuration-reference.js')) as {
  keysOf: (node: object, path: string) => readonly Key[];
  configurationReference: (schema: object) => string;
};
const { commandReference } = (await load('command-reference.js')) as { commandReference: (groups: object) => string };
const { endpointReference } = (await load('endpoint-reference.js')) as { endpointReference: (list: object) => string };
const { apiReference } = (await load('api-reference.js')) as {
  apiReference: (model: object, door: string, intro: string) => string;
};

describe('the reference of configurations', () => {
  const schema = JSON.parse(configJsonSchema()) as { readonly properties: Readonly<Record<string, object>> };
  const keys = Object.entries(schema.properties).flatMap(([key, node]) => keysOf(node, key));

  test('every key has a meaning, but for the frame around an entry of a table or list', () => {
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter(({ path, meaning }) => meaning === '' && !/(<name>|\[\])$/.test(path))).toEqual([]);
  });

  test.each([
    ['simulation.monthDays', 'number, 28 to 31', '`30.4375`'],
    ['fit.leastEffectiveShare', 'number, above 0, below 1', '`0.6`'],
    ['simulation.responseRule', '`"volume"` or `"diameter"`', '`"volume"`'],
    ['regimens.<name>.<name>.cycles', 'integer, 0 to 1000000 or null', 'required'],
    ['marginals.<name>.alpha', 'number, 0.001 to 10000', ''],
  ])('%s: %s, %s', (path, type, given) => {
    expect(keys.find((key) => key.path === path)).toMatchObject({ type, given });
    expect(configurationReference(schema)).toContain(`| \`${path}\` | ${type} | ${given} |`);
  });
});

test('the reference of commands has a section for each command and a row for each option', () => {
  const groups = commandsByGroup(() => async () => {});
  const page = commandReference(groups);
  for (const command of Object.values(groups).flat()) {
    expect(page).toContain(`### qcic ${command.name()}\n`);
    for (const each of command.commands.length === 0 ? [command] : command.commands)
      for (const option of each.options.filter(({ hidden }) => !hidden))
        expect(page).toContain(`| \`${option.flags}\` | `);
  }
  expect(page).toMatch(/\| `--backend <name>` \| .* One of `auto`, `native`, `wasm`, `javascript`/);
  expect(page).toContain('$ qcic run configs/quick.json --seed 7 --force');
});

test('the reference of endpoints has a row for each endpoint', () => {
  for (const name of endpointNames) expect(endpointReference(endpoints)).toContain(`| \`${name}\` | `);
});

test('the reference of the programming interface has signature, arguments and source of an export', () => {
  const tokens = (text: string) => [{ text }];
  const page = apiReference(
    {
      members: [
        {
          members: [
            {
              kind: 'Function',
              name: 'mean',
              excerptTokens: tokens('export declare function mean(values: readonly number[]): number;'),
              docComment:
                '/**\n * The mean, as {@link sum} over n.\n *\n * @param values - the numbers; any\n *   unit\n * @returns the mean\n *\n * @throws InputError - when there is none\n * @see A Book 1901\n */\n',
            },
          ],
        },
      ],
    },
    'qcic-workbench/stats',
    'Statistics.',
  );
  expect(page).toContain('### mean\n\nThe mean, as `sum` over n.\n');
  expect(page).toContain('```ts\nfunction mean(values: readonly number[]): number;\n```');
  expect(page).toContain('- `values`: the numbers; any unit\n');
  expect(page).toContain('**Returns** the mean\n');
  expect(page).toContain('**Throws** InputError - when there is none\n');
  expect(page).toContain('Source: A Book 1901\n');
});
