import type { CodeFunction, CodeModule, Expression, Place, Statement } from './code.js';
import { hexadecimal } from './hexadecimal.js';
import type { OperationName, ValueType } from './operations.js';

/** Lanes and bytes of a machine vector (v128). */
const V128_LANES = 2;
const V128_BYTES = 16;

/** In memory, a vector is aligned to its numbers only. */
const VECTOR_ALIGNMENT = 8;

const instructions: Readonly<Record<OperationName, string>> = {
  'f64.add': 'f64.add',
  'f64.sub': 'f64.sub',
  'f64.mul': 'f64.mul',
  'f64.div': 'f64.div',
  'f64.abs': 'f64.abs',
  'f64.min': 'f64.min',
  'f64.max': 'f64.max',
  'f64.eq': 'f64.eq',
  'f64.ne': 'f64.ne',
  'f64.lt': 'f64.lt',
  'f64.le': 'f64.le',
  'f64.gt': 'f64.gt',
  'f64.ge': 'f64.ge',
  'i32.add': 'i32.add',
  'i32.and': 'i32.and',
  'i32.eq': 'i32.eq',
  'i32.eqz': 'i32.eqz',
  'i32.ltU': 'i32.lt_u',
  'i32.geU': 'i32.ge_u',
  'vector.splat': 'f64x2.splat',
  'vector.add': 'f64x2.add',
  'vector.sub': 'f64x2.sub',
  'vector.mul': 'f64x2.mul',
  'vector.div': 'f64x2.div',
  'vector.neg': 'f64x2.neg',
  'vector.abs': 'f64x2.abs',
  'vector.pmin': 'f64x2.pmin',
  'vector.pmax': 'f64x2.pmax',
  'vector.ne': 'f64x2.ne',
  'vector.gt': 'f64x2.gt',
  'vector.and': 'v128.and',
  'vector.or': 'v128.or',
  'vector.select': 'v128.bitselect',
  'vector.shiftLeft': 'i64x2.shl',
  'vector.shiftRight': 'i64x2.shr_u',
  'vector.anyTrue': 'v128.any_true',
};

/**
 * A module as WebAssembly text. It imports its memory from the host (`host.memory`).
 *
 * @param lanes - numbers of a vector; a multiple of 2: a vector is that many v128, lane by lane
 */
export function watText(module: CodeModule, lanes: number): string {
  const parts = Array.from({ length: lanes / V128_LANES }, (_, part) => part);
  const functions = module.functions.map((code) => functionText(code, parts));
  const exports = module.exported.map((name) => `(export "${name}" (func $${name}))`);
  return ['(module', '(import "host" "memory" (memory 0))', ...functions, ...exports, ')'].join('\n');
}

function functionText(code: CodeFunction, parts: readonly number[]): string {
  const types = [...code.parameters, ...code.locals];
  let labels = 0;

  const partsOf = (type: ValueType) => (type === 'vector' ? parts : [0]);
  const variable = (index: number, part: number) => `$${index}${types[index] === 'vector' ? `p${part}` : ''}`;
  const declared = (word: string, first: number, own: readonly ValueType[]) =>
    own.flatMap((type, index) =>
      partsOf(type).map((part) => `(${word} ${variable(first + index, part)} ${type === 'vector' ? 'v128' : type})`),
    );

  const allParts = (expressions: readonly Expression[]): string =>
    expressions.flatMap((each) => partsOf(each.type).map((part) => text(each, part))).join(' ');
  const place = (type: ValueType, { address, at }: Place, part: number) => {
    const alignment = type === 'vector' ? ` align=${VECTOR_ALIGNMENT}` : '';
    // A number has no further parts
    const from = type === 'vector' ? address + part * V128_BYTES : address;
    return { offset: `offset=${from}${alignment}`, base: at ? text(at, 0) : '(i32.const 0)' };
  };

  /** One part of an expression; anything but a vector has one. */
  const text = ({ type, node }: Expression, wanted: number): string => {
    const part = type === 'vector' ? wanted : 0;
    switch (node.kind) {
      case 'number':
        return `(${type}.const ${type === 'f64' ? numberText(node.value) : node.value})`;
      case 'bits': {
        const bits = `0x${node.value.toString(16)}`;
        return type === 'vector' ? `(v128.const i64x2 ${bits} ${bits})` : `(i64.const ${bits})`;
      }
      case 'local':
        return `(local.get ${variable(node.index, part)})`;
      case 'load': {
        const { offset, base } = place(type, node, part);
        return `(${type === 'vector' ? 'v128' : type}.load ${offset} ${base})`;
      }
      case 'operation': {
        const { name, operands } = node;
        if (name === 'vector.anyTrue') {
          const joined = parts
            .map((each) => text(operands[0]!, each))
            .reduce((all, next) => `(v128.or ${all} ${next})`);
          return `(${instructions[name]} ${joined})`;
        }
        return `(${instructions[name]} ${operands.map((each) => text(each, part)).join(' ')})`;
      }
      case 'call':
        return `(call $${node.name} ${allParts(node.operands)})`;
    }
  };

  const block = (statements: readonly Statement[]): string => statements.map(line).join('\n');
  const line = (statement: Statement): string => {
    switch (statement.kind) {
      case 'set': {
        // All parts are computed before one is set
        const { index, value } = statement;
        const sets = partsOf(value.type).map((part) => `(local.set ${variable(index, part)})`);
        return `${allParts([value])} ${sets.reverse().join(' ')}`;
      }
      case 'store': {
        const { value } = statement;
        const places = partsOf(value.type).map((part) => ({ part, ...place(value.type, statement, part) }));
        const operands = places.map(({ part, base }) => `${base} ${text(value, part)}`);
        const type = value.type === 'vector' ? 'v128' : value.type;
        return [...operands, ...places.reverse().map(({ offset }) => `(${type}.store ${offset})`)].join(' ');
      }
      case 'call':
        return `(call $${statement.name} ${allParts(statement.operands)})`;
      case 'if': {
        const { condition, then, otherwise } = statement;
        const second = otherwise.length === 0 ? '' : `\n(else\n${block(otherwise)})`;
        return `(if ${text(condition, 0)} (then\n${block(then)})${second})`;
      }
      case 'while': {
        const label = `$turn${labels++}`;
        return `(loop ${label} (if ${text(statement.condition, 0)} (then\n${block(statement.body)}\n(br ${label}))))`;
      }
      case 'repeat': {
        const label = `$turn${labels++}`;
        return `(loop ${label}\n${block(statement.body)}\n(br_if ${label} ${text(statement.condition, 0)}))`;
      }
      case 'return':
        return `(return ${statement.value === undefined ? '' : text(statement.value, 0)})`;
    }
  };

  return [
    `(func $${code.name}`,
    ...declared('param', 0, code.parameters),
    ...(code.result === 'none' ? [] : [`(result ${code.result})`]),
    ...declared('local', code.parameters.length, code.locals),
    `${block(code.body)}`,
    // A function with a result ends in a return
    ...(code.result === 'none' ? [] : ['(unreachable)']),
    ')',
  ].join('\n');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return hexadecimal(value);
}
