/** Compartments of the model. Bone marrow and thymus (D in the paper) appear only as constant inflows. */
export const compartments = {
  A: { name: 'tumor-draining lymph node', abbreviation: 'TDLN', volume: 'V_A' },
  B: { name: 'peripheral blood', abbreviation: 'PB', volume: 'V_B' },
  C: { name: 'tumor microenvironment', abbreviation: 'TME', volume: 'V_C' },
} as const;

export type Compartment = keyof typeof compartments;

/** The 24 cell types. */
export const cellTypes = {
  D: 'activated dendritic cell',
  TN4: 'naive CD4+ T cell',
  T1: 'CD4+ Th1 cell',
  T2: 'CD4+ Th2 cell',
  T17: 'CD4+ Th17 cell',
  Treg: 'regulatory T cell',
  Tfh: 'follicular helper T cell',
  TN8: 'naive CD8+ T cell',
  T8: 'CD8+ cytotoxic T lymphocyte (CTL)',
  NK: 'natural killer cell',
  D0: 'immature dendritic cell',
  MMDSC: 'monocytic myeloid-derived suppressor cell',
  GMDSC: 'granulocytic myeloid-derived suppressor cell',
  M: 'monocyte',
  M1: 'M1 macrophage',
  M2: 'M2 macrophage',
  N: 'neutrophil',
  N1: 'N1 neutrophil',
  N2: 'N2 neutrophil',
  Eos: 'eosinophil',
  Bas: 'basophil',
  X1: 'drug-sensitive tumor cell (DSTC)',
  X2: 'drug-resistant tumor cell (DRTC)',
  X3: 'drug-pressure tumor cell (DPTC)',
} as const;

export type CellType = keyof typeof cellTypes;

/**
 * Densities at day 0 in cell/L, by compartment: one state per entry, in canonical order.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1; initial values as in the authors' posted code
 */
const initialDensities = {
  // Tumor-draining lymph node
  D_A: 3e9,
  TN4_A: 1e8,
  T1_A: 5e7,
  T2_A: 5e6,
  T17_A: 5e5,
  Treg_A: 5e6,
  Tfh_A: 5e5,
  TN8_A: 1e8,
  T8_A: 5e6,
  NK_A: 5e8,
  // Peripheral blood
  TN4_B: 1e8,
  T1_B: 5e5,
  T2_B: 5e4,
  T17_B: 5e4,
  Treg_B: 5e4,
  Tfh_B: 1e4,
  TN8_B: 5e8,
  T8_B: 5e5,
  D0_B: 3e9,
  D_B: 3e8,
  NK_B: 1e8,
  MMDSC_B: 5e7,
  GMDSC_B: 5e7,
  M_B: 5e8,
  M1_B: 1e8,
  M2_B: 1e6,
  N_B: 7e9,
  N1_B: 5e8,
  N2_B: 5e8,
  Eos_B: 1e8,
  Bas_B: 5e8,
  // Tumor microenvironment
  X1_C: 1e8,
  X2_C: 3e8,
  X3_C: 0,
  T1_C: 5e6,
  T2_C: 5e6,
  T17_C: 5e4,
  Treg_C: 5e5,
  Tfh_C: 5e4,
  T8_C: 5e6,
  D0_C: 3e9,
  D_C: 3e9,
  NK_C: 5e8,
  MMDSC_C: 5e8,
  GMDSC_C: 5e8,
  M_C: 5e8,
  M1_C: 1e8,
  M2_C: 1e6,
  N_C: 7e9,
  N1_C: 5e9,
  N2_C: 5e8,
  Eos_C: 8e8,
  Bas_C: 3e8,
} as const;

export type CellState = keyof typeof initialDensities;

/** The 53 cell states in canonical order. */
export const cellStates = Object.keys(initialDensities) as readonly CellState[];

/** Density of each cell state at day 0 as published; cell/L; canonical order. */
export const initialState: readonly number[] = cellStates.map((name) => initialDensities[name]);

/** Position of each cell state in the canonical order. */
export const cellIndex = Object.fromEntries(cellStates.map((name, index) => [name, index])) as Readonly<
  Record<CellState, number>
>;

/** The cells that make up the tumor, in the order of every array of densities. */
export const tumorCells = ['X1_C', 'X2_C', 'X3_C'] as const;

/** Tumor at day 0 as published, X1 + X2 + X3: 4e8 cell/L. */
export const baselineTumorDensity = tumorCells.reduce((sum, name) => sum + initialState[cellIndex[name]]!, 0);

/** Compartment and cell type of a cell state, e.g. `T8_C` -> T8 in the tumor microenvironment. */
export function describeCellState(state: CellState): { readonly cell: CellType; readonly compartment: Compartment } {
  const separator = state.lastIndexOf('_');
  return { cell: state.slice(0, separator) as CellType, compartment: state.slice(separator + 1) as Compartment };
}
