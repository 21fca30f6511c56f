import type { z } from 'zod';
import {
  administrationsOf,
  ConfigError,
  drugsOfRegimen,
  InputError,
  parseJson,
  type Regimen,
} from '../../src/index.js';
import { issueSummary } from './issue-summary.js';
import { knownKeys } from './known-keys.js';

/** A configuration is read once: code made for its schema would take longer than the reading. */
const ONCE = { jitless: true } as const;

/** How one kind of configuration is read. */
export interface ConfigReader<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Checks beyond the schema: issues in the grammar `where: must ...; got value`. */
  readonly check: (config: z.output<Schema>) => readonly string[];
  /**
   * Required keys with placeholder values where the schema rejects them, so that the rest is still checked.
   */
  readonly placeholders: Readonly<Record<string, unknown>>;
}

/**
 * Reads a configuration: JSON with comments, schema, then the checks that the schema cannot state. All issues are reported at once,
 * with their paths.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @param reader - schema and further checks
 * @throws ConfigError - listing every issue
 */
export function parseChecked<Schema extends z.ZodType>(
  text: string,
  source: string,
  { schema, check, placeholders }: ConfigReader<Schema>,
): z.output<Schema> {
  const { value: json, issues: jsonIssues } = parseJson(text, 'passed over');
  if (jsonIssues.length > 0) throw new ConfigError(source, jsonIssues);
  const reserved = reservedKeys(json);
  const parsed = schema.safeParse(json, { reportInput: true, ...ONCE });
  if (parsed.success && reserved.length === 0) {
    const issues = check(parsed.data);
    if (issues.length > 0) throw new ConfigError(source, issues);
    return parsed.data;
  }
  const issues = parsed.error?.issues ?? [];
  // The accepted parts are checked all the same, so that all issues are reported at once
  const rest = schema.safeParse(withoutRefused(json, issues, placeholders), ONCE);
  const refused = new Set([
    ...issues.flatMap((issue) => issueSummary(issue, (path) => knownKeys(schema, path))),
    ...reserved,
  ]);
  throw new ConfigError(source, [...refused, ...(rest.success ? check(rest.data) : [])]);
}

/** Keys that the schema passes over among named values, because JavaScript objects reserve the name. */
function reservedKeys(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const where = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return key === '__proto__' ? [`${where}: must be a known key; got an unknown one`] : reservedKeys(member, where);
  });
}

/** The configuration without the values that the schema refuses. */
function withoutRefused(
  json: unknown,
  issues: readonly z.core.$ZodIssue[],
  placeholders: Readonly<Record<string, unknown>>,
): unknown {
  const copy: unknown = structuredClone(json);
  for (const issue of issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of keys) remove(copy, path);
  }
  return typeof copy === 'object' && copy !== null ? { ...placeholders, ...copy } : copy;
}

function remove(container: unknown, path: readonly PropertyKey[]): void {
  const [first, ...rest] = path;
  if (typeof container !== 'object' || container === null || first === undefined) return;
  if (rest.length === 0 || Array.isArray(container)) Reflect.deleteProperty(container, first);
  else remove(Reflect.get(container, first), rest);
}

/** The message of an InputError that a check throws; none where it passes. */
export function messagesOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (cause) {
    if (cause instanceof InputError) return [cause.message];
    throw cause;
  }
}

/** Courses of regimens that cannot be given within the simulated time. */
export function regimenIssues(regimens: Readonly<Record<string, unknown>>, horizonDays: number): readonly string[] {
  return Object.entries(regimens).flatMap(([name, regimen]) =>
    drugsOfRegimen(regimen as Regimen).flatMap((drug) =>
      (regimen as Regimen)[drug]!.flatMap((course, index, { length }) => {
        const where = `regimens.${name}.${drug}${length === 1 ? '' : `[${index}]`}`;
        return messagesOf(() => administrationsOf(course, horizonDays)).map((message) =>
          message.replace(/^regimen/, where),
        );
      }),
    ),
  );
}
