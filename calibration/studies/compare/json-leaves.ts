/** Sections of a comparison, in order. */
export const sectionNames = [
  'Study',
  'Simulated endpoints',
  'Clinical endpoints',
  'Fit',
  'Shapes',
  'Death functions',
  'Configuration',
  'Settings',
  'Result',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** A value of a JSON file that has no parts. */
export type Scalar = string | number | boolean | null;

/** A value of a run's file. */
export interface Leaf {
  readonly section: SectionName;
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Scalar;
  /** File and JSON pointer, such as `results.json#/fit/shapes/K1/alpha`. */
  readonly source: string;
}

/** Steps from the root of a file to a value. */
export type Steps = readonly (string | number)[];

/** JSON pointer of a value; RFC 6901. */
export function pointer(file: string, steps: Steps): string {
  let text = `${file}#`;
  for (const step of steps) text += `/${typeof step === 'number' ? step : escaped(step)}`;
  return text;
}

/** Few names hold what must be escaped. */
const escaped = (step: string): string =>
  step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;

/**
 * All values without parts below a value of a JSON file, with the steps to them. An empty list or record has none.
 *
 * @param value - plain data
 * @param steps - to it
 */
export function* scalarsOf(value: unknown, steps: Steps = []): Generator<readonly [steps: Steps, value: Scalar]> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* scalarsOf(each, [...steps, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* scalarsOf(each, [...steps, key]);
  } else if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    yield [steps, value];
  }
}
