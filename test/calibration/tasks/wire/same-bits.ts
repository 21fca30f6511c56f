/** Differences named at most; a wrong array has thousands. */
const MOST = 5;

/**
 * Where two values of plain data differ: numbers by their bits (-0 is not 0, NaN is NaN), objects by the order of their keys
 * too, since results are written as JSON.
 *
 * @returns paths with both values, at most five; none where the data are the same
 */
export function bitDifferences(actual: unknown, expected: unknown, where = '$'): readonly string[] {
  const differences: string[] = [];
  const differ = (path: string, left: unknown, right: unknown) => {
    if (differences.length < MOST) differences.push(`${path}: ${String(left)} is not ${String(right)}`);
  };
  const compare = (left: unknown, right: unknown, path: string): void => {
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
      if (!Object.is(left, right)) differ(path, left, right);
      return;
    }
    const [kind, otherKind] = [left, right].map((value) => Object.prototype.toString.call(value));
    const [keys, otherKeys] = [Object.keys(left), Object.keys(right)];
    if (kind !== otherKind) differ(path, kind, otherKind);
    else if (keys.join() !== otherKeys.join()) differ(`${path}, keys`, keys, otherKeys);
    else for (const key of keys) compare(Reflect.get(left, key), Reflect.get(right, key), `${path}.${key}`);
  };
  compare(actual, expected, where);
  return differences;
}
