import type { SensitivityResult } from './result.js';

/** Rows of one output that share a reason. */
export interface RowsWithoutEstimate {
  readonly arm: string;
  readonly output: string | null;
  readonly reason: string;
  readonly names: readonly string[];
  /** Rows of the output in all. */
  readonly of: number;
}

/** Rows without an estimate, by arm, output and reason. */
export function rowsWithoutEstimate(result: SensitivityResult): readonly RowsWithoutEstimate[] {
  return result.responses.flatMap((response) => {
    const rows = rowsOf(response);
    const found = [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
    return found.map((reason) => ({
      arm: response.arm,
      output: 'output' in response ? response.output : null,
      reason,
      names: rows.filter((row) => row.reason === reason).map(({ name }) => name),
      of: rows.length,
    }));
  });
}

interface NamedRow {
  readonly name: string;
  readonly reason: string | null;
}

function rowsOf(response: SensitivityResult['responses'][number]): readonly NamedRow[] {
  if ('factors' in response) {
    return response.factors.flatMap(({ parameter, quintiles }) =>
      quintiles.map(({ quintile, reason }) => ({ name: `${parameter}, quintile ${quintile}`, reason })),
    );
  }
  return response.rows.map((row) => ({ name: 'parameter' in row ? row.parameter : row.name, reason: row.reason }));
}
