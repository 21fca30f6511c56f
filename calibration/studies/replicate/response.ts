import {
  type ArmRecord,
  armRoles,
  builtInArms,
  type Cohort,
  type ResponseRule,
  responseOf,
  square,
  wilsonInterval,
} from '../../../src/index.js';
import { rateForms } from '../../endpoints/endpoints.js';
import { PUBLISHED_PATIENTS, patientsOf, publishedMarginals, type SimulatedForm } from './cohorts.js';
import { type Estimate, QUINTILES, type QuintileRow, type ReplicateSetting } from './result.js';

/** The response rates that the paper states. */
const rates = ['cr', 'pr', 'sd', 'pd', 'dcr'] as const;

/**
 * Standard error of a share, percent, with two patients added on either side (Agresti and Coull), so that a class
 * without patients still has an error.
 */
export function shareError(count: number, patients: number): number {
  const share = (count + 2) / (patients + 4);
  return 100 * Math.sqrt((share * (1 - share)) / patients);
}

/**
 * Response rates of the three arms, and the gains of disease control that the paper reads from them.
 *
 * @param form - cohort
 * @param rule - thresholds on volume (the paper's) or RECIST 1.1 on diameters
 */
export function responseEstimates(
  form: SimulatedForm,
  setting: ReplicateSetting,
  { rule, because }: { readonly rule: ResponseRule; readonly because: string },
): readonly Estimate[] {
  const controlled: Record<string, number> = {};
  const responses = builtInArms.flatMap((arm) => {
    const record = form.record.arms[arm]!;
    const patients = patientsOf(form, arm);
    const classes = patients.map((patient) => responseOf(record, patient, rule));
    return rates.map((rate): Estimate => {
      const count = classes.filter((name) => rateForms[rate].classes.includes(name)).length;
      const { low, high } = wilsonInterval({ successes: count, trials: patients.length });
      if (rate === 'dcr') controlled[arm] = count / patients.length;
      return {
        id: `response.${arm}.${rate}`,
        setting,
        value: (100 * count) / patients.length,
        standard_error: shareError(count, patients.length),
        interval: [100 * low, 100 * high],
        patients: patients.length,
        basis: 'computed',
        because,
      };
    });
  });
  return [...responses, ...gains(form, setting, { rule, because, controlled })];
}

/** The paper's gains compare arms of a hundred different patients each; here the same patients are in both arms. */
function gains(
  form: SimulatedForm,
  setting: ReplicateSetting,
  options: {
    readonly rule: ResponseRule;
    readonly because: string;
    readonly controlled: Readonly<Record<string, number>>;
  },
): readonly Estimate[] {
  const pairs = [
    [armRoles.single, armRoles.control],
    [armRoles.combination, armRoles.single],
  ] as const;
  return pairs.map(([arm, than]) => {
    const [first, second] = [form.record.arms[arm]!, form.record.arms[than]!];
    const both = patientsOf(form, arm).filter((patient) => second.status[patient] !== 0);
    const isControlled = (record: ArmRecord, patient: number) =>
      Number(responseOf(record, patient, options.rule) !== 'PD');
    const changes = both.map((patient) => isControlled(first, patient) - isControlled(second, patient));
    const { mean, error } = meanWithError(changes);
    const variance = (share: number) => (share * (1 - share)) / PUBLISHED_PATIENTS;
    return {
      id: `gain.${arm}.dcr`,
      setting,
      value: 100 * mean,
      standard_error: 100 * error,
      patients: both.length,
      published_error: 100 * Math.sqrt(variance(options.controlled[arm]!) + variance(options.controlled[than]!)),
      basis: 'computed',
      because: options.because,
    };
  });
}

/** Mean of a sample and its standard error; 0 for one value. */
export function meanWithError(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + square(value - mean), 0);
  return { mean, error: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Quintile of [min, max] (five equal parts) that a value lies in; 1 to 5, the upper end in the last. */
export function quintileOf(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(QUINTILES, 1 + Math.floor((QUINTILES * (value - min)) / (max - min)));
}

/**
 * Disease control and progression by quintile of the range of each per-patient parameter (Fig. S4), in the posted cohort.
 *
 * The paper shows bars without numbers, so nothing is compared.
 */
export function quintileRows(form: SimulatedForm, { values }: Cohort): readonly QuintileRow[] {
  const width = publishedMarginals.length;
  return publishedMarginals.flatMap((marginal, dimension) =>
    builtInArms.flatMap((arm) => {
      const record = form.record.arms[arm]!;
      const counts = Array.from({ length: QUINTILES }, () => ({ patients: 0, progressed: 0 }));
      for (const patient of patientsOf(form, arm)) {
        const count = counts[quintileOf(values[patient * width + dimension]!, marginal) - 1]!;
        count.patients += 1;
        if (responseOf(record, patient, 'volume') === 'PD') count.progressed += 1;
      }
      return counts.map(({ patients, progressed }, index): QuintileRow => {
        const pd = patients === 0 ? null : (100 * progressed) / patients;
        return {
          parameter: marginal.name,
          arm,
          quintile: index + 1,
          patients,
          dcr: pd === null ? null : 100 - pd,
          pd,
        };
      });
    }),
  );
}
