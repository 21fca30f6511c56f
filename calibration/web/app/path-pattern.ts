/** Values of the named parts of a path, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

/**
 * Compares a path with a pattern such as `/explorer/:run`. A named part is one segment, decoded.
 *
 * @returns values by name; null where the path does not match
 */
export function matchPath(pattern: string, path: string): PathParameters | null {
  const [wanted, given] = [pattern, path].map((each) => each.split('/').filter((part) => part !== ''));
  if (wanted === undefined || given === undefined || wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) {
      const value = decoded(segment);
      if (value === null) return null;
      values[part.slice(1)] = value;
    } else if (part !== segment) return null;
  }
  return values;
}

/** Puts values into a pattern; each is encoded as one segment. */
export function fillPath(pattern: string, values: PathParameters): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
