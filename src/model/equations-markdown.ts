import { balancesSection } from './equations/balances-section.js';
import { drugsSection } from './equations/drugs-section.js';
import { endpointsSection } from './equations/endpoints-section.js';
import { modelForms } from './equations/model-forms.js';
import { moleculesSection } from './equations/molecules-section.js';
import { notationSection } from './equations/notation-section.js';
import { parametersSection } from './equations/parameters-section.js';
import { pharmacokineticsSection } from './equations/pharmacokinetics-section.js';
import { processesSection } from './equations/processes-section.js';
import { regimensSection, switchesSection } from './equations/regimens-section.js';
import { speciesSection } from './equations/species-section.js';

const opening = `# Equations of the QCIC model

Generated from the model's declaration (\`src/model\`); the same declaration is compiled into the right-hand side that runs.
Source: Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1; equation numbers are the paper's.

${notationSection}

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
