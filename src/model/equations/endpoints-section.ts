import type { Switches } from '../switches.js';
import { codeBlock } from './markdown.js';

/**
 * What is computed from a trajectory, eqs. (22)-(25), in short.
 *
 * @param switches - of the one form to print; both forms of chi where it is left out
 */
export function endpointsSection(switches?: Switches): string {
  const posted = ['chi = (X1_C + X2_C + X3_C)/K3'];
  const dominant = 'chi = X_j/K_j with X_j the largest of X1_C, X2_C, X3_C; on a tie the first';
  const both = [...posted, '  # dpf-burden corrected:', `    ${dominant}`];
  const burden = switches === undefined ? both : switches['dpf-burden'] === 'posted' ? posted : [dominant];
  const chooses = 'The switch `dpf-burden` chooses between the two forms of chi. ';
  return [
    '## Endpoints, eqs. (22)-(25)',
    `${switches === undefined ? chooses : ''}\`day\` counts whole days from 0.`,
    codeBlock([
      '# treatment response index, eq. (22), between day 0 and the assessment day',
      'TRI = (V_T(after) - V_T(before)) / V_T(before)',
      'CR: TRI <= -0.8   PR: -0.8 < TRI < -0.3   SD: -0.3 <= TRI < 0.2   PD: TRI >= 0.2',
      '',
      '# tumor volume in cm^3, eq. (23)',
      'V_T = 2.572e-9 cm^3/cell * X_C * V_C / 0.37',
      '',
      '# relative tumor burden, eq. (17)',
      ...burden,
      '',
      '# daily death probability, eqs. (17) and (25), mu and sigma per arm',
      'P(chi) = 1/(1 + exp(-(chi - mu)/sigma))',
      '',
      "# expected survival of one patient; the cohort's, eq. (24), is the mean over patients",
      'S(0) = 1,  S(t) = product over days d = 0 .. t - 1 of (1 - P(chi(d)))',
    ]),
  ].join('\n\n');
}
