/** The kinds of eq. (1), with drug-induced apoptosis (eq. 15) counted as its own. */
export type ProcessKind =
  | 'source'
  | 'differentiation'
  | 'proliferation'
  | 'transition'
  | 'migration'
  | 'chemotaxis'
  | 'killing'
  | 'apoptosis'
  | 'chemotherapy';
