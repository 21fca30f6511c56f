import { dirname, join, resolve, sep } from 'node:path';
import { isMissing } from './is-missing.js';
import type { InputPlaces } from './shipped-file.js';

/**
 * Folder of the run that a configuration of a sweep or a search starts from (`from`).
 *
 * It is named relative to the folder of the configuration. A configuration of the installed package is read as if it lay in the folder
 * `configs` of the current folder: `../runs/mcrc` is then `runs/mcrc` here.
 *
 * @param path - of the configuration
 * @param from - as it names the run
 * @param places - the current folder, and that of the package
 */
export async function configuredRun(path: string, from: string, { cwd, root }: InputPlaces): Promise<string> {
  const beside = resolve(cwd, dirname(path), from);
  if (!resolve(cwd, path).startsWith(join(root, 'configs') + sep)) return beside;
  const here = resolve(cwd, 'configs', from);
  return (await isMissing(here)) && !(await isMissing(beside)) ? beside : here;
}
