import type { BetaMarginal } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { renamedFiles } from '../../config/renamed-files.js';

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
    targets: renamedFiles(config.targets, fileOf),
  };
}
