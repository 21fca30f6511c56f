import { symbolOf } from '../drugs/drug-states.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { codeBlock } from './markdown.js';

/** The four drug equations with their closed form, eqs. (19)-(21). */
export function pharmacokineticsSection(): string {
  const equations = publishedDrugs.flatMap((drug) => {
    const suffix = symbolOf(drug);
    const { label } = drug.definition;
    const [central, peripheral] = [`${suffix}_C`, `${suffix}_P`];
    return [
      `# ${label}`,
      `d[${central}]/dt = k_21_${suffix} * ${peripheral} - (k_12_${suffix} + k_10_${suffix}) * ${central} + J_${suffix}(t)`,
      `d[${peripheral}]/dt = k_12_${suffix} * ${central} - k_21_${suffix} * ${peripheral}`,
      '',
    ];
  });
  return [
    '## Pharmacokinetics, eqs. (19)-(21)',
    'Amounts in dose units. The tumor sees the central amount. J(t) is dose / duration during an administration and 0 otherwise.',
    codeBlock(equations.slice(0, -1)),
    'Between two edges of the input J is constant and the solution is evaluated in closed form:',
    codeBlock([
      'c(t) = c_ss + a * exp(-alpha * t) + b * exp(-beta * t)       for c = central, peripheral amount',
      'c_ss = J/k_10 (central), k_12 * J/(k_21 * k_10) (peripheral)',
      'alpha + beta = k_12 + k_21 + k_10,  alpha * beta = k_21 * k_10',
      'a, b from the amounts at the start of the stretch and their slopes there',
    ]),
  ].join('\n\n');
}
