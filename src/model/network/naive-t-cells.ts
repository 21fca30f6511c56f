import {
  apoptosis,
  type ChemotaxisBalance,
  chemotaxis,
  logisticProliferation,
  migration,
  type Process,
  source,
} from '../processes.js';

/** Naive CD4+ and CD8+ T cells: from the thymus through blood into the lymph node. */
export function naiveTCells(balance: ChemotaxisBalance): readonly Process[] {
  return [
    // CD4+
    source('TN4_B', 'theta_TN4_DB'),
    migration('TN4', 'A', 'B'),
    migration('TN4', 'B', 'A'),
    chemotaxis(
      'TN4_B',
      'TN4_A',
      [
        ['X_TN4L19_BA', 'CCL19_A', 'K_L19'],
        ['X_TN4L21_BA', 'CCL21_A', 'K_L21'],
      ],
      balance,
    ),
    logisticProliferation('TN4_A', 'beta_TN4', 'K_TN4'),
    apoptosis('TN4_A', 'd_TN4'),
    apoptosis('TN4_B', 'd_TN4'),
    // CD8+
    source('TN8_B', 'theta_TN8_DB'),
    migration('TN8', 'A', 'B'),
    migration('TN8', 'B', 'A'),
    chemotaxis(
      'TN8_B',
      'TN8_A',
      [
        ['X_TN8L19_BA', 'CCL19_A', 'K_L19'],
        ['X_TN8L21_BA', 'CCL21_A', 'K_L21'],
      ],
      balance,
    ),
    logisticProliferation('TN8_A', 'beta_TN8', 'K_TN8'),
    apoptosis('TN8_A', 'd_TN8'),
    apoptosis('TN8_B', 'd_TN8'),
  ];
}
