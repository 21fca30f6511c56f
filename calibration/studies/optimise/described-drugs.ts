import { type DrugDefinition, ownValue } from '../../../src/index.js';
import type { ScheduleDrug } from './result.js';

/**
 * Drugs for readers, in the given order.
 *
 * @param names - of drugs
 * @param definitions - of all known drugs
 */
export function describedDrugs(
  names: readonly string[],
  definitions: Readonly<Record<string, DrugDefinition>>,
): readonly ScheduleDrug[] {
  return names.map((name) => {
    const { label = name, doseUnit = '', calibrated = false } = ownValue(definitions, name) ?? {};
    return { name, label, dose_unit: unitOfAmounts(doseUnit), calibrated };
  });
}

/** Unit behind an amount: `95 dose units`. */
function unitOfAmounts(doseUnit: string): string {
  return doseUnit.replace(/\bunit$/, 'units');
}
