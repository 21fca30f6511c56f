import type { Config } from './config-schema.js';

/** Keys of `targets` that name files. */
const fileKeys = [
  'trials',
  'recist',
  'medianOs',
  'survival',
  'medianPfs',
  'pfs',
  'bestResponse',
  'publishedModel',
  'hazardRatios',
] as const;

/**
 * The targets of a configuration with other names of its files.
 *
 * @param targets - of a complete configuration
 * @param fileOf - the new name of a file
 */
export function renamedFiles(targets: Config['targets'], fileOf: (name: string) => string): Config['targets'] {
  const renamed = (files: unknown): unknown => {
    if (typeof files === 'string') return fileOf(files);
    return Array.isArray(files) ? files.map(renamed) : files;
  };
  return { ...targets, ...Object.fromEntries(fileKeys.map((key) => [key, renamed(targets[key])])) };
}
