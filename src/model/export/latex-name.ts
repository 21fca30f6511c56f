/** Stems of parameters that are Greek letters in the paper. */
const greek = new Set([
  'alpha',
  'beta',
  'delta',
  'eta',
  'kappa',
  'lambda',
  'mu',
  'psi',
  'rho',
  'sigma',
  'theta',
  'varepsilon',
]);

/** Codes of molecules inside subscripts that end in a Greek letter: `Igamma`, `Tbeta`, `Talpha`. */
const greekCodes = /(I)(gamma)|(T)(alpha|beta)/g;

/** Molecules whose name ends in the Latin letter of a Greek one. */
const greekMolecules: ReadonlyMap<string, string> = new Map([
  ['IFNg', 'IFN|\\gamma|'],
  ['TGFb', 'TGF|\\beta|'],
  ['TNFa', 'TNF|\\alpha|'],
]);

/** What is named. */
export type NamedKind = 'parameter' | 'cell' | 'drug' | 'molecule';

/**
 * A name of the model in the mathematics mode of LaTeX.
 *
 * The stem of a parameter is an italic or Greek letter, the rest an upright subscript: `lambda_T8I12` is
 * \lambda_{\mathrm{T8I12}}, `V_T1_AB` is V_{\mathrm{T1,AB}}. States and molecules are upright with their compartment below.
 *
 * @param name - as the model has it
 * @param kind - what it names
 */
export function latexName(name: string, kind: NamedKind): string {
  const [stem = '', ...rest] = name.split('_');
  if (kind === 'parameter') {
    // K3 and a31 have their number below
    const [, letterAlone, number] = /^([A-Za-z])(\d+)$/.exec(stem) ?? [];
    if (letterAlone !== undefined && rest.length === 0) return `${letterAlone}_{${number}}`;
    const letter = greek.has(stem) ? `\\${stem}` : stem.length === 1 ? stem : upright(stem);
    return withSubscript(letter, rest.join(','));
  }
  if (rest.length === 0) return upright(name);
  // A complex has both molecules before the compartment
  const whole = [stem, ...rest.slice(0, -1)].join('/');
  const base = /^J\//.test(whole) || stem === 'J' ? 'J' : upright(whole);
  return withSubscript(base, rest.at(-1)!);
}

function withSubscript(base: string, subscript: string): string {
  return subscript === '' ? base : `${base}_{${upright(subscript)}}`;
}

function upright(text: string): string {
  const parts = (greekMolecules.get(text) ?? text).replace(
    greekCodes,
    (_, ...groups: readonly (string | undefined)[]) => {
      const [i, gamma, t, other] = groups;
      return `${i ?? t}|\\${gamma ?? other}|`;
    },
  );
  return parts
    .split('|')
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('\\') ? part : `\\mathrm{${latexText(part)}}`))
    .join('');
}

/**
 * Text with the characters that LaTeX acts on escaped; what stands between backticks is code.
 *
 * @param text - any text; line ends become spaces
 */
export function latexText(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escaped(part) : `\\texttt{${escaped(part)}}`))
    .join('');
}

function escaped(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
    '<': '\\textless{}',
    '>': '\\textgreater{}',
  };
  return text.replace(/\s+/g, ' ').replace(/[\\~^<>#$%&_{}]/g, (character) => escapes[character] ?? `\\${character}`);
}
