import { fixedParameters, furtherParameters, heterogeneityParameters, ownValue } from '../../../../src/index.js';

type Groups = Readonly<Record<string, { readonly group: string }>>;

/**
 * Family of processes of a parameter of the published model.
 *
 * @param name - of the parameter
 * @returns such as `tumor proliferation`; undefined for groups, fitted shapes and parameters of further drugs
 */
export function factorGroup(name: string): string | undefined {
  const tables: readonly Groups[] = [heterogeneityParameters, fixedParameters, furtherParameters];
  return tables.flatMap((table) => ownValue(table, name) ?? [])[0]?.group;
}
