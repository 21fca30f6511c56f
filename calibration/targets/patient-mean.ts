/**
 * Mean of a statistic over trials, weighted by their numbers of patients.
 *
 * Q_j = sum over trials k of (m_jk / m_j) Q_jk, with m_jk patients in trial k and m_j = sum of m_jk (eq. 18).
 *
 * @param rows - rows to pool; at least one, n > 0
 * @param statistic - the statistic of a row; any unit
 * @returns pooled statistic, in the same unit
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (18)
 */
export function patientMean<Row extends { readonly n: number }>(
  rows: readonly Row[],
  statistic: (row: Row) => number,
): number {
  const weighted = rows.reduce((sum, row) => sum + row.n * statistic(row), 0);
  return weighted / countPatients(rows);
}

/**
 * Number of patients of a set of rows.
 *
 * @param rows - rows of a trial table
 * @returns sum of n; a patient in two rows is counted twice
 */
export function countPatients(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((sum, { n }) => sum + n, 0);
}
