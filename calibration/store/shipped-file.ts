import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InputError, nearestName } from '../../src/index.js';
import { isMissing } from './is-missing.js';

/** What a file of the command line holds. */
export type InputKind = 'configuration' | 'table';

/** Where an input is read. */
export interface FoundInput {
  readonly path: string;
  /** The file as the package has it, `configs/quick.json`; null where it is no file of the package. */
  readonly shipped: string | null;
}

/** Where inputs are looked for. */
export interface InputPlaces {
  /** The current folder. */
  readonly cwd: string;
  /** Folder of the installed package. */
  readonly root: string;
}

/** A name without folder and without ending, such as `quick`. */
const BARE_NAME = /^[\w-]+$/;
const ENDINGS: Readonly<Record<InputKind, RegExp>> = { configuration: /\.jsonc?$/i, table: /\.(csv|tsv|json|txt)$/i };
/** Folders of the package that hold inputs, and the file in them that is none. */
const folders: Readonly<Record<InputKind, readonly string[]>> = {
  configuration: ['configs'],
  table: ['data/new-trials', 'data/trials'],
};
const NO_INPUT = 'configs/schema.json';

/**
 * The file that a command line names: of the current folder, or else of the installed package.
 *
 * A path such as `configs/quick.json` or `data/new-trials/sunlight.csv` that does not exist here is taken from the package, where it
 * has one. A configuration may be named without folder and ending: `quick` is `configs/quick.json` or `configs/quick.jsonc` here, or
 * else that of the package. A file of the current folder always wins.
 *
 * @param name - as typed
 * @param kind - what the file must hold
 * @param places - the current folder, and that of the package
 * @returns its path: as typed or relative to the current folder; absolute where it lies in the package
 * @throws InputError - when there is no such file, with both places and the nearest name
 */
export async function shippedFile(name: string, kind: InputKind, places: InputPlaces): Promise<FoundInput> {
  const { cwd, root } = places;
  const isBare = kind === 'configuration' && BARE_NAME.test(name);
  // A folder `quick` does not hide the configuration of that name
  if (isBare ? await isFile(resolve(cwd, name)) : name.includes('\0') || !(await isMissing(resolve(cwd, name))))
    return { path: name, shipped: null };
  const own = isBare ? [`configs/${name}.json`, `configs/${name}.jsonc`] : [];
  for (const path of own) if (await isFile(resolve(cwd, path))) return { path, shipped: null };
  const packaged = packagedPath(name, kind, isBare, root);
  if (packaged !== null && (await isFile(packaged)))
    return { path: packaged, shipped: relative(root, packaged).replaceAll(sep, '/') };
  // A folder or a device of that name: its reader reports what it is
  if (isBare && !(await isMissing(resolve(cwd, name)))) return { path: name, shipped: null };
  const here = resolve(cwd, own[0] ?? name);
  const required =
    packaged === null || packaged === here
      ? 'must be a readable file; got ENOENT'
      : `must be a file of the current folder or of the installed package; got neither ${here} nor ${packaged}`;
  const nearest = isAbsolute(name) ? null : nearestName(name, await knownNames(name, kind, isBare, places));
  throw new InputError(`${name}: ${required}${nearest === null ? '' : ` (did you mean ${nearest}?)`}`);
}

/** Where the package would have a file of that name; null where it cannot. */
function packagedPath(name: string, kind: InputKind, isBare: boolean, root: string): string | null {
  if (isAbsolute(name)) return null;
  const isPlain = kind === 'configuration' && !/[\\/]/.test(name);
  const path = resolve(root, isPlain ? `configs/${name}${isBare ? '.json' : ''}` : name);
  const isInput = [...folders.configuration, 'data'].some((folder) => path.startsWith(join(root, folder) + sep));
  return isInput && path !== join(root, NO_INPUT) ? path : null;
}

/** Names that may have been meant: files of the package, and of the folder that was named. */
async function knownNames(name: string, kind: InputKind, isBare: boolean, { cwd, root }: InputPlaces) {
  const shipped: string[] = [];
  for (const folder of folders[kind])
    for (const file of await filesIn(join(root, folder), kind))
      if (`${folder}/${file}` !== NO_INPUT) shipped.push(`${folder}/${file}`);
  const bare = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(ENDINGS[kind], '');
  const beside = (await filesIn(dirname(resolve(cwd, name)), kind)).map((file) => join(dirname(name), file));
  if (!isBare) return [...beside, ...shipped];
  const own = await filesIn(join(cwd, 'configs'), kind);
  return [...beside, ...own.map(bare), ...shipped.map(bare)];
}

async function filesIn(folder: string, kind: InputKind): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => ENDINGS[kind].test(name)).sort();
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
