/** A fixed parameter of the model: its published value, unit and the family of processes it belongs to. */
export interface FixedParameter {
  readonly value: number;
  readonly unit: string;
  readonly group: string;
}

/**
 * Gives several parameters of one group their common unit.
 *
 * @param group - family of processes, as in the paper's supplementary tables
 * @param unit - unit of all the values
 * @param values - published values by name
 * @returns the same names, each with value, unit and group
 */
export function quantities<Name extends string>(
  group: string,
  unit: string,
  values: Readonly<Record<Name, number>>,
): Readonly<Record<Name, FixedParameter>> {
  const table: Partial<Record<Name, FixedParameter>> = {};
  for (const name in values) table[name] = { value: values[name], unit, group };
  return table as Record<Name, FixedParameter>;
}
