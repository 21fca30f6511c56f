import { markdownTable } from './markdown.js';

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

/** Units and how names and terms are written. */
export const notationSection = `## Unit system

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
\`\`\``;
