import { builtInArms } from '../../../src/index.js';
import { rateNames } from '../../endpoints/endpoints.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { Estimate } from './result.js';

/**
 * Table 1 from the trials' rows by eq. 18: as published, and with every patient counted once.
 *
 * Nothing is simulated, so values have no error; that of the printed value is the sampling error of the trials.
 *
 * @param tables - trial tables of the package
 */
export function pooledEstimates(tables: TrialTables): readonly Estimate[] {
  return clinicalTargets(tables, builtInArms).flatMap(({ arm, response, curves: { os } }) => {
    if (response === null) return [];
    const exact = { standard_error: 0, basis: 'computed' } as const;
    const responses = rateNames.map(
      (rate): Estimate => ({
        ...exact,
        id: `pool.${arm}.${rate}`,
        setting: 'posted',
        value: response[rate],
        patients: response.n,
        published_error: response.standardErrors[rate],
        because: "the trials' rows do not give the printed value",
      }),
    );
    const median = (setting: 'posted' | 'corrected', value: number, patients: number): Estimate => ({
      ...exact,
      id: `pool.${arm}.median`,
      setting,
      value,
      patients,
      published_error: os.median.standardError,
      because: 'patients of subgroups are counted again in the printed value',
    });
    return [
      {
        ...exact,
        id: `pool.${arm}.n`,
        setting: 'posted',
        value: response.n,
        patients: response.n,
        published_error: 0,
        because: `the rates rest on ${response.n} patients; the printed number belongs to the medians`,
      },
      ...responses,
      median('posted', os.median.months, os.median.n),
      median('corrected', os.median.distinctMonths, os.median.distinctPatients),
    ];
  });
}
