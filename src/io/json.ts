import { InternalError } from '../errors.js';

/** Arrays of plain values stay on one line up to this width, so that a vector reads as a vector. */
const LINE_WIDTH = 120;

interface Layout {
  /** Spaces per level; 0 writes everything on one line without spaces. */
  readonly indent: 0 | 2;
  readonly keys: 'as given' | 'sorted';
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function primitiveText(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'number') {
    throw new InternalError(
      `${path}: must be null, text, a number, true, false, an array or a plain object; got ${typeof value}`,
    );
  }
  if (!Number.isFinite(value)) throw new InternalError(`${path}: must be a finite number; got ${value}`);
  return JSON.stringify(value);
}

/** Writes one value; `above` holds the arrays and objects that contain it. */
function valueText(value: unknown, path: string, layout: Layout, above: readonly object[]): string {
  if (typeof value !== 'object' || value === null) return primitiveText(value, path);
  if (above.includes(value)) throw new InternalError(`${path}: must not contain itself; got a cycle`);
  const inside = [...above, value];
  const isArray = Array.isArray(value);
  let parts: string[];
  if (isArray) {
    parts = value.map((item, index) => valueText(item, `${path}[${index}]`, layout, inside));
    const line = `[${parts.join(', ')}]`;
    const flat = value.every((item) => typeof item !== 'object' || item === null);
    if (layout.indent > 0 && flat && line.length <= LINE_WIDTH) return line;
  } else if (isPlainObject(value)) {
    const keys = layout.keys === 'sorted' ? Object.keys(value).sort() : Object.keys(value);
    const gap = layout.indent > 0 ? ' ' : '';
    parts = keys.map(
      (key) => `${JSON.stringify(key)}:${gap}${valueText(value[key], `${path}.${key}`, layout, inside)}`,
    );
  } else {
    throw new InternalError(`${path}: must be an array or a plain object; got ${value.constructor.name}`);
  }
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0 || layout.indent === 0) return `${open}${parts.join(',')}${close}`;
  const margin = ' '.repeat(layout.indent * above.length);
  const inner = ' '.repeat(layout.indent * inside.length);
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}

/**
 * A value as JSON for people and files: two spaces a level, keys in the order given, short vectors on one line, a line feed at
 * the end. The same value always gives the same bytes.
 *
 * @param value - null, text, finite numbers, booleans, arrays and plain objects, to any depth
 * @returns JSON text
 * @throws InternalError - naming the path, when a number is not finite, or for anything that JSON would drop or bend:
 *   undefined, functions, class instances, typed arrays, cycles
 */
export function toPrettyJson(value: unknown): string {
  return `${valueText(value, '$', { indent: 2, keys: 'as given' }, [])}\n`;
}

/**
 * A value as JSON for hashing: keys sorted, no spaces, so that equal content has equal text whatever order it was built in.
 *
 * @param value - as for `toPrettyJson`
 * @returns JSON text on one line
 * @throws InternalError - as `toPrettyJson`
 */
export function toCanonicalJson(value: unknown): string {
  return valueText(value, '$', { indent: 0, keys: 'sorted' }, []);
}
