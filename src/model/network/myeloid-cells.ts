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

/** Myeloid-derived suppressor cells, monocytic and granulocytic. */
export function suppressorCells(balance: ChemotaxisBalance): readonly Process[] {
  return [
    source('MMDSC_B', 'theta_MMDSC_DB'),
    migration('MMDSC', 'B', 'C'),
    migration('MMDSC', 'C', 'B'),
    chemotaxis(
      'MMDSC_B',
      'MMDSC_C',
      [
        ['X_MMDSCL2_BC', 'CCL2_C', 'K_L2'],
        ['X_MMDSCC12_BC', 'CXCL12_C', 'K_C12'],
      ],
      balance,
    ),
    apoptosis('MMDSC_B', 'd_MMDSC'),
    apoptosis('MMDSC_C', 'd_MMDSC'),
    source('GMDSC_B', 'theta_GMDSC_DB'),
    migration('GMDSC', 'B', 'C'),
    migration('GMDSC', 'C', 'B'),
    chemotaxis(
      'GMDSC_B',
      'GMDSC_C',
      [
        ['X_GMDSCL5_BC', 'CCL5_C', 'K_L5'],
        ['X_GMDSCC8_BC', 'CXCL8_C', 'K_C8'],
      ],
      balance,
    ),
    apoptosis('GMDSC_B', 'd_GMDSC'),
    apoptosis('GMDSC_C', 'd_GMDSC'),
  ];
}

/** Monocytes and the M1 and M2 macrophages they polarize into. */
export function macrophages(balance: ChemotaxisBalance): readonly Process[] {
  return [
    source('M_B', 'theta_M_DB'),
    migration('M', 'B', 'C'),
    migration('M', 'C', 'B'),
    chemotaxis(
      'M_B',
      'M_C',
      [
        ['X_ML2_BC', 'CCL2_C', 'K_L2'],
        ['X_ML5_BC', 'CCL5_C', 'K_L5'],
      ],
      balance,
    ),
    apoptosis('M_B', 'd_M'),
    apoptosis('M_C', 'd_M'),
    // M1
    polarization('M_C', 'M1_C', 'psi_M1', [by('lambda_MIgamma', ['IFNg_C', 'K_Igamma'])]),
    transition('M2_C', 'M1_C', 'rho_M1M2', [
      saturation(molecule('IL12_C'), 'K_I12'),
      saturation(molecule('TNFa_C'), 'K_Talpha'),
      saturation(molecule('IFNg_C'), 'K_Igamma'),
    ]),
    migration('M1', 'B', 'C'),
    migration('M1', 'C', 'B'),
    chemotaxis(
      'M1_B',
      'M1_C',
      [
        ['X_M1L2_BC', 'CCL2_C', 'K_L2'],
        ['X_M1L5_BC', 'CCL5_C', 'K_L5'],
      ],
      balance,
    ),
    apoptosis('M1_B', 'd_M1'),
    apoptosis('M1_C', 'd_M1'),
    // M2
    polarization('M_C', 'M2_C', 'psi_M2', [
      by('lambda_MTbeta', ['TGFb_C', 'K_Tbeta']),
      by('lambda_MI10', ['IL10_C', 'K_I10']),
      by('lambda_MI4', ['IL4_C', 'K_I4']),
    ]),
    transition('M1_C', 'M2_C', 'rho_M2M1', [
      saturation(molecule('TGFb_C'), 'K_Tbeta'),
      saturation(molecule('IL10_C'), 'K_I10'),
      saturation(molecule('MCSF_C'), 'K_MCSF'),
    ]),
    migration('M2', 'B', 'C'),
    migration('M2', 'C', 'B'),
    chemotaxis(
      'M2_B',
      'M2_C',
      [
        ['X_M2L2_BC', 'CCL2_C', 'K_L2'],
        ['X_M2L5_BC', 'CCL5_C', 'K_L5'],
      ],
      balance,
    ),
    apoptosis('M2_B', 'd_M2'),
    apoptosis('M2_C', 'd_M2'),
  ];
}
