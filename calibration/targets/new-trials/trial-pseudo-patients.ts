import { InternalError, type PseudoPatients, pseudoPatients } from '../../../src/index.js';
import type { NewTrial } from './new-trial.js';

/**
 * Pseudo individual data of a new trial from its digitised curve, numbers at risk and deaths; times in months.
 *
 * @param trial - a row with a curve
 * @throws InternalError - when it has none
 */
export function trialPseudoPatients({ curve, n, deaths, where }: NewTrial): PseudoPatients {
  if (curve === null) throw new InternalError(`${where}: must have a digitised curve; got none`);
  return pseudoPatients({
    patients: n,
    times: curve.months,
    survival: curve.percent.map((percent) => percent / 100),
    atRisk: curve.atRisk === null ? undefined : { times: curve.atRisk.months, patients: curve.atRisk.patients },
    deaths: deaths ?? undefined,
  });
}
