/**
 * Number of single-character insertions, deletions and replacements that turn one text into the other.
 *
 * @param from - any text
 * @param to - any text
 * @returns edit distance; integer ≥ 0. Cost is the product of the two lengths.
 * @see Levenshtein 1966, Soviet Physics Doklady 10:707-710
 */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}

/**
 * Known names in the order of their likeness to a given one: those that contain it first, then by edit distance; letter case counts for
 * nothing.
 *
 * @param name - the name that was given
 * @param known - names to order
 * @returns all of them; equally near ones in their order
 */
export function nearestFirst(name: string, known: readonly string[]): readonly string[] {
  const given = name.toLowerCase();
  const distance = (candidate: string): number => {
    const text = candidate.toLowerCase();
    return given !== '' && text.includes(given) ? -1 : editDistance(given, text);
  };
  return [...known].sort((a, b) => distance(a) - distance(b));
}

/** Share of a name's letters that may differ before it stops being a plausible slip of the pen. */
const PLAUSIBLE_SLIP = 0.4;

/**
 * The known name that a misspelt one most likely means; letter case counts for nothing.
 *
 * @param name - the name that was given
 * @param known - names to choose from; the first of equally near ones wins
 * @returns the nearest known name, or null when none is within two fifths of the longer name's letters
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let smallest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = PLAUSIBLE_SLIP * Math.max(name.length, candidate.length);
    if (distance <= allowed && distance < smallest) {
      nearest = candidate;
      smallest = distance;
    }
  }
  return nearest;
}

/**
 * What a message adds about a name that is not known.
 *
 * @param name - the name that was given
 * @param known - names to choose from
 * @returns ` (did you mean X?)` with the nearest known name; empty where none is near
 */
export function nearestHint(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}
