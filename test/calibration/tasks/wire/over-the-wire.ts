import { fromBytes, toBytes } from '../../../../calibration/engine/queue/payload.js';
import type { WireForm } from '../../../../calibration/engine/queue/wire-form.js';

/** What arrives of a value that is sent. */
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

/** What a worker makes of a task that crossed. */
export async function arrived<Input, Output>(form: WireForm<Input, Output>, input: Input): Promise<Input> {
  const { own, shared } = form.pack(input);
  return form.unpack(sent(own), shared === undefined ? undefined : form.unpackShared?.(sent(shared)));
}

/** Stands for a field that is left out. */
export const nothing = Symbol('nothing');

export type Path = readonly (string | number)[];

/** A copy of what was sent with one field changed, added or left out. */
export function damaged(data: unknown, path: Path, value: unknown): unknown {
  const copy = sent(data);
  const [last, ...above] = [...path].reverse();
  if (last === undefined) return value;
  const container = above.reverse().reduce<unknown>((inside, key) => Reflect.get(inside as object, key), copy);
  if (value === nothing) Reflect.deleteProperty(container as object, last);
  else Object.defineProperty(container, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A field that was damaged, and what is said of it. */
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
  if (value === nothing) return 'left out';
  if (typeof value === 'string') return value.length > 20 ? 'a long text' : `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  return 'length' in value ? `${value.constructor.name} of ${value.length}` : 'an object';
}
