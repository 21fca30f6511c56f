import { InputError, nearestHint } from '../../src/index.js';

/**
 * Refuses options that are not known, so that a misspelled one is not passed over.
 *
 * @param options - as given
 * @param known - names of all options
 * @param where - name of the function
 * @throws InputError - naming the option, and the known one that is nearest
 */
export function requireKnownOptions(options: object, known: readonly string[], where: string): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new InputError(
      `${where}: must have options among ${known.join(', ')}; got ${name}${nearestHint(name, known)}`,
    );
  }
}

/** Refuses a level of confidence outside (0, 1). @throws InputError - as named */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new InputError(`level: must lie between 0 and 1; got ${level}`);
}
