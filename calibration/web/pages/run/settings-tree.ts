/** A value of a configuration with its place in it. */
export interface SettingsLeaf {
  readonly path: readonly string[];
  /** As JSON; texts without quotes. */
  readonly text: string;
}

/** Characters up to which a list stands in one line. */
const MOST_LINE = 80;

/**
 * All values of plain data, in order. A short list of plain values is one value; so is what is empty.
 *
 * @param value - plain data
 */
export function settingsLeaves(value: unknown, path: readonly string[] = []): readonly SettingsLeaf[] {
  if (typeof value !== 'object' || value === null)
    return [{ path, text: typeof value === 'string' ? value : JSON.stringify(value) }];
  const members = Object.entries(value);
  const isPlain = members.every(([, each]) => typeof each !== 'object' || each === null);
  const line = JSON.stringify(value);
  if (members.length === 0 || (Array.isArray(value) && isPlain && line.length <= MOST_LINE))
    return [{ path, text: line }];
  return members.flatMap(([name, each]) => settingsLeaves(each, [...path, name]));
}

/** Values whose place or text has every word of the filter, in any case. */
export function filteredLeaves(leaves: readonly SettingsLeaf[], filter: string): readonly SettingsLeaf[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return leaves;
  return leaves.filter(({ path, text }) => {
    const all = `${path.join('.')} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Values by the first part of their places, in order; those of the top in a group without a name. */
export function settingsGroups(
  leaves: readonly SettingsLeaf[],
): readonly { readonly name: string; readonly leaves: readonly SettingsLeaf[] }[] {
  const groups = new Map<string, SettingsLeaf[]>();
  for (const leaf of leaves) {
    const name = leaf.path.length > 1 ? (leaf.path[0] ?? '') : '';
    groups.set(name, [...(groups.get(name) ?? []), leaf]);
  }
  return [...groups].map(([name, own]) => ({ name, leaves: own }));
}
