import { formulaLines, indentAfter } from './expression-text.js';
import { codeBlock } from './markdown.js';
import type { NamedMolecule } from './model-forms.js';

/** Every quasi-steady quantity, by compartment and unit, in the order in which each is computed. */
export function moleculesSection(molecules: readonly NamedMolecule[]): string {
  const concentrations = molecules.filter(({ name }) => name !== 'X_C');
  const titleOf = ({ name, unit }: NamedMolecule): string => {
    if (unit !== 'pg/L') return 'Tumor total, checkpoint complex and tumor antigen';
    return name.endsWith('_A') ? 'Tumor-draining lymph node (pg/L)' : 'Tumor microenvironment (pg/L)';
  };
  const titles = [...new Set(molecules.map(titleOf))];
  const blocks = titles.map((title) => {
    const lines = molecules.filter((molecule) => titleOf(molecule) === title).flatMap(linesOf);
    return `### ${title}\n\n${codeBlock(lines)}`;
  });
  return [
    `## Quasi-steady molecules, eq. (16) with tau -> 0 (${concentrations.length})`,
    'A cytokine or chemokine is secretion over degradation: an algebraic expression of cell densities, not a state. The PD-1/PD-L1 complex and the tumor antigen are derived from them; `X_C` is the tumor total. A process name stands for its flux.',
    ...blocks,
  ].join('\n\n');
}

function linesOf({ name, unit, forms }: NamedMolecule): readonly string[] {
  const formula = ({ molecule, names }: (typeof forms)['posted']) =>
    indentAfter(`${name} = `, formulaLines(molecule.expression, 88, names));
  const posted = formula(forms.posted);
  const withUnit = unit === 'pg/L' ? posted : [`# ${name}: ${unit}`, ...posted];
  const corrected = forms.corrected.flatMap(({ by, form }) => [
    `  # ${by} corrected:`,
    ...indentAfter('  ', formula(form)),
  ]);
  return [...withUnit, ...corrected];
}
