import { cell, parameter, product, saturation } from '../expression.js';
import {
  apoptosis,
  by,
  type ChemotaxisBalance,
  chemotaxis,
  differentiation,
  migration,
  type Process,
  proliferation,
  source,
} from '../processes.js';
import type { Switches } from '../switches.js';

const complex = ['PD1_PDL1_C', 'K_PL'] as const;

/** CD8+ cytotoxic T lymphocytes (CTL): primed in the lymph node, carried by the blood, drawn into the tumor. */
export function cytotoxicTLymphocytes(balance: ChemotaxisBalance, switches: Switches): readonly Process[] {
  return [
    differentiation({
      from: 'TN8_A',
      to: 'T8_A',
      rate: 'kappa_T8',
      enhancedBy: [by('lambda_T8I12', ['IL12_A', 'K_I12'])],
      inhibitedBy: [
        ['IL10_A', 'K_T8I10'],
        ['TGFb_A', 'K_T8Tbeta'],
      ],
    }),
    proliferation({
      state: 'T8_A',
      of: switches['ctl-proliferation'] === 'posted' ? 'T1_A' : 'T8_A',
      rate: 'beta_T8',
      enhancedBy: [by('lambda_T8I2', ['IL2_A', 'K_I2']), by('lambda_T8I21', ['IL21_A', 'K_I21'])],
    }),
    migration('T8', 'A', 'B'),
    migration('T8', 'B', 'A'),
    migration('T8', 'B', 'C'),
    migration('T8', 'C', 'B'),
    chemotaxis(
      'T8_B',
      'T8_C',
      [
        ['X_T8C9_BC', 'CXCL9_C', 'K_C9'],
        ['X_T8C10_BC', 'CXCL10_C', 'K_C10'],
        ['X_T8C12_BC', 'CXCL12_C', 'K_C12'],
      ],
      balance,
    ),
    apoptosis('T8_A', 'd_T8', [product(parameter('lambda_T8'), saturation(cell('T8_A'), 'K_T8'))]),
    apoptosis('T8_B', 'd_T8'),
    apoptosis('T8_C', 'd_T8', [
      by('lambda_T8PL', complex),
      product(parameter('lambda_T8Treg'), saturation(cell('Treg_C'), 'K_T8Treg')),
    ]),
  ];
}

/** Natural killer cells. */
export function naturalKillerCells(balance: ChemotaxisBalance): readonly Process[] {
  return [
    source('NK_B', 'theta_NK_DB'),
    proliferation({
      state: 'NK_A',
      rate: 'beta_NK',
      enhancedBy: [by('lambda_NKI12', ['IL12_A', 'K_I12']), by('lambda_NKI21', ['IL21_A', 'K_I21'])],
      inhibitedBy: [['IL10_A', 'K_NKI10']],
    }),
    migration('NK', 'A', 'B'),
    migration('NK', 'B', 'A'),
    migration('NK', 'B', 'C'),
    migration('NK', 'C', 'B'),
    chemotaxis(
      'NK_B',
      'NK_C',
      [
        ['X_NKC9_BC', 'CXCL9_C', 'K_C9'],
        ['X_NKC10_BC', 'CXCL10_C', 'K_C10'],
      ],
      balance,
    ),
    apoptosis('NK_A', 'd_NK', [product(parameter('lambda_NK'), saturation(cell('NK_A'), 'K_NK'))]),
    apoptosis('NK_B', 'd_NK'),
    apoptosis('NK_C', 'd_NK', [by('lambda_NKPL', complex)]),
  ];
}
