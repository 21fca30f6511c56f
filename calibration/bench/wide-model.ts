import { InternalError } from '../../src/index.js';

const FUNCTION = 'void qcic_cell_rhs(';
const END = '\n}\n';

/**
 * The right-hand side of an exported model for several patients at once: each double becomes a vector of the compiler.
 *
 * @param model - the exported C file
 * @returns C text of the function `qcic_wide_rhs`; the file that includes it defines the type `wide` and `wide_exp`
 */
export function wideRightHandSide(model: string): string {
  const start = model.indexOf(FUNCTION);
  const end = model.indexOf(END, start);
  if (start < 0 || end < 0) throw new InternalError(`bench: the exported model must have a function ${FUNCTION}`);
  const text = model.slice(start, end + END.length);
  const wide = text
    .replace('qcic_cell_rhs', 'qcic_wide_rhs')
    .replaceAll(/\bdouble\b/g, 'wide')
    .replaceAll(/\bexp\(/g, 'wide_exp(');
  return `static ${wide}`;
}
