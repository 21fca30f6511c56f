import { InvalidArgumentError, Option } from 'commander';
import { allowances } from './choices.js';

/** `--allow`: issues of tables of new trials to accept; may be repeated. */
export function allowOption(): Option {
  return new Option(
    '--allow <issue>',
    'accept in tables of new trials: median-range, a median outside 0.5 to 60 months; may be repeated',
  )
    .argParser((value: string, previous: readonly string[] = []) => {
      if (!allowances.some((each) => each === value)) {
        throw new InvalidArgumentError(`must be one of ${allowances.join(', ')}; got '${value}'.`);
      }
      return [...previous, value];
    })
    .default([]);
}
