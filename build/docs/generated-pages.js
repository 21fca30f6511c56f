// Pages that are made from the built program, so that they cannot differ from it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apiReference } from './api-reference.js';
import { commandReference } from './command-reference.js';
import { configurationReference } from './configuration-reference.js';
import { endpointReference } from './endpoint-reference.js';

/** Doors of the package: file of its model, what a program imports, what it is for. */
const doors = [
  [
    'workbench',
    'qcic-workbench',
    'Simulate patients, cohorts and trials; run, refit and predict as the commands do; read what they wrote.',
  ],
  ['stats', 'qcic-workbench/stats', 'Statistics for any data: ROC curves, survival, pooled trials, sensitivity.'],
  ['model', 'qcic-workbench/model', 'The model itself: species, parameters, equations, drugs, exports.'],
];

/**
 * Generated pages, from their path in the checkout to their text.
 *
 * @param root - the checkout, built
 * @throws Error - when the program is not built
 */
export async function generatedPages(root) {
  const built = (file) => {
    const path = join(root, 'dist/calibration', file);
    if (!existsSync(path)) throw new Error(`dist/calibration/${file}: must be built first (npm run build)`);
    return import(pathToFileURL(path).href);
  };
  const { commandsByGroup } = await built('cli/program.js');
  const { endpoints } = await built('endpoints/endpoints.js');
  const models = doors.map(([name, door, intro]) => [name, door, intro, join(root, 'api-model', `${name}.api.json`)]);
  return new Map([
    ...models.map(([name, door, intro, file]) => [`docs/reference/api/${name}.md`, apiPage(file, door, intro)]),
    ['docs/reference/commands.md', commandReference(commandsByGroup(() => () => {}))],
    [
      'docs/reference/configuration.md',
      configurationReference(JSON.parse(readFileSync(join(root, 'configs/schema.json'), 'utf8'))),
    ],
    ['docs/reference/endpoints.md', endpointReference(endpoints)],
  ]);
}

/** The page of a door; where its model was not made, a page that tells how. */
function apiPage(file, door, intro) {
  if (existsSync(file)) return apiReference(JSON.parse(readFileSync(file, 'utf8')), door, intro);
  return `# ${door}\n\n${intro}\n\nNot made here: \`npm run build\` writes the model of the interface, from which \`npm run docs\` makes this page.\n`;
}
