import { fromBytes, toBytes } from '../../../../calibration/engine/queue/payload.js';
import type { WireForm } from '../../../../calibration/engine/queue/wire-form.js';

/** The value that arrives for a value that is sent. */
export function sent<Value>(value: Value): Value {
  return fromBytes(toBytes(value), 'test') as Value;
}

/** A task that crosses to a worker, is computed there, and its result that crosses back. */
export async function throughWire<Input, Output>(
  form: WireForm<Input, Output>,
  task: (input: Input) => Output | Promise<Output>,
  input: Input,
): Promise<Output> {
  const there = await arrived(form, input);
  return form.unpackOutput(sent(form.packOutput(await task(there), there)), input);
}

/** The task as unpacked by a worker. */
export async function arrived<Input, Output>(form: WireForm<Input, Output>, input: Input): Promise<Input> {
  const { own, shared } = form.pack(input);
  return form.unpack(sent(own), shared === undefined ? undefined : form.unpackShared?.(sent(shared)));
}

/** Placeholder of a field that is omitted. */
export const nothing = Symbol('nothing');

export type Path = readonly (string | number)[];

/** A copy of what was sent with one field changed, added or omitted. */
export function damaged(data: unknown, path: Path, value: unknown): unknown {
  const copy = sent(data);
  const [last, ...above] = [...path].reverse();
  if (last === undefined) return value;
  const container = above.reverse().reduce<unknown>((inside, key) => Reflect.get(inside as object, key), copy);
  if (value === nothing) Reflect.deleteProperty(container as object, last);
  else Object.defineProperty(container, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A damaged field, and the expected message. */
export type Damage = readonly [path: Path, value: unknown, message: string];

/** Damages with a short title for each. */
export function titled(damages: readonly Damage[]): readonly (readonly [title: string, ...Damage])[] {
  return damages.map(([path, value, message]) => [
    `${path.length === 0 ? 'all of it' : path.join('.')} ${shown(value)}`,
    path,
    value,
    message,
  ]);
}

function shown(value: unknown): string {
  if (value === nothing) return 'omitted';
  if (typeof value === 'string') return value.length > 20 ? 'a long text' : `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  return 'length' in value ? `${value.constructor.name} of ${value.length}` : 'an object';
}
