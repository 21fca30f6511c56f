import type { Expression } from '../expression.js';
import { latexName } from './latex-name.js';

/** A formula in the mathematics mode of LaTeX, with what its surroundings have to know. */
export interface LatexFormula {
  readonly tex: string;
  /** How tightly it binds: a sum needs parentheses as a factor, everything but an atom as a base. */
  readonly binding: 'sum' | 'product' | 'atom';
  /** About how many letters wide it is in print; subscripts count for less. */
  readonly width: number;
}

/** Names that stand for a whole expression, by identity. */
export type LatexNames = ReadonlyMap<Expression, string>;

const noNames: LatexNames = new Map();

/** A subscript is set in seven tenths of the size. */
const SUBSCRIPT = 0.7;

/**
 * An expression in LaTeX.
 *
 * Saturation, inhibition and Hill terms are fractions in the forms of the paper, a/(K + a), K/(K + a), a^2/(K^2 + a^2).
 *
 * @param expression - what to print
 * @param names - LaTeX to print instead of whole sub-expressions
 */
export function latexFormula(expression: Expression, names: LatexNames = noNames): LatexFormula {
  const name = names.get(expression);
  if (name !== undefined) return atom(name);
  const of = (part: Expression) => latexFormula(part, names);
  switch (expression.kind) {
    case 'number':
      return atom(latexNumber(expression.value));
    case 'parameter':
    case 'cell':
    case 'drug':
    case 'molecule':
      return atom(latexName(expression.name, expression.kind));
    case 'sum':
      return joined(latexTerms(expression, names), 'sum');
    case 'product':
      return joined(latexFactors(expression, names), 'product');
    case 'quotient':
      return fraction(of(expression.numerator), of(expression.denominator));
    case 'negative': {
      const inner = factor(of(expression.of));
      return { tex: `-${inner.tex}`, binding: 'sum', width: inner.width + 1 };
    }
    case 'exponential': {
      const inner = of(expression.of);
      return { tex: `\\exp\\left(${inner.tex}\\right)`, binding: 'atom', width: inner.width + 5 };
    }
    case 'saturation': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return fraction(amount, joined([half, plus(amount)], 'sum'));
    }
    case 'inhibition': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return fraction(half, joined([half, plus(amount)], 'sum'));
    }
    case 'hill': {
      const [amount, half] = [expression.of, expression.half].map((base) => power(of(base), expression.exponent));
      return fraction(amount!, joined([half!, plus(amount!)], 'sum'));
    }
  }
}

/** Factors of a product, in parentheses where they are sums; of anything else, itself. */
export function latexFactors(expression: Expression, names: LatexNames = noNames): readonly LatexFormula[] {
  if (names.has(expression) || expression.kind !== 'product') return [latexFormula(expression, names)];
  if (expression.factors.length === 0) return [atom('1')];
  if (expression.factors.length === 1) return latexFactors(expression.factors[0]!, names);
  return expression.factors.map((each, index) => spaced(factor(latexFormula(each, names)), index));
}

/** Terms of a sum with their signs, those of inner sums among them; of anything else, itself. */
export function latexTerms(expression: Expression, names: LatexNames = noNames): readonly LatexFormula[] {
  const terms = flatTerms(expression, names);
  if (terms.length === 0) return [atom('0')];
  return terms.map((term, index) => {
    if (index === 0) return latexFormula(term, names);
    if (term.kind !== 'negative' || names.has(term)) return plus(latexFormula(term, names));
    const inner = factor(latexFormula(term.of, names));
    return { tex: `- ${inner.tex}`, binding: 'product', width: inner.width + 3 };
  });
}

/** A number with its power of ten: 2.49e-8 is 2.49 \times 10^{-8}. */
export function latexNumber(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(value);
  const [digits, exponent] = value.toExponential().split('e');
  const ten = `10^{${Number(exponent)}}`;
  return digits === '1' ? ten : `${digits} \\times ${ten}`;
}

function flatTerms(expression: Expression, names: LatexNames): readonly Expression[] {
  if (names.has(expression)) return [expression];
  if (expression.kind === 'sum') return expression.terms.flatMap((term) => flatTerms(term, names));
  if (expression.kind === 'product' && expression.factors.length === 1) return flatTerms(expression.factors[0]!, names);
  return [expression];
}

/** A name or a number; what stands in braces behind `_` is a subscript. */
function atom(tex: string): LatexFormula {
  const [base = '', ...subscripts] = tex.split('_{');
  const letters = (text: string) =>
    text
      .replace(/\\(?:mathrm|times)/g, '')
      .replace(/\\[a-z]+/g, 'x')
      .replace(/[{}\\^ ]/g, '').length;
  return { tex, binding: 'atom', width: letters(base) + SUBSCRIPT * letters(subscripts.join('')) };
}

function joined(parts: readonly LatexFormula[], binding: 'sum' | 'product'): LatexFormula {
  if (parts.length === 1) return parts[0]!;
  return { tex: parts.map(({ tex }) => tex).join(' '), binding, width: widthOf(parts) };
}

export function widthOf(parts: readonly LatexFormula[]): number {
  return parts.reduce((total, { width }) => total + width, 0);
}

function plus(part: LatexFormula): LatexFormula {
  return { tex: `+ ${part.tex}`, binding: part.binding, width: part.width + 3 };
}

/** Two names without a space between them would read as one. */
function spaced(part: LatexFormula, index: number): LatexFormula {
  return index === 0 ? part : { ...part, tex: `\\, ${part.tex}`, width: part.width + 0.4 };
}

function factor(part: LatexFormula): LatexFormula {
  if (part.binding !== 'sum') return part;
  return { tex: `\\left(${part.tex}\\right)`, binding: 'atom', width: part.width + 1.5 };
}

function fraction(numerator: LatexFormula, denominator: LatexFormula): LatexFormula {
  return {
    tex: `\\frac{${numerator.tex}}{${denominator.tex}}`,
    binding: 'product',
    width: Math.max(numerator.width, denominator.width) + 0.5,
  };
}

function power(base: LatexFormula, exponent: number): LatexFormula {
  const inner = base.binding === 'atom' ? `{${base.tex}}` : `\\left(${base.tex}\\right)`;
  return { tex: `${inner}^{${exponent}}`, binding: 'atom', width: base.width + 1 };
}
