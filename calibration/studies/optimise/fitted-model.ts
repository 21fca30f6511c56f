import type { BetaMarginal, DeathProbabilityMixture } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import type { FittedDeathProbability } from '../../fit/results.js';
import { deathForms } from '../../fit/survival/death-forms.js';
import { mixtureOf } from '../sensitivity/evaluate-population.js';

/** A finished run, as a search for schedules uses it. */
export interface FittedModel {
  readonly name: string;
  /** With fitted scalars in place. */
  readonly config: Config;
  readonly marginals: readonly BetaMarginal[];
  /** Death function of each arm. */
  readonly death: Readonly<Record<string, FittedDeathProbability>>;
}

/** Death function of an arm of a run, of any form: shapes with weights, and what takes the place of the burden. */
export function fittedDeath({ form = 'paper', mu, sigma }: Pick<FittedDeathProbability, 'form' | 'mu' | 'sigma'>) {
  const { link, covariate } = deathForms[form];
  const mixture: DeathProbabilityMixture = mixtureOf({ mu, sigma }).map(({ shape, weight }) => ({
    shape: link === 'logit' ? shape : { ...shape, link },
    weight,
  }));
  return { mixture, covariate };
}
