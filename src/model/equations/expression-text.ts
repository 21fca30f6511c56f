import type { Expression } from '../expression.js';

/** Widest line of a formula; a printed page and GitHub's code blocks hold it without scrolling. */
export const FORMULA_WIDTH = 100;

/** How tightly a text binds: a sum needs parentheses as a factor, everything but an atom as a divisor or base. */
type Binding = 'sum' | 'product' | 'atom';

interface Text {
  readonly text: string;
  readonly binding: Binding;
}

/** Names that stand for a whole expression, by identity: a flux that another formula refers to. */
export type ExpressionNames = ReadonlyMap<Expression, string>;

const noNames: ExpressionNames = new Map();

/**
 * An expression on one line, in plain text.
 *
 * Saturation prints as a/(K + a), inhibition as K/(K + a), the Hill term as a^2/(K^2 + a^2): the forms of the paper.
 *
 * @param expression - what to print
 * @param names - names to print instead of whole sub-expressions
 * @returns text with `*`, `/`, `^` and parentheses where they are needed
 */
export function formulaText(expression: Expression, names: ExpressionNames = noNames): string {
  return textOf(expression, names).text;
}

function textOf(expression: Expression, names: ExpressionNames): Text {
  const name = names.get(expression);
  if (name !== undefined) return atom(name);
  const of = (part: Expression): Text => textOf(part, names);
  switch (expression.kind) {
    case 'number':
      return atom(String(expression.value));
    case 'parameter':
    case 'cell':
    case 'drug':
    case 'molecule':
      return atom(expression.name);
    case 'sum': {
      const [first, ...rest] = termsOf(expression, names);
      if (first === undefined) return atom('0');
      if (rest.length === 0) return of(first);
      return { text: rest.reduce((text, term) => `${text} ${signed(term, names)}`, of(first).text), binding: 'sum' };
    }
    case 'product': {
      const [only, ...others] = expression.factors;
      if (only === undefined) return atom('1');
      if (others.length === 0) return of(only);
      return { text: expression.factors.map((factor) => asFactor(of(factor))).join(' * '), binding: 'product' };
    }
    case 'quotient':
      return ratio(of(expression.numerator), of(expression.denominator));
    case 'negative':
      return { text: `-${asFactor(of(expression.of))}`, binding: 'sum' };
    case 'exponential':
      return atom(`exp(${of(expression.of).text})`);
    case 'saturation': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return ratio(amount, added(half, amount));
    }
    case 'inhibition': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return ratio(half, added(half, amount));
    }
    case 'hill': {
      const [amount, half] = [of(expression.of), of(expression.half)].map((base) => power(base, expression.exponent));
      return ratio(amount!, added(half!, amount!));
    }
  }
}

function atom(text: string): Text {
  return { text, binding: 'atom' };
}

function parenthesised({ text }: Text): string {
  return `(${text})`;
}

function asFactor(part: Text): string {
  return part.binding === 'sum' ? parenthesised(part) : part.text;
}

function ratio(numerator: Text, denominator: Text): Text {
  const divisor = denominator.binding === 'atom' ? denominator.text : parenthesised(denominator);
  return { text: `${asFactor(numerator)}/${divisor}`, binding: 'product' };
}

function added(left: Text, right: Text): Text {
  return { text: `${left.text} + ${right.text.startsWith('-') ? parenthesised(right) : right.text}`, binding: 'sum' };
}

function power(base: Text, exponent: number): Text {
  return atom(`${base.binding === 'atom' ? base.text : parenthesised(base)}^${exponent}`);
}

/** Terms of a sum, those of inner sums among them; a product of one factor counts as that factor. */
function termsOf(expression: Expression, names: ExpressionNames): readonly Expression[] {
  if (names.has(expression)) return [expression];
  if (expression.kind === 'sum') return expression.terms.flatMap((term) => termsOf(term, names));
  if (expression.kind === 'product' && expression.factors.length === 1) return termsOf(expression.factors[0]!, names);
  return [expression];
}

/** A term after the first one of a sum, with its sign. */
function signed(term: Expression, names: ExpressionNames): string {
  if (term.kind !== 'negative' || names.has(term)) return `+ ${textOf(term, names).text}`;
  return `- ${asFactor(textOf(term.of, names))}`;
}

/**
 * An expression over several lines, broken at factors and terms where it does not fit on one.
 *
 * @param expression - what to print
 * @param width - characters that a line may hold
 * @param names - names to print instead of whole sub-expressions
 * @returns lines; one factor or term alone may be wider than `width`
 */
export function formulaLines(
  expression: Expression,
  width: number = FORMULA_WIDTH,
  names: ExpressionNames = noNames,
): readonly string[] {
  const flat = formulaText(expression, names);
  if (flat.length <= width || names.has(expression)) return [flat];
  if (expression.kind === 'product') {
    return expression.factors.flatMap((factor, index) =>
      indentAfter(index === 0 ? '' : '  * ', factorLines(factor, width - 4, names)),
    );
  }
  if (expression.kind === 'sum') {
    return termsOf(expression, names).flatMap((term, index) => {
      if (index === 0) return formulaLines(term, width, names);
      if (term.kind === 'negative') return indentAfter('- ', factorLines(term.of, width - 2, names));
      return indentAfter('+ ', formulaLines(term, width - 2, names));
    });
  }
  if (expression.kind === 'quotient') {
    const { numerator, denominator } = expression;
    const divisor = ratio(atom(''), textOf(denominator, names)).text;
    return [...factorLines(numerator, width, names), divisor.replace('/', '/ ')];
  }
  return [flat];
}

function factorLines(factor: Expression, width: number, names: ExpressionNames): readonly string[] {
  if (textOf(factor, names).binding !== 'sum') return formulaLines(factor, width, names);
  const inside = indentAfter('(', formulaLines(factor, width - 2, names));
  return [...inside.slice(0, -1), `${inside.at(-1)})`];
}

/** Puts `prefix` before the first line and as many spaces before the others. */
export function indentAfter(prefix: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? prefix : ' '.repeat(prefix.length)) + line);
}
