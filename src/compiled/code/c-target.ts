import { cPrelude } from './c-prelude.js';
import type { CodeFunction, CodeModule, Expression, Place, Statement } from './code.js';
import { hexadecimal } from './hexadecimal.js';
import type { OperationName, ValueType } from './operations.js';

/** How the C text names values, and values in memory. */
const cTypes: Readonly<Record<ValueType, string>> = {
  vector: 'vector',
  f64: 'double',
  i32: 'uint32_t',
  i64: 'uint64_t',
};

type Operator = (a: string, b: string, c: string) => string;

const infix =
  (operator: string): Operator =>
  (a, b) =>
    `(${a} ${operator} ${b})`;
const comparison =
  (operator: string): Operator =>
  (a, b) =>
    `((vector)(${a} ${operator} ${b}))`;
const bitwise =
  (operator: string): Operator =>
  (a, b) =>
    `((vector)((bits)${a} ${operator} (bits)${b}))`;
const shift =
  (operator: string): Operator =>
  (a, count) =>
    `((vector)((bits)${a} ${operator} ${count}))`;

const operators: Readonly<Record<OperationName, Operator>> = {
  'f64.add': infix('+'),
  'f64.sub': infix('-'),
  'f64.mul': infix('*'),
  'f64.div': infix('/'),
  'f64.abs': (a) => `__builtin_fabs(${a})`,
  'f64.min': (a, b) => `f64_min(${a}, ${b})`,
  'f64.max': (a, b) => `f64_max(${a}, ${b})`,
  'f64.eq': infix('=='),
  'f64.ne': infix('!='),
  'f64.lt': infix('<'),
  'f64.le': infix('<='),
  'f64.gt': infix('>'),
  'f64.ge': infix('>='),
  'i32.add': infix('+'),
  'i32.and': infix('&'),
  'i32.eq': infix('=='),
  'i32.eqz': (a) => `(${a} == 0)`,
  'i32.ltU': infix('<'),
  'i32.geU': infix('>='),
  'vector.splat': (a) => `vector_splat(${a})`,
  'vector.add': infix('+'),
  'vector.sub': infix('-'),
  'vector.mul': infix('*'),
  'vector.div': infix('/'),
  'vector.neg': (a) => `(-${a})`,
  'vector.abs': (a) => `vector_abs(${a})`,
  'vector.pmin': (a, b) => `vector_pmin(${a}, ${b})`,
  'vector.pmax': (a, b) => `vector_pmax(${a}, ${b})`,
  'vector.ne': comparison('!='),
  'vector.gt': comparison('>'),
  'vector.and': bitwise('&'),
  'vector.or': bitwise('|'),
  'vector.select': (a, b, mask) => `vector_select(${a}, ${b}, ${mask})`,
  'vector.shiftLeft': shift('<<'),
  'vector.shiftRight': shift('>>'),
  'vector.anyTrue': (a) => `vector_any_true(${a})`,
};

export interface CTextOptions {
  /** Numbers of a vector; a power of 2. */
  readonly lanes: number;
  /** In front of the names of exported functions. */
  readonly prefix: string;
}

/**
 * A module as C with the vector extensions of GCC and Clang. Each exported function takes the memory as its first argument,
 * which is aligned to 8 bytes at least; addresses are byte offsets from it.
 *
 * No operation is contracted or reordered: the results are those of WebAssembly to the bit.
 */
export function cText(module: CodeModule, { lanes, prefix }: CTextOptions): string {
  const functions = module.functions.map(functionText);
  const exports = module.functions
    .filter(({ name }) => module.exported.includes(name))
    .map((code) => exportText(code, prefix));
  return [cPrelude(lanes), ...functions, ...exports, ''].join('\n');
}

const variable = (index: number) => `v${index}`;
const functionName = (name: string) => `code_${name}`;
const resultText = ({ result }: CodeFunction) => (result === 'none' ? 'void' : cTypes[result]);
const parametersText = ({ parameters }: CodeFunction) =>
  parameters.map((type, index) => `, ${cTypes[type]} ${variable(index)}`).join('');

/** The host hands over and gets back i32 with a sign, as from WebAssembly. */
function exportText(code: CodeFunction, prefix: string): string {
  const given = code.parameters.map((_, index) => `, ${variable(index)}`).join('');
  const signed = (declaration: string) => declaration.replaceAll('uint32_t', 'int32_t');
  return [
    signed(`${resultText(code)} ${prefix}${code.name}(double *memory${parametersText(code)})`),
    '{',
    `${code.result === 'none' ? '' : 'return '}${functionName(code.name)}((char *)memory${given});`,
    '}',
  ].join('\n');
}

function functionText(code: CodeFunction): string {
  const locals = code.locals.map((type, index) => {
    const zero = type === 'vector' ? '{0}' : '0';
    return `${cTypes[type]} ${variable(code.parameters.length + index)} = ${zero};`;
  });
  return [
    `static ${resultText(code)} ${functionName(code.name)}(char *memory${parametersText(code)})`,
    '{',
    ...locals,
    block(code.body),
    '}',
  ].join('\n');
}

const block = (statements: readonly Statement[]): string => statements.map(line).join('\n');

function line(statement: Statement): string {
  switch (statement.kind) {
    case 'set':
      return `${variable(statement.index)} = ${text(statement.value)};`;
    case 'store':
      return `${placeText(statement.value.type, statement)} = ${text(statement.value)};`;
    case 'call':
      return `${callText(statement)};`;
    case 'if': {
      const { condition, then, otherwise } = statement;
      const second = otherwise.length === 0 ? '' : ` else {\n${block(otherwise)}\n}`;
      return `if (${text(condition)}) {\n${block(then)}\n}${second}`;
    }
    case 'while':
      return `while (${text(statement.condition)}) {\n${block(statement.body)}\n}`;
    case 'repeat':
      return `do {\n${block(statement.body)}\n} while (${text(statement.condition)});`;
    case 'return':
      return statement.value === undefined ? 'return;' : `return ${text(statement.value)};`;
  }
}

function text({ type, node }: Expression): string {
  switch (node.kind) {
    case 'number':
      return type === 'f64' ? numberText(node.value) : `${node.value >>> 0}u`;
    case 'bits': {
      const bits = `UINT64_C(0x${node.value.toString(16)})`;
      return type === 'vector' ? `vector_of_bits(${bits})` : bits;
    }
    case 'local':
      return variable(node.index);
    case 'load':
      return placeText(type, node);
    case 'operation': {
      const [a = '', b = '', c = ''] = node.operands.map(text);
      return operators[node.name](a, b, c);
    }
    case 'call':
      return callText(node);
  }
}

function callText({ name, operands }: { readonly name: string; readonly operands: readonly Expression[] }): string {
  return `${functionName(name)}(${['memory', ...operands.map(text)].join(', ')})`;
}

function placeText(type: ValueType, { address, at }: Place): string {
  return `IN_MEMORY(${cTypes[type]}, ${at === undefined ? '' : `${text(at)} + UINT64_C(0) + `}${address})`;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '__builtin_nan("")';
  if (!Number.isFinite(value)) return value > 0 ? '__builtin_inf()' : '(-__builtin_inf())';
  return Object.is(value, -0) || value < 0 ? `(${hexadecimal(value)})` : hexadecimal(value);
}
