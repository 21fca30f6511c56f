import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isMissing } from './is-missing.js';

/** Where the files that a configuration names are read. */
export interface DataFiles {
  /** Path of a file. */
  find(name: string): Promise<string>;
  /** What was read from the package, one sentence each; complete once all files have been found. */
  remarks(): readonly string[];
}

/**
 * Finds the files that a configuration names, relative to its folder.
 *
 * A copy of a shipped configuration names tables (`../data/trials/recist.csv`) that are not beside the copy. Such a file is read
 * from the package: where the path does not exist, and the same path from the package's `configs` leads into its `data`.
 *
 * @param folder - of the configuration
 * @param root - folder of the installed package; null where nothing is read from it
 */
export function dataFiles(folder: string, root: string | null): DataFiles {
  const packaged: string[] = [];
  return {
    find: async (name) => {
      const path = resolve(folder, name);
      if (root === null || isAbsolute(name) || !(await isMissing(path))) return path;
      const own = resolve(root, 'configs', name);
      if (!own.startsWith(join(root, 'data') + sep) || (await isMissing(own))) return path;
      packaged.push(`${name} (its ${relative(root, own).replaceAll(sep, '/')})`);
      return own;
    },
    remarks: () =>
      packaged.length === 0
        ? []
        : [
            `not found from the folder of the configuration, and read from the installed package instead: ${packaged.join(', ')}`,
          ],
  };
}
