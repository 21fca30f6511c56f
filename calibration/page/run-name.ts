import type { PageOrigin } from './study-page.js';

/**
 * Name of the stored run that a study read: that of its folder.
 *
 * @param inputs - files that were read
 * @returns undefined where no run was read
 */
export function runName(inputs: PageOrigin['inputs'] = []): string | undefined {
  const results = inputs.find(({ path }) => /[\\/](?:results|calibration)\.json$/.test(path));
  return results?.path.split(/[\\/]/).at(-2);
}
