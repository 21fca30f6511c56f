import { settingsLeaves } from '../run/settings-tree.js';

/** A setting that differs from the run. */
export interface Change {
  readonly path: string;
  /** As JSON or text; null where the run has none. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What differs between two configurations, in their order.
 *
 * @param before - plain data
 * @param after - plain data
 */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const of = (value: unknown) => new Map(settingsLeaves(value).map(({ path, text }) => [path.join('.'), text]));
  const [old, changed] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...changed.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? null, changed.get(path) ?? null];
    return was === is ? [] : [{ path, before: was, after: is }];
  });
}
