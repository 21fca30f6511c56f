// Choices of options as literals, so that help and version load nothing else. A test compares them with the program.
// Arms and regimens are read from the files that define them: those are plain data and import nothing.
import { armRoles, trialArms } from '../../src/model/drugs/trial-arms.js';
import { builtInRegimens } from '../../src/model/drugs/trial-regimens.js';

export { armRoles, builtInArms as arms, trialArms } from '../../src/model/drugs/trial-arms.js';
/** The drug that examples name. */
export const [drugExample = ''] = Object.keys(builtInRegimens[trialArms[armRoles.single].regimens.posted]!);
export const regimens: readonly string[] = Object.keys(builtInRegimens);
export const designs = ['random', 'latin-hypercube', 'sobol'] as const;
export const cohortDesigns = ['latin-hypercube', 'random', 'sobol'] as const;
export const failurePolicies = ['drop', 'bounds', 'stop'] as const;
export const spaces = ['baseline', 'range', 'patients'] as const;
export const notEvaluableRules = ['left-out', 'progressed'] as const;
export const allowances = ['median-range'] as const;
export const families = ['response', 'best', 'os', 'pfs'] as const;
export const medianRules = ['mean', 'curve'] as const;
export const objectives = ['pooled', 'likelihood'] as const;
export const overdispersions = ['none', 'estimated'] as const;
export const deathForms = ['paper', 'burden', 'log-burden', 'growth', 'progression'] as const;
export const deathSharings = ['by-arm', 'shared', 'treatment-effect'] as const;
export const profiles = ['none', 'death', 'all'] as const;
export const missingPolicies = ['refuse', 'drop'] as const;
export const trialEndpoints = ['os', 'pfs', 'ttp'] as const;
export const markerCuts = ['median', 'tertiles', 'optimal'] as const;
export const shells = ['bash', 'zsh', 'fish'] as const;
export const templateFormats = ['csv', 'json'] as const;
export const exportFormats = ['c', 'julia', 'latex', 'markdown', 'sbml'] as const;
export const roc = { bootstrap: 1000, sensitivity: 0.9, specificity: 0.9 } as const;
/** Largest share of a cohort that may fail. */
export const ACCEPTED_FAILED_SHARE = 0.01;
/** Samples of the paper's sweep. */
export const SWEEP_SAMPLES = 1000;
/** Rows of the permutation tests of `qcic biomarkers`: about as many as a trial has patients. */
export const PERMUTATION_PATIENTS = 500;
/** Patients of the pool for population outputs. */
export const DEFAULT_POOL = 4000;
/** Result files that `qcic schema` describes. */
export const resultFiles = [
  'results',
  'calibration',
  'refit',
  'recover',
  'predict',
  'biomarkers',
  'roc',
  'survival',
  'sensitivity',
  'sweep',
  'optimise',
  'replicate',
  'manifest',
] as const;
