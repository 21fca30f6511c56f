import { cHeaderComment, drugLabels } from './c-header-comment.js';
import { cLiteral } from './c-literal.js';
import { cStatements } from './c-statements.js';
import type { ExportableModel, ExportedDosing, ExportedDrug } from './exportable-model.js';

/**
 * Writes the model as one self-contained C99 file.
 *
 * The file holds names and initial values of the states, the parameters, a table of dose segments and four functions:
 * `qcic_prepare`, `qcic_rhs` (all states, drugs as differential equations, eqs. 19 and 20), `qcic_cell_rhs` (53 cells, the
 * central drug amounts given) and `qcic_drug_rates`. Drugs are in the order of the model everywhere.
 *
 * @param model - states, parameters and program
 * @param dosing - regimen by name and its segments
 * @returns the text of the file, ending in a line feed
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (1)-(20)
 */
export function cExport(model: ExportableModel, dosing: ExportedDosing): string {
  const { states, parameters, program, cells, drugs } = model;
  const { prepare, evaluate, output, constants } = cStatements(program);
  const rateOf = (position: number | undefined) => (position === undefined ? '0.0' : output(position));
  const ratesOf = ({ rates }: ExportedDrug): CRates => ({
    k12: rateOf(rates.k12),
    k21: rateOf(rates.k21),
    k10: rateOf(rates.k10),
    mostRate: rateOf(rates.mostRate),
    half: rateOf(rates.half),
  });
  const linearRates = drugs.map(ratesOf).flatMap(({ k12, k21, k10 }) => [k12, k21, k10]);
  const labels = drugLabels(drugs);
  const central = drugs.map((drug) => `state[${drug.states.central}]`);
  const lines = [
    ...cHeaderComment(model, dosing),
    '#include <math.h>',
    '',
    `#define QCIC_STATES ${states.length}`,
    `#define QCIC_CELLS ${cells}`,
    `#define QCIC_PARAMETERS ${parameters.length}`,
    `#define QCIC_CONSTANTS ${constants}`,
    `#define QCIC_INPUTS ${drugs.length}`,
    `#define QCIC_SEGMENTS ${dosing.segments.length}`,
    '',
    '/* Names of the states, canonical order. */',
    ...table(
      'const char *const qcic_state_names[QCIC_STATES]',
      states.map(({ name }) => `"${name}"`),
    ),
    '',
    '/* State at day 0. */',
    ...annotated(
      'const double qcic_initial_state[QCIC_STATES]',
      states.map(({ name, unit, initial }) => [cLiteral(initial), `${name}; ${unit}`]),
    ),
    '',
    '/* Names of the parameters, in the order that qcic_prepare reads them. */',
    ...table(
      'const char *const qcic_parameter_names[QCIC_PARAMETERS]',
      parameters.map(({ name }) => `"${name}"`),
    ),
    '',
    `/* One parameter set to try out: ${Object.keys(model.patient).length === 0 ? 'published baseline values' : 'one patient'}. */`,
    ...annotated(
      'const double qcic_example_parameters[QCIC_PARAMETERS]',
      parameters.map(({ name, unit, example }) => [cLiteral(example), `${name}; ${unit}`]),
    ),
    '',
    `/* Stretches of constant input: start day, end day, ${labels} (dose units per day). */`,
    ...annotated(
      'const double qcic_segments[QCIC_SEGMENTS][2 + QCIC_INPUTS]',
      dosing.segments.map(({ startDay, endDay, input }) => [
        `{ ${[startDay, endDay, ...drugs.map(({ name }) => input[name] ?? 0)].map(cLiteral).join(', ')} }`,
        '',
      ]),
    ),
    '',
    `/* Amounts that enter at once at the start of each stretch (${labels}): add them to the central amounts (dose units). */`,
    ...annotated(
      'const double qcic_boluses[QCIC_SEGMENTS][QCIC_INPUTS]',
      dosing.segments.map(({ bolus }) => [
        `{ ${drugs.map(({ name }) => cLiteral(bolus?.[name] ?? 0)).join(', ')} }`,
        '',
      ]),
    ),
    '',
    '/* Constants of one patient: everything that does not change with time or state. */',
    ...signature('void qcic_prepare', ['const double *parameters', 'double *constants'], prepare),
    '',
    `/* Rate constants k12, k21, k10 of each drug (${labels}), 0 for one that it does not have; 1/day. */`,
    ...signature(
      'void qcic_drug_rates',
      ['const double *constants', 'double *rates'],
      ['(void)constants;', ...linearRates.map((rate, index) => `rates[${index}] = ${rate};`)],
    ),
    '',
    `/* Derivatives of the 53 cells, the central amounts of the drugs given (${labels}); cell/L/day. */`,
    ...signature(
      'void qcic_cell_rhs',
      ['const double *cells', 'const double *amounts', 'const double *constants', 'double *derivatives'],
      [
        ...evaluate,
        ...states.slice(0, cells).map(({ name }, index) => `derivatives[${index}] = ${output(index)}; /* ${name} */`),
      ],
    ),
    '',
    `/* Derivatives of all states; input = { ${labels} } in dose units per day. The model has no explicit time. */`,
    ...signature(
      'void qcic_rhs',
      ['double time', 'const double *state', 'const double *constants', 'const double *input', 'double *derivatives'],
      [
        '(void)time;',
        `const double amounts[QCIC_INPUTS] = { ${central.join(', ')} };`,
        'qcic_cell_rhs(state, amounts, constants, derivatives);',
        ...drugs.flatMap((drug, index) => drugEquations(drug, ratesOf(drug), `input[${index}]`)),
      ],
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Expressions of a drug's rates; 0.0 for one that it does not have. */
type CRates = Readonly<Record<'k12' | 'k21' | 'k10' | 'mostRate' | 'half', string>>;

/**
 * c1' = k21 c2 - (k12 + k10) c1 + J, c2' = k12 c1 - k21 c2; c1' = J - k10 c1 with one compartment.
 *
 * Saturable elimination takes v = k10 c1 + mostRate c1 / (half + c1) from the central amount and adds it up in the
 * eliminated one.
 */
function drugEquations(
  { states }: ExportedDrug,
  { k12, k21, k10, mostRate, half }: CRates,
  input: string,
): readonly string[] {
  const { central, peripheral, eliminated } = states;
  const [c1, c2] = [`state[${central}]`, `state[${peripheral}]`];
  if (eliminated !== undefined) {
    const v = `derivatives[${eliminated}]`;
    const exchange = peripheral === undefined ? '' : ` + ${k21} * ${c2} - ${k12} * ${c1}`;
    return [
      `${v} = ${k10} * ${c1} + ${mostRate} * ${c1} / (${half} + ${c1});`,
      `derivatives[${central}] = ${input}${exchange} - ${v};`,
      ...(peripheral === undefined ? [] : [`derivatives[${peripheral}] = ${k12} * ${c1} - ${k21} * ${c2};`]),
    ];
  }
  if (peripheral === undefined) return [`derivatives[${central}] = ${input} - ${k10} * ${c1};`];
  return [
    `derivatives[${central}] = ${k21} * ${c2} - (${k12} + ${k10}) * ${c1} + ${input};`,
    `derivatives[${peripheral}] = ${k12} * ${c1} - ${k21} * ${c2};`,
  ];
}

function table(declaration: string, items: readonly string[]): readonly string[] {
  return [`${declaration} = {`, ...items.map((item) => `  ${item},`), '};'];
}

function annotated(
  declaration: string,
  items: readonly (readonly [value: string, remark: string])[],
): readonly string[] {
  const lines = items.map(([value, remark]) => (remark === '' ? `  ${value},` : `  ${value}, /* ${remark} */`));
  return [`${declaration} = {`, ...lines, '};'];
}

function signature(name: string, parameters: readonly string[], body: readonly string[]): readonly string[] {
  return [`${name}(${parameters.join(', ')})`, '{', ...body.map((line) => `  ${line}`), '}'];
}
