import type { Expression } from '../expression.js';
import {
  type LatexFormula,
  type LatexNames,
  latexFactors,
  latexFormula,
  latexTerms,
  widthOf,
} from './latex-expression.js';

/** A line of a formula. */
export type LatexLine = Pick<LatexFormula, 'tex' | 'width'>;

/**
 * A formula over as many lines as it needs, broken between terms and factors.
 *
 * @param expression - what to print
 * @param width - letters that fit on a line, as {@link LatexFormula} counts them
 * @param names - LaTeX to print instead of whole sub-expressions
 * @returns lines in mathematics mode; one fraction or name alone may be wider than `width`
 */
export function latexLines(expression: Expression, width: number, names?: LatexNames): readonly LatexLine[] {
  return packed(piecesOf(expression, width, names), width);
}

/** Puts pieces on lines, as many as fit. */
export function packed(pieces: readonly LatexFormula[], width: number): readonly LatexLine[] {
  const lines: LatexFormula[][] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(line) + piece.width > width) lines.push([piece]);
    else line.push(piece);
  }
  return lines.map((line) => ({ tex: line.map(({ tex }) => tex).join(' '), width: widthOf(line) }));
}

/** The formula in pieces that may stand on lines of their own; one where all of it fits. */
function piecesOf(expression: Expression, width: number, names: LatexNames = new Map()): readonly LatexFormula[] {
  const whole = latexFormula(expression, names);
  if (whole.width <= width || names.has(expression)) return [whole];
  switch (expression.kind) {
    case 'sum': {
      const flat = flattened(expression, names);
      return latexTerms(expression, names).flatMap((term, index) => {
        const own = flat[index]!;
        if (term.width <= width) return [term];
        if (own.kind === 'negative') return signed('- ', factorPieces(own.of, width, names));
        return signed(index === 0 ? '' : '+ ', piecesOf(own, width, names));
      });
    }
    case 'product': {
      const factors = latexFactors(expression, names);
      return expression.factors.length === 1
        ? piecesOf(expression.factors[0]!, width, names)
        : expression.factors.flatMap((each, index) =>
            factors[index]!.width <= width ? [factors[index]!] : factorPieces(each, width, names),
          );
    }
    case 'negative':
      return signed('-', factorPieces(expression.of, width, names));
    case 'quotient': {
      const denominator = latexFormula(expression.denominator, names);
      const inverse: LatexFormula = {
        tex: `\\frac{1}{${denominator.tex}}`,
        binding: 'product',
        width: denominator.width + 0.5,
      };
      return [inverse, ...factorPieces(expression.numerator, width, names)];
    }
    default:
      return [whole];
  }
}

/** Terms of a sum in the order of {@link latexTerms}. */
function flattened(expression: Expression, names: LatexNames): readonly Expression[] {
  if (names.has(expression)) return [expression];
  if (expression.kind === 'sum') return expression.terms.flatMap((term) => flattened(term, names));
  if (expression.kind === 'product' && expression.factors.length === 1) return flattened(expression.factors[0]!, names);
  return [expression];
}

/** Pieces of a factor; those of a sum are in parentheses that may open on one line and close on another. */
function factorPieces(expression: Expression, width: number, names: LatexNames): readonly LatexFormula[] {
  const pieces = piecesOf(expression, width, names);
  if (latexFormula(expression, names).binding !== 'sum') return pieces;
  return pieces.map(({ tex, width: own, binding }, index) => ({
    tex: `${index === 0 ? '\\Bigl(' : ''}${tex}${index === pieces.length - 1 ? '\\Bigr)' : ''}`,
    width: own + 1,
    binding,
  }));
}

function signed(sign: string, pieces: readonly LatexFormula[]): readonly LatexFormula[] {
  return pieces.map((piece, index) => (index === 0 ? { ...piece, tex: `${sign}${piece.tex}` } : piece));
}
