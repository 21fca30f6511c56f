import type { ModelDrug } from '../drugs/drug-definition.js';
import { pharmacokineticQuantities } from '../drugs/drug-parameters.js';
import { centralState, statesOfDrug } from '../drugs/drug-states.js';
import { inputRate, integratedDerivatives, isIntegrated } from '../drugs/saturable-drugs.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { formulaText } from './expression-text.js';
import { codeBlock } from './markdown.js';

/** The equations of the drugs with their closed form, eqs. (19)-(21), and the further forms that a drug may have. */
export function pharmacokineticsSection(): string {
  return [
    '## Pharmacokinetics, eqs. (19)-(21)',
    'Amounts in the dose unit of the drug. The tumor sees the central amount. J(t) is dose / duration during an infusion and 0 otherwise; a bolus raises the central amount at once.',
    codeBlock(blocks(publishedDrugs)),
    'Between two edges of the input J is constant and the solution is evaluated in closed form:',
    codeBlock([
      'c(t) = c_ss + a * exp(-alpha * t) + b * exp(-beta * t)       for c = central, peripheral amount',
      'c_ss = J/k_10 (central), k_12 * J/(k_21 * k_10) (peripheral)',
      'alpha + beta = k_12 + k_21 + k_10,  alpha * beta = k_21 * k_10',
      'a, b from the amounts at the start of the stretch and their slopes there',
    ]),
    'A drug may also have one compartment, in closed form too, or saturable elimination, whose amounts are integrated with the cells. `k_10`, `k_12` and `k_21` are absent where a definition does not give them; the eliminated amount `_E` is kept to compare what entered the body with what was scheduled.',
    codeBlock(blocks(furtherForms)),
  ].join('\n\n');
}

function blocks(drugs: readonly ModelDrug[]): readonly string[] {
  return drugs.flatMap((drug) => [`# ${drug.definition.label}`, ...kineticEquations(drug), '']).slice(0, -1);
}

/** Differential equation of each amount of a drug, with the names of its parameters. */
export function kineticEquations(drug: ModelDrug): readonly string[] {
  const states = statesOfDrug(drug).map(({ name }) => name);
  if (isIntegrated(drug)) {
    return integratedDerivatives([drug]).map(
      (expression, index) => `d[${states[index]}]/dt = ${formulaText(expression)}`,
    );
  }
  const { k12, k21, k10 } = pharmacokineticQuantities(drug);
  const [central, peripheral] = states;
  const input = `${inputRate(drug)}(t)`;
  if (k12 === undefined || k21 === undefined) {
    return [`d[${central}]/dt = ${input} - ${k10!.parameter} * ${centralState(drug)}`];
  }
  return [
    `d[${central}]/dt = ${k21.parameter} * ${peripheral} - (${k12.parameter} + ${k10!.parameter}) * ${central} + ${input}`,
    `d[${peripheral}]/dt = ${k12.parameter} * ${central} - ${k21.parameter} * ${peripheral}`,
  ];
}

/** Drugs that stand for the forms which no published drug has; their numbers are not printed. */
const furtherForms: readonly ModelDrug[] = (
  [
    ['one compartment', 'a', { model: 'one-compartment', k10: 1 }],
    ['saturable elimination', 'b', { model: 'saturable', mostRate: 1, half: 1, k10: 1, k12: 1, k21: 1 }],
  ] as const
).map(([label, name, pharmacokinetics]) => ({
  name,
  definition: { label, doseUnit: 'dose unit', pharmacokinetics, effects: [], source: '', calibrated: false },
}));
