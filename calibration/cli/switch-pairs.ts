import { InputError, resolveSwitches, type Switches } from '../../src/index.js';

/**
 * Switches from the `name=form` pairs of a command line; those not named take the posted form.
 *
 * @param pairs - as the user wrote them
 * @throws InputError - on a pair without `=`, an unknown switch or form
 */
export function switchesOf(pairs: readonly string[]): Switches {
  const choice = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InputError(`--switch: must be name=form; got '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return resolveSwitches(Object.fromEntries(choice));
}
