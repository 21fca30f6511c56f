import { balancesSection } from './equations/balances-section.js';
import { drugsSection } from './equations/drugs-section.js';
import { endpointsSection } from './equations/endpoints-section.js';
import { markdownTable } from './equations/markdown.js';
import { modelForms } from './equations/model-forms.js';
import { moleculesSection } from './equations/molecules-section.js';
import { parametersSection } from './equations/parameters-section.js';
import { pharmacokineticsSection } from './equations/pharmacokinetics-section.js';
import { processesSection } from './equations/processes-section.js';
import { regimensSection, switchesSection } from './equations/regimens-section.js';
import { speciesSection } from './equations/species-section.js';

const units = [
  ['time', 'day'],
  ['cell density, tumor antigen `TA_C`', 'cell/L'],
  ['flux of a process', 'cell/L/day'],
  ['cytokines and chemokines', 'pg/L'],
  ['`PD1_C`, `PDL1_C`', 'g/L'],
  ['PD-1/PD-L1 complex `PD1_PDL1_C`', 'g^2/L^2 (as published)'],
  ['drug amount', 'dose unit'],
  ['compartment volume', 'L'],
  ['tumor volume', 'cm^3'],
];

const opening = `# Equations of the QCIC model

Generated from the model's declaration (\`src/model\`); the same declaration is compiled into the right-hand side that runs.
Source: Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1; equation numbers are the paper's.

## Unit system

${markdownTable(['quantity', 'unit'], units)}

## Notation

A state is a cell type and a compartment: \`T8_C\` are CTL in the tumor microenvironment. Parameter names follow the paper's
symbols in ASCII: \`kappa\` differentiation, \`psi\` polarization, \`beta\` proliferation, \`rho\` transition, \`V_<cell>_<from><to>\`
migration, \`X_<cell><chemokine>_<from><to>\` chemotaxis, \`eta\` killing, \`d\` death or degradation, \`delta\` secretion, \`theta\`
source, \`lambda\` gain, \`K\` half-saturation, inhibition or capacity. Inside parameter names molecules have short codes:
\`I12\` = IL-12, \`L5\` = CCL5, \`C10\` = CXCL10, \`Igamma\` = IFN-gamma, \`Tbeta\` = TGF-beta, \`Talpha\` = TNF-alpha.

\`\`\`text
saturation, enhancement   a/(K + a)
inhibition                K/(K + a)
Hill term                 a^2/(K^2 + a^2)
\`\`\`

Lines that start with \`#\` in a block are remarks; \`# <switch> corrected:\` introduces what a corrected switch puts in place of
the term above it.`;

/**
 * The whole model as a document that can be checked against the paper by eye.
 *
 * Species, parameters, switches, regimens, pharmacokinetics, drugs, molecules, processes, balances and endpoints; posted form, the
 * corrected form beneath a term wherever a switch changes it. Everything but the endpoints, the drug equations and the
 * opening is derived from the declaration.
 *
 * @returns GitHub-flavoured markdown with a line end after the last line
 */
export function equationsMarkdown(): string {
  const forms = modelForms();
  const sections = [
    opening,
    switchesSection(),
    speciesSection(),
    regimensSection(),
    pharmacokineticsSection(),
    drugsSection(),
    moleculesSection(forms.molecules),
    processesSection(forms),
    balancesSection(forms),
    endpointsSection(),
    parametersSection(),
  ];
  return `${sections.join('\n\n')}\n`;
}
