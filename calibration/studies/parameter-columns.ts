import {
  type DescribedColumn,
  fixedParameterTable,
  furtherParameters,
  heterogeneityParameters,
  type ModelDrug,
  numberColumn,
  ownValue,
  publishedDrugs,
} from '../../src/index.js';

/**
 * Columns that hold parameters of the model, each in its own unit.
 *
 * @param names - of per-patient, fixed or further parameters
 * @param drugs - of the model, whose own parameters are among them; default: the published ones
 */
export function parameterColumns(
  names: readonly string[],
  drugs: readonly ModelDrug[] = publishedDrugs,
): readonly DescribedColumn[] {
  const tables = [heterogeneityParameters, fixedParameterTable(drugs), furtherParameters] as const;
  return names.map((name) => {
    const [known] = tables.flatMap((table: Readonly<Record<string, { unit: string; group: string }>>) => {
      return ownValue(table, name) ?? [];
    });
    return numberColumn(name, known?.unit ?? '1', `parameter of the model: ${known?.group ?? 'of a drug'}`);
  });
}
