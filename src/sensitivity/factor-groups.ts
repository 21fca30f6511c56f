import { InputError } from '../errors.js';

/** Factors that are moved together: names for the reader, dimensions of the design. */
export interface FactorGroup {
  readonly name: string;
  /** Dimensions of the design; at least one; each dimension in one group alone. */
  readonly members: readonly number[];
}

/**
 * Makes sure that groups divide the dimensions of a design among themselves.
 *
 * @throws InputError - when a group is empty, a dimension is in none or in two groups, or out of range
 */
export function requireGroups(groups: readonly FactorGroup[], dimensions: number): void {
  const owner = new Map<number, string>();
  for (const { name, members } of groups) {
    if (members.length === 0) throw new InputError(`group ${name}: must have at least one factor; got none`);
    for (const member of members) {
      if (!(Number.isInteger(member) && member >= 0 && member < dimensions)) {
        throw new InputError(`group ${name}: must name dimensions from 0 to ${dimensions - 1}; got ${member}`);
      }
      const other = owner.get(member);
      if (other !== undefined)
        throw new InputError(`group ${name}: must not share a factor; dimension ${member} is in ${other}`);
      owner.set(member, name);
    }
  }
  if (!(owner.size === dimensions)) {
    throw new InputError(`groups: must hold all ${dimensions} factors; got ${owner.size}`);
  }
}

/** One group for each factor. */
export function singletons(names: readonly string[]): readonly FactorGroup[] {
  return names.map((name, index) => ({ name, members: [index] }));
}
