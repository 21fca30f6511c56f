import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Where a configuration was, and where another file with its names will be. */
export interface FileMove {
  /** Folder of the file that it was read from. */
  readonly from: string;
  readonly to: string;
  /** Folder of the package, whose tables a configuration names as `../data/...` from any place. */
  readonly packageRoot: string;
}

/**
 * A file beside the original configuration, as it is named from another folder; a table of the package keeps its name, and so does
 * an absolute path.
 *
 * @param name - as the original configuration has it
 */
export function namedFrom({ from, to, packageRoot }: FileMove, name: string): string {
  if (isAbsolute(name)) return name;
  const path = resolve(from, name);
  const isPackaged = path.startsWith(join(packageRoot, 'data') + sep) && path === resolve(packageRoot, 'configs', name);
  return isPackaged ? name : relative(to, path).replaceAll(sep, '/');
}
