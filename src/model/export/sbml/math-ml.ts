import type { Expression } from '../../expression.js';
import { element, type XmlElement } from './xml-element.js';

/** Identifier in the document of a name in the model. */
export type IdentifierOf = (name: string) => string;

/** Expressions that stand in a formula by an identifier of their own, by identity. */
export type NamedExpressions = ReadonlyMap<Expression, string>;

/** Unit of numbers without one. */
export const DIMENSIONLESS = 'dimensionless';

/** `<math>` around a formula. */
export function math(content: XmlElement): XmlElement {
  return element('math', { xmlns: 'http://www.w3.org/1998/Math/MathML' }, [content]);
}

/** The value of something that has an identifier. */
export function ci(identifier: string): XmlElement {
  return element('ci', {}, identifier);
}

/** Time since the start. */
export const time: XmlElement = element(
  'csymbol',
  { encoding: 'text', definitionURL: 'http://www.sbml.org/sbml/symbols/time' },
  'time',
);

/** A number with its unit; it reads back to the same bits. */
export function cn(value: number, unit: string = DIMENSIONLESS): XmlElement {
  const units = { 'sbml:units': unit };
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    return element('cn', { type: 'integer', ...units }, String(value));
  }
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return element('cn', units, digits);
  // No exponent may stand in a plain number; the element between the two parts must follow text, so it is written out
  return element('cn', units, decimalText(value));
}

/** A number without exponent, with all of its digits. */
function decimalText(value: number): string {
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const point = whole.length + Number(exponent);
  const all = `${whole}${fraction}`;
  const sign = value < 0 ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return `${sign}${all}${'0'.repeat(point - all.length)}`;
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

/** An operator of MathML on its arguments. */
export function apply(operator: string, ...of: readonly XmlElement[]): XmlElement {
  return element('apply', {}, [element(operator), ...of]);
}

/**
 * An expression of the model as MathML.
 *
 * Saturation is written a/(K + a), inhibition K/(K + a), the Hill term a^n/(K^n + a^n): the forms of the paper.
 *
 * @param expression - what to write
 * @param idOf - identifiers
 * @param named - parts that are written by an identifier of their own
 */
export function mathOf(expression: Expression, idOf: IdentifierOf, named: NamedExpressions = new Map()): XmlElement {
  const name = named.get(expression);
  if (name !== undefined) return ci(name);
  const of = (part: Expression) => mathOf(part, idOf, named);
  switch (expression.kind) {
    case 'number':
      return cn(expression.value);
    case 'parameter':
    case 'cell':
    case 'drug':
    case 'molecule':
      return ci(idOf(expression.name));
    case 'sum':
      return sumOf(expression.terms, of);
    case 'product':
      return productOf(expression.factors.map(of));
    case 'quotient':
      return apply('divide', of(expression.numerator), of(expression.denominator));
    case 'negative':
      return apply('minus', of(expression.of));
    case 'exponential':
      return apply('exp', of(expression.of));
    case 'saturation': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return apply('divide', amount, apply('plus', half, amount));
    }
    case 'inhibition': {
      const [amount, half] = [of(expression.of), of(expression.half)];
      return apply('divide', half, apply('plus', half, amount));
    }
    case 'hill': {
      const power = (base: Expression) => apply('power', of(base), cn(expression.exponent));
      const [amount, half] = [power(expression.of), power(expression.half)];
      return apply('divide', amount, apply('plus', half, amount));
    }
  }
}

/** A difference where the second of two terms is subtracted, a sum otherwise. */
function sumOf(terms: readonly Expression[], of: (part: Expression) => XmlElement): XmlElement {
  const [first, second, ...others] = terms;
  if (first === undefined) return cn(0);
  if (second === undefined) return of(first);
  if (others.length === 0 && second.kind === 'negative') return apply('minus', of(first), of(second.of));
  return apply('plus', ...terms.map(of));
}

/** A product; factors that are products themselves are written side by side with the others. */
export function productOf(factors: readonly XmlElement[]): XmlElement {
  const flat = factors.flatMap((factor): readonly XmlElement[] => {
    const [operator, ...inner] = typeof factor.content === 'string' ? [] : factor.content;
    return factor.name === 'apply' && operator?.name === 'times' ? inner : [factor];
  });
  const [only, ...others] = flat;
  if (only === undefined) return cn(1);
  return others.length === 0 ? only : apply('times', ...flat);
}
