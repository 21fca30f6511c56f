import type { Expression, Statement } from './code.js';
import { type OperationName, operations, type ValueType } from './operations.js';

type OperandsOf<Types extends readonly ValueType[]> = { readonly [Index in keyof Types]: Expression<Types[Index]> };

/** The maker of an operation's expressions. */
function operation<Name extends OperationName>(
  name: Name,
): (...operands: OperandsOf<(typeof operations)[Name]['operands']>) => Expression<(typeof operations)[Name]['result']> {
  const { result } = operations[name];
  return (...operands) => ({
    type: result,
    node: { kind: 'operation', name, operands: operands as readonly Expression[] },
  });
}

type At = Expression<'i32'>;

const loadOf =
  <Type extends ValueType>(type: Type) =>
  (address: number, at?: At): Expression<Type> => ({ type, node: { kind: 'load', address, at } });
const store = (address: number, value: Expression, at?: At): Statement => ({ kind: 'store', address, value, at });
const numberOf =
  <Type extends ValueType>(type: Type) =>
  (value: number): Expression<Type> => ({ type, node: { kind: 'number', value } });
const bitsOf =
  <Type extends ValueType>(type: Type) =>
  (value: bigint): Expression<Type> => ({ type, node: { kind: 'bits', value: BigInt.asUintN(64, value) } });

const f64Number = numberOf('f64');
const splat = operation('vector.splat');

/** Numbers. */
export const f64 = {
  number: f64Number,
  load: loadOf('f64'),
  store,
  add: operation('f64.add'),
  sub: operation('f64.sub'),
  mul: operation('f64.mul'),
  div: operation('f64.div'),
  abs: operation('f64.abs'),
  min: operation('f64.min'),
  max: operation('f64.max'),
  eq: operation('f64.eq'),
  ne: operation('f64.ne'),
  lt: operation('f64.lt'),
  le: operation('f64.le'),
  gt: operation('f64.gt'),
  ge: operation('f64.ge'),
} as const;

/** Addresses, masks and conditions. */
export const i32 = {
  number: numberOf('i32'),
  load: loadOf('i32'),
  store,
  add: operation('i32.add'),
  and: operation('i32.and'),
  eq: operation('i32.eq'),
  eqz: operation('i32.eqz'),
  ltU: operation('i32.ltU'),
  geU: operation('i32.geU'),
} as const;

/** Bit patterns of one lane. */
export const i64 = { bits: bitsOf('i64'), store } as const;

/** One number per lane. */
export const vector = {
  /** The same number in every lane. */
  number: (value: number): Expression<'vector'> => splat(f64Number(value)),
  /** The same 64 bits in every lane. */
  bits: bitsOf('vector'),
  load: loadOf('vector'),
  store,
  splat,
  add: operation('vector.add'),
  sub: operation('vector.sub'),
  mul: operation('vector.mul'),
  div: operation('vector.div'),
  neg: operation('vector.neg'),
  abs: operation('vector.abs'),
  pmin: operation('vector.pmin'),
  pmax: operation('vector.pmax'),
  ne: operation('vector.ne'),
  gt: operation('vector.gt'),
  and: operation('vector.and'),
  or: operation('vector.or'),
  select: operation('vector.select'),
  shiftLeft: operation('vector.shiftLeft'),
  shiftRight: operation('vector.shiftRight'),
  anyTrue: operation('vector.anyTrue'),
} as const;

/** What is done, and in which order. */
export const flow = {
  call: (name: string, ...operands: readonly Expression[]): Statement => ({ kind: 'call', name, operands }),
  if: (condition: Expression<'i32'>, then: readonly Statement[], otherwise: readonly Statement[] = []): Statement => ({
    kind: 'if',
    condition,
    then,
    otherwise,
  }),
  while: (condition: Expression<'i32'>, body: readonly Statement[]): Statement => ({ kind: 'while', condition, body }),
  repeatWhile: (body: readonly Statement[], condition: Expression<'i32'>): Statement => ({
    kind: 'repeat',
    condition,
    body,
  }),
  return: (value?: Expression): Statement => ({ kind: 'return', value }),
} as const;

/** The number that a function returns; it may store nothing. */
export function resultOf<Type extends 'i32' | 'f64'>(
  type: Type,
  name: string,
  ...operands: readonly Expression[]
): Expression<Type> {
  return { type, node: { kind: 'call', name, operands } };
}
