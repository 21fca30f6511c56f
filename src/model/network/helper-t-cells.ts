import { type Expression, molecule, negative, parameter, product, saturation } from '../expression.js';
import type { ParameterName } from '../parameters/parameter-name.js';
import {
  apoptosis,
  by,
  type ChemotaxisBalance,
  chemotaxis,
  differentiation,
  migration,
  type Process,
  proliferation,
  transition,
} from '../processes.js';
import type { Switches } from '../switches.js';

const complex = ['PD1_PDL1_C', 'K_PL'] as const;

/** lambda * [i] / (K + [i]): contact between lymphocytes of one kind limits them (eq. 13). */
function crowding(
  gain: ParameterName,
  state: 'T1_A' | 'T2_A' | 'T17_A' | 'Treg_A' | 'Tfh_A',
  half: ParameterName,
): Expression {
  return product(parameter(gain), saturation({ kind: 'cell', name: state }, half));
}

/** CD4+ Th1 cells. */
export function th1(balance: ChemotaxisBalance): readonly Process[] {
  return [
    differentiation({
      from: 'TN4_A',
      to: 'T1_A',
      rate: 'kappa_T1',
      enhancedBy: [by('lambda_T1I12', ['IL12_A', 'K_I12']), by('lambda_T1Igamma', ['IFNg_A', 'K_Igamma'])],
      inhibitedBy: [
        ['IL4_A', 'K_T1I4'],
        ['TGFb_A', 'K_T1Tbeta'],
      ],
    }),
    proliferation({
      state: 'T1_A',
      rate: 'beta_T1',
      enhancedBy: [by('lambda_T1I2', ['IL2_A', 'K_I2'], ['IL4_A', 'K_T1I4'])],
    }),
    transition('T17_A', 'T1_A', 'rho_T1T17', [saturation(molecule('IL12_A'), 'K_I12')]),
    migration('T1', 'A', 'B'),
    migration('T1', 'B', 'A'),
    migration('T1', 'B', 'C'),
    migration('T1', 'C', 'B'),
    chemotaxis(
      'T1_B',
      'T1_C',
      [
        ['X_T1C9_BC', 'CXCL9_C', 'K_C9'],
        ['X_T1C10_BC', 'CXCL10_C', 'K_C10'],
        ['X_T1L3_BC', 'CCL3_C', 'K_L3'],
        ['X_T1L4_BC', 'CCL4_C', 'K_L4'],
        ['X_T1L5_BC', 'CCL5_C', 'K_L5'],
      ],
      balance,
    ),
    apoptosis('T1_A', 'd_T1', [crowding('lambda_T1', 'T1_A', 'K_T1')]),
    apoptosis('T1_B', 'd_T1'),
    apoptosis('T1_C', 'd_T1', [
      by('lambda_T1PL', complex),
      product(parameter('lambda_T1Treg'), saturation({ kind: 'cell', name: 'Treg_C' }, 'K_T1Treg')),
    ]),
  ];
}

/** CD4+ Th2 cells. */
export function th2(balance: ChemotaxisBalance): readonly Process[] {
  return [
    differentiation({
      from: 'TN4_A',
      to: 'T2_A',
      rate: 'kappa_T2',
      enhancedBy: [by('lambda_kappaT2I4', ['IL4_A', 'K_I4'])],
      inhibitedBy: [
        ['IFNg_A', 'K_T2Igamma'],
        ['TGFb_A', 'K_T2Tbeta'],
      ],
    }),
    proliferation({
      state: 'T2_A',
      rate: 'beta_T2',
      enhancedBy: [by('lambda_betaT2I4', ['IL4_A', 'K_I4'], ['IFNg_A', 'K_T2Igamma'])],
    }),
    transition('T17_A', 'T2_A', 'rho_T2T17', [saturation(molecule('IL4_A'), 'K_I4')]),
    migration('T2', 'A', 'B'),
    migration('T2', 'B', 'A'),
    migration('T2', 'B', 'C'),
    migration('T2', 'C', 'B'),
    chemotaxis(
      'T2_B',
      'T2_C',
      [
        ['X_T2L1_BC', 'CCL1_C', 'K_L1'],
        ['X_T2L17_BC', 'CCL17_C', 'K_L17'],
        ['X_T2L22_BC', 'CCL22_C', 'K_L22'],
      ],
      balance,
    ),
    apoptosis('T2_A', 'd_T2', [crowding('lambda_T2', 'T2_A', 'K_T2')]),
    apoptosis('T2_B', 'd_T2'),
    apoptosis('T2_C', 'd_T2', [by('lambda_T2PL', complex)]),
  ];
}

/** CD4+ Th17 cells. */
export function th17(balance: ChemotaxisBalance): readonly Process[] {
  const il6WithTgfb = saturation(product(molecule('IL6_A'), molecule('TGFb_A')), 'K_I6Tbeta');
  return [
    differentiation({
      from: 'TN4_A',
      to: 'T17_A',
      rate: 'kappa_T17',
      enhancedBy: [product(parameter('lambda_T17I6Tbeta'), il6WithTgfb)],
      inhibitedBy: [
        ['IFNg_A', 'K_T17Igamma'],
        ['IL4_A', 'K_T17I4'],
      ],
    }),
    proliferation({ state: 'T17_A', rate: 'beta_T17', enhancedBy: [by('lambda_T17I21', ['IL21_A', 'K_I21'])] }),
    transition('Treg_A', 'T17_A', 'rho_T17Treg', [
      saturation(molecule('IL6_A'), 'K_I6'),
      saturation(molecule('IL21_A'), 'K_I21'),
    ]),
    migration('T17', 'A', 'B'),
    migration('T17', 'B', 'A'),
    migration('T17', 'B', 'C'),
    migration('T17', 'C', 'B'),
    chemotaxis(
      'T17_B',
      'T17_C',
      [
        ['X_T17L17_BC', 'CCL17_C', 'K_L17'],
        ['X_T17L20_BC', 'CCL20_C', 'K_L20'],
        ['X_T17L22_BC', 'CCL22_C', 'K_L22'],
        ['X_T17C12_BC', 'CXCL12_C', 'K_C12'],
      ],
      balance,
    ),
    apoptosis('T17_A', 'd_T17', [crowding('lambda_T17', 'T17_A', 'K_T17')]),
    apoptosis('T17_B', 'd_T17'),
    apoptosis('T17_C', 'd_T17', [by('lambda_T17PL', complex)]),
  ];
}

/** Regulatory T cells. */
export function regulatoryTCells(balance: ChemotaxisBalance): readonly Process[] {
  return [
    differentiation({
      from: 'TN4_A',
      to: 'Treg_A',
      rate: 'kappa_Treg',
      enhancedBy: [by('lambda_TregTbeta', ['TGFb_A', 'K_Tbeta'])],
      inhibitedBy: [['IFNg_A', 'K_TregIgamma']],
    }),
    proliferation({
      state: 'Treg_A',
      rate: 'beta_Treg',
      enhancedBy: [negative(by('lambda_TregI21', ['IL21_A', 'K_I21']))],
    }),
    migration('Treg', 'A', 'B'),
    migration('Treg', 'B', 'A'),
    migration('Treg', 'B', 'C'),
    migration('Treg', 'C', 'B'),
    chemotaxis(
      'Treg_B',
      'Treg_C',
      [
        ['X_TregL1_BC', 'CCL1_C', 'K_L1'],
        ['X_TregL17_BC', 'CCL17_C', 'K_L17'],
        ['X_TregL22_BC', 'CCL22_C', 'K_L22'],
      ],
      balance,
    ),
    // IL-2 rescues regulatory T cells: its gain lowers apoptosis
    apoptosis('Treg_A', 'd_Treg', [
      crowding('lambda_Treg', 'Treg_A', 'K_Treg'),
      negative(by('lambda_TregI2', ['IL2_A', 'K_I2'])),
    ]),
    apoptosis('Treg_B', 'd_Treg'),
    apoptosis('Treg_C', 'd_Treg', [negative(by('lambda_TregI2', ['IL2_C', 'K_I2']))]),
  ];
}

/** Follicular helper T cells. */
export function follicularHelperTCells(balance: ChemotaxisBalance, switches: Switches): readonly Process[] {
  const proliferationGain = switches['tfh-il21'] === 'posted' ? 'lambda_TfhI21' : 'lambda_betaTfhI21';
  return [
    differentiation({
      from: 'TN4_A',
      to: 'Tfh_A',
      rate: 'kappa_Tfh',
      enhancedBy: [by('lambda_TfhI6', ['IL6_A', 'K_I6']), by('lambda_TfhI21', ['IL21_A', 'K_I21'])],
      inhibitedBy: [['IL2_A', 'K_TfhI2']],
    }),
    proliferation({ state: 'Tfh_A', rate: 'beta_Tfh', enhancedBy: [by(proliferationGain, ['IL21_A', 'K_I21'])] }),
    migration('Tfh', 'A', 'B'),
    migration('Tfh', 'B', 'A'),
    migration('Tfh', 'B', 'C'),
    migration('Tfh', 'C', 'B'),
    chemotaxis('Tfh_B', 'Tfh_C', [['X_TfhC13_BC', 'CXCL13_C', 'K_C13']], balance),
    apoptosis('Tfh_A', 'd_Tfh', [crowding('lambda_Tfh', 'Tfh_A', 'K_Tfh')]),
    apoptosis('Tfh_B', 'd_Tfh'),
    apoptosis('Tfh_C', 'd_Tfh', [by('lambda_TfhPL', complex)]),
  ];
}
