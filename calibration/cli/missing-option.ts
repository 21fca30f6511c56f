import { Option } from 'commander';
import { missingPolicies } from './choices.js';

/** The option `--missing` of commands that read a table of patients. */
export function missingOption(): Option {
  return new Option('--missing <rule>', 'rows with a missing value: refuse the table, or drop and count them')
    .choices(missingPolicies)
    .default('refuse');
}
