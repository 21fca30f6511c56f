import { pharmacokineticsParameters } from '../drugs/published-pharmacokinetics.js';
import { antigenPresentationParameters } from './antigen-presentation.js';
import { apoptosisParameters } from './apoptosis.js';
import { chemokineSecretionParameters } from './chemokine-secretion.js';
import { chemotaxisParameters } from './chemotaxis.js';
import { cytokineSecretionParameters } from './cytokine-secretion.js';
import { degradationParameters } from './degradation.js';
import { differentiationParameters } from './differentiation.js';
import { halfSaturationParameters } from './half-saturation.js';
import { immunosuppressionParameters } from './immunosuppression.js';
import { migrationParameters } from './migration.js';
import { phenotypeTransitionParameters } from './phenotype-transition.js';
import { polarizationParameters } from './polarization.js';
import { proliferationParameters } from './proliferation.js';
import { sourceParameters } from './source.js';
import { tumorParameters } from './tumor.js';
import { volumeParameters } from './volume.js';

/**
 * The 410 fixed parameters of the QCIC model with their published values.
 *
 * One name, one value: the same symbol in two processes is the same parameter. `n = n_c = 2` (Hill exponents) are part of
 * the equations, not of this table.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Supplementary Tables S4-S19; values as in the authors' posted code
 */
export const fixedParameters = {
  ...migrationParameters,
  ...volumeParameters,
  ...proliferationParameters,
  ...differentiationParameters,
  ...polarizationParameters,
  ...phenotypeTransitionParameters,
  ...chemotaxisParameters,
  ...halfSaturationParameters,
  ...apoptosisParameters,
  ...sourceParameters,
  ...cytokineSecretionParameters,
  ...chemokineSecretionParameters,
  ...degradationParameters,
  ...antigenPresentationParameters,
  ...immunosuppressionParameters,
  ...pharmacokineticsParameters,
  ...tumorParameters,
} as const;

export type FixedParameterName = keyof typeof fixedParameters;
