import type { BetaMarginal } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';

/** Names of files that a configuration may name, by key of `targets`. */
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

/** What an adopted configuration is made of. */
export interface AdoptedPoint {
  /** Name of the new run. */
  readonly name: string;
  readonly description: string;
  /** Shapes of every per-patient parameter. */
  readonly marginals: readonly BetaMarginal[];
  /** A file that the configuration names, as it is named from the new one's folder. */
  readonly fileOf: (name: string) => string;
}

/**
 * The configuration of a run with the shapes of a point: what `qcic run`, `simulate` and `cohort` accept.
 *
 * Its Beta shapes are the starting values and the centre of the prior of a fit, and the population of `qcic cohort`. A configuration states no death
 * functions: a run fits them.
 *
 * @param config - of the run, complete
 * @param point - shapes and names
 * @returns plain data for a JSON file
 */
export function adoptedConfig(config: Config, { name, description, marginals, fileOf }: AdoptedPoint): unknown {
  const { $schema: _, ...rest } = config;
  const renamed = (files: unknown): unknown => {
    if (typeof files === 'string') return fileOf(files);
    return Array.isArray(files) ? files.map(renamed) : files;
  };
  return {
    ...rest,
    name,
    description,
    marginals: {
      ...config.marginals,
      ...Object.fromEntries(
        marginals.map(({ name: parameter, alpha, beta }) => [
          parameter,
          { ...config.marginals[parameter], alpha, beta },
        ]),
      ),
    },
    targets: {
      ...config.targets,
      ...Object.fromEntries(fileKeys.map((key) => [key, renamed(config.targets[key])])),
    },
  };
}
