/**
 * What a record holds under a name from outside. A name that every object has (`constructor`, `toString`) is absent unless the
 * record has it as its own.
 *
 * @param record - values by name; undefined or null holds none
 * @param name - any text
 * @returns the value; undefined where there is none
 */
export function ownValue<Value>(
  record: Readonly<Record<string, Value>> | null | undefined,
  name: string,
): Value | undefined {
  return record != null && Object.hasOwn(record, name) ? record[name] : undefined;
}
