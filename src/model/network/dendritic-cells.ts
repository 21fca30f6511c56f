import { hill, molecule } from '../expression.js';
import {
  apoptosis,
  type ChemotaxisBalance,
  chemotaxis,
  migration,
  type Process,
  source,
  transition,
} from '../processes.js';

/** Dendritic cells: immature ones patrol tumor and blood; tumor antigen activates them; active ones prime T cells. */
export function dendriticCells(balance: ChemotaxisBalance): readonly Process[] {
  return [
    // Immature
    source('D0_B', 'theta_D0_DB'),
    migration('D0', 'B', 'C'),
    migration('D0', 'C', 'B'),
    chemotaxis('D0_B', 'D0_C', [['X_D0L20_BC', 'CCL20_C', 'K_L20']], balance),
    apoptosis('D0_B', 'd_D0'),
    apoptosis('D0_C', 'd_D0'),
    transition('D0_C', 'D_C', 'rho_DD0', [hill(molecule('TA_C'), 'K_TA')]),
    // Activated
    migration('D', 'A', 'B'),
    migration('D', 'B', 'A'),
    migration('D', 'B', 'C'),
    migration('D', 'C', 'A'),
    migration('D', 'C', 'B'),
    chemotaxis(
      'D_C',
      'D_A',
      [
        ['X_DL19_CA', 'CCL19_A', 'K_L19'],
        ['X_DL21_CA', 'CCL21_A', 'K_L21'],
      ],
      balance,
    ),
    apoptosis('D_A', 'd_D'),
    apoptosis('D_B', 'd_D'),
    apoptosis('D_C', 'd_D'),
  ];
}
