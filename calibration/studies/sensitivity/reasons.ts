import type { Factor } from './factors.js';
import { factorVaries } from './factors.js';
import type { SensitivityResult } from './result.js';

/** Reasons why a row has no estimate. */
export const reasons = {
  noRange: 'baseline is 0: no relative range',
  noLogarithm: 'baseline is 0: no logarithm',
  constant: 'output does not vary',
  failed: 'a sample failed',
  notReached: 'endpoint not reached',
  noPatients: 'no patients in the interval',
} as const;

/** Parameters, or groups of parameters, of which nothing varies. */
export function unvaried(factors: readonly Factor[], by: 'parameter' | 'group'): readonly string[] {
  const nameOf = (factor: Factor) => (by === 'group' ? factor.group : factor.name);
  const varied = new Set(factors.filter(factorVaries).map(nameOf));
  return [...new Set(factors.map(nameOf))].filter((name) => !varied.has(name));
}

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
