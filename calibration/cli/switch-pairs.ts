import { InputError, resolveSwitches, type Switches } from '../../src/index.js';

/**
 * Switches from the `name=form` pairs of a command line.
 *
 * @param pairs - as the user wrote them
 * @param others - forms of those not named; default: posted
 * @throws InputError - on a pair without `=`, an unknown switch or form
 */
export function switchesOf(pairs: readonly string[], others: Partial<Switches> = {}): Switches {
  const choice = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InputError(`--switch: must be name=form; got '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return resolveSwitches({ ...others, ...Object.fromEntries(choice) });
}
