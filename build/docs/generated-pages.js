// Pages that are made from the built program, so that they cannot differ from it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandReference } from './command-reference.js';
import { configurationReference } from './configuration-reference.js';
import { endpointReference } from './endpoint-reference.js';

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
  return new Map([
    ['docs/reference/commands.md', commandReference(commandsByGroup(() => () => {}))],
    [
      'docs/reference/configuration.md',
      configurationReference(JSON.parse(readFileSync(join(root, 'configs/schema.json'), 'utf8'))),
    ],
    ['docs/reference/endpoints.md', endpointReference(endpoints)],
  ]);
}
