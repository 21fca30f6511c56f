import type { RocSettings } from './score-table.js';

/** What every ROC analysis of the command line shares. */
export const rocDefaults = {
  sensitivity: 0.9,
  specificity: 0.9,
  /** Specificity of at least 0.9. */
  partialAucTo: 0.1,
  bootstrap: 1000,
  curvePoints: 160,
} as const satisfies Partial<RocSettings>;
