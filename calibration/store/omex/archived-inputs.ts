import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError, mostBytes, readText, sha256 } from '../../../src/index.js';
import { parseConfig } from '../../config/parse-config.js';
import { trialTableNames } from '../../targets/trial-tables.js';
import type { Manifest } from '../manifest.js';
import { dataFiles } from '../packaged-data.js';

/** Folder of an archive with all that the study read. */
export const INPUTS = 'inputs';

/** The resolved configuration, with the paths of the archive. */
export const CONFIGURATION = `${INPUTS}/configuration.json`;

/** Files that a study read, and where an archive has them. */
export interface ArchivedInputs {
  /** Content by path in the archive. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path in the archive by absolute path. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Reads again what a study read, and makes sure that it is the same.
 *
 * Files keep their places to one another, because tables name curve files: those of the installed package are in one tree,
 * all others in another.
 *
 * @param folder - of the study
 * @param manifest - of the study
 * @param root - folder of the installed package
 * @throws InputError - naming the file, when one is missing or has changed
 */
export async function archivedInputs(folder: string, manifest: Manifest, root: string): Promise<ArchivedInputs> {
  const inputs = new Map(
    manifest.inputs.map(({ path, sha256: hash }) => [resolve(folder, manifest.working_folder, path), hash]),
  );
  const places = placesOf([...inputs.keys()], root);
  const files = new Map<string, Uint8Array>();
  for (const [path, hash] of inputs) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new InputError(`${path}: must be there as ${folder} read it; got ${cause}`, { cause });
    });
    // A table in another encoding is hashed as the text that it holds
    if (sha256(bytes) !== hash && sha256(await readText(path, mostBytes.trials)) !== hash) {
      throw new InputError(`${path}: must be as ${folder} read it, SHA-256 ${hash}; got ${sha256(bytes)}`);
    }
    files.set(places.get(path)!, bytes);
  }
  return { files, places };
}

function placesOf(paths: readonly string[], root: string): ReadonlyMap<string, string> {
  const isPackaged = (path: string) => ['data', 'configs'].some((name) => path.startsWith(join(root, name) + sep));
  const others = paths.filter((path) => !isPackaged(path));
  const [first = ''] = others;
  let above = dirname(first);
  while (!others.every((path) => path.startsWith(above.endsWith(sep) ? above : above + sep))) above = dirname(above);
  const placeOf = (path: string) =>
    (isPackaged(path) ? join(INPUTS, 'package', relative(root, path)) : join(INPUTS, 'files', relative(above, path)))
      .split(sep)
      .join('/');
  return new Map(paths.map((path) => [path, placeOf(path)]));
}

/**
 * The resolved configuration of a run with the paths of its archive in place of those that it was given.
 *
 * @param folder - of the run
 * @param manifest - of the run; its first input is the configuration file
 * @param places - path in the archive by absolute path
 * @param root - folder of the installed package
 * @throws InputError - when it names a file that the run did not read
 */
export async function archivedConfiguration(
  folder: string,
  manifest: Manifest,
  places: ReadonlyMap<string, string>,
  root: string,
): Promise<object> {
  const config = parseConfig(JSON.stringify(manifest.config), join(folder, 'manifest.json'));
  const given = resolve(folder, manifest.working_folder, manifest.inputs[0]?.path ?? '.');
  const data = dataFiles(dirname(given), root);
  const placed = async (name: string): Promise<string> => {
    const place = places.get(isAbsolute(name) ? name : await data.find(name));
    if (place === undefined)
      throw new InputError(`${folder}: must have read ${name}, which its configuration names; got no input of it`);
    return place.slice(INPUTS.length + 1);
  };
  const targets: Record<string, unknown> = { ...config.targets };
  for (const key of [...trialTableNames, 'trials', 'publishedModel', 'hazardRatios']) {
    const names = targets[key];
    if (typeof names === 'string') targets[key] = await placed(names);
    else if (Array.isArray(names)) targets[key] = await Promise.all(names.map((name: string) => placed(name)));
  }
  return { ...config, targets };
}
