import type { ModelDrug } from '../drugs/drug-definition.js';
import type { ExportedDosing } from './exportable-model.js';

/**
 * The stretches of constant input as a table; columns of boluses only where some drug has one.
 *
 * @param dosing - of an export
 * @param drugs - in the order of the columns
 * @returns titles with units, and a row of numbers per stretch
 */
export function dosingRows(
  { segments }: ExportedDosing,
  drugs: readonly ModelDrug[],
): { readonly header: readonly string[]; readonly rows: readonly (readonly number[])[] } {
  const given = drugs.filter(({ name }) => segments.some(({ bolus }) => (bolus?.[name] ?? 0) !== 0));
  return {
    header: [
      'from (day)',
      'to (day)',
      ...drugs.map(({ definition: { label, doseUnit } }) => `${label}, input (${doseUnit}/day)`),
      ...given.map(({ definition: { label, doseUnit } }) => `${label}, bolus (${doseUnit})`),
    ],
    rows: segments.map(({ startDay, endDay, input, bolus }) => [
      startDay,
      endDay,
      ...drugs.map(({ name }) => input[name] ?? 0),
      ...given.map(({ name }) => bolus?.[name] ?? 0),
    ]),
  };
}
