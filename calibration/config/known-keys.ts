import { z } from 'zod';

/**
 * The keys that a schema knows at a place of its input, to name the nearest one where a key is unknown.
 *
 * @param schema - of the whole input
 * @param path - of the object within it
 * @returns its keys; of a union those of all its forms; none where the place is no object of fixed keys
 */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const inner = unwrapped(schema);
  const [first, ...rest] = path;
  if (inner instanceof z.ZodUnion) return [...new Set(inner.options.flatMap((option) => knownKeys(option, path)))];
  if (inner instanceof z.ZodObject) {
    if (first === undefined) return Object.keys(inner.shape);
    const member = Object.entries(inner.shape).find(([name]) => name === first)?.[1];
    return member === undefined ? [] : knownKeys(member, rest);
  }
  if (first === undefined) return [];
  if (inner instanceof z.ZodRecord) return knownKeys(inner.valueType, rest);
  if (inner instanceof z.ZodArray) return knownKeys(inner.element, rest);
  return [];
}

/** The schema without its defaults, its optionality and what is computed from its value. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return unwrapped(schema.unwrap());
  }
  return schema;
}
