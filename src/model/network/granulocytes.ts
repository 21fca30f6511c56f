import { molecule, saturation } from '../expression.js';
import {
  apoptosis,
  by,
  type ChemotaxisBalance,
  chemotaxis,
  migration,
  type Process,
  polarization,
  source,
  transition,
} from '../processes.js';

/** Neutrophils and the N1 and N2 phenotypes they polarize into. */
export function neutrophils(balance: ChemotaxisBalance): readonly Process[] {
  return [
    source('N_B', 'theta_N_DB'),
    migration('N', 'B', 'C'),
    migration('N', 'C', 'B'),
    chemotaxis(
      'N_B',
      'N_C',
      [
        ['X_NC1_BC', 'CXCL1_C', 'K_C1'],
        ['X_NC2_BC', 'CXCL2_C', 'K_C2'],
        ['X_NC5_BC', 'CXCL5_C', 'K_C5'],
        ['X_NC8_BC', 'CXCL8_C', 'K_C8'],
      ],
      balance,
    ),
    apoptosis('N_B', 'd_N'),
    apoptosis('N_C', 'd_N'),
    // N1
    polarization('N_C', 'N1_C', 'psi_N1', [
      by('lambda_NIgamma', ['IFNg_C', 'K_Igamma']),
      by('lambda_NTalpha', ['TNFa_C', 'K_Talpha']),
    ]),
    transition('N2_C', 'N1_C', 'rho_N1N2', [
      saturation(molecule('IFNg_C'), 'K_Igamma'),
      saturation(molecule('TNFa_C'), 'K_Talpha'),
    ]),
    migration('N1', 'B', 'C'),
    migration('N1', 'C', 'B'),
    chemotaxis(
      'N1_B',
      'N1_C',
      [
        ['X_N1L5_BC', 'CCL5_C', 'K_L5'],
        ['X_N1L19_BC', 'CCL19_C', 'K_L19'],
        ['X_N1L21_BC', 'CCL21_C', 'K_L21'],
        ['X_N1C9_BC', 'CXCL9_C', 'K_C9'],
        ['X_N1C10_BC', 'CXCL10_C', 'K_C10'],
      ],
      balance,
    ),
    apoptosis('N1_B', 'd_N1'),
    apoptosis('N1_C', 'd_N1'),
    // N2
    polarization('N_C', 'N2_C', 'psi_N2', [
      by('lambda_NI10', ['IL10_C', 'K_I10']),
      by('lambda_NTbeta', ['TGFb_C', 'K_Tbeta']),
      by('lambda_NGCSF', ['GCSF_C', 'K_GCSF']),
    ]),
    transition('N1_C', 'N2_C', 'rho_N2N1', [saturation(molecule('TGFb_C'), 'K_Tbeta')]),
    migration('N2', 'B', 'C'),
    migration('N2', 'C', 'B'),
    chemotaxis('N2_B', 'N2_C', [['X_N2C12_BC', 'CXCL12_C', 'K_C12']], balance),
    apoptosis('N2_B', 'd_N2'),
    apoptosis('N2_C', 'd_N2'),
  ];
}

/** Eosinophils and basophils. */
export function eosinophilsAndBasophils(balance: ChemotaxisBalance): readonly Process[] {
  return [
    source('Eos_B', 'theta_Eos_DB'),
    migration('Eos', 'B', 'C'),
    migration('Eos', 'C', 'B'),
    chemotaxis('Eos_B', 'Eos_C', [['X_EosL11_BC', 'CCL11_C', 'K_L11']], balance),
    apoptosis('Eos_B', 'd_Eos'),
    apoptosis('Eos_C', 'd_Eos'),
    source('Bas_B', 'theta_Bas_DB'),
    migration('Bas', 'B', 'C'),
    migration('Bas', 'C', 'B'),
    chemotaxis(
      'Bas_B',
      'Bas_C',
      [
        ['X_BasL2_BC', 'CCL2_C', 'K_L2'],
        ['X_BasL11_BC', 'CCL11_C', 'K_L11'],
      ],
      balance,
    ),
    apoptosis('Bas_B', 'd_Bas'),
    apoptosis('Bas_C', 'd_Bas'),
  ];
}
