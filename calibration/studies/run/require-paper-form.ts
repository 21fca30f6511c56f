import { InputError } from '../../../src/index.js';
import type { FittedDeathProbability } from '../../fit/results.js';

/**
 * Refuses a stored death function that mu and sigma of the burden do not describe.
 *
 * @throws InputError - when the run was fitted with another form
 */
export function requirePaperForm(arm: string, { form }: FittedDeathProbability, source: string): void {
  if (form === undefined) return;
  throw new InputError(
    `${source}: fit.dpf.${arm}.form: must be absent, the paper's form of the death function; got '${form}'`,
  );
}
