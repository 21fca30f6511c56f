import { type FailureCounts, switchNames } from '../../../src/index.js';
import type { StudyOutput } from '../study.js';
import type { Response } from './evaluate-samples.js';
import { type ResponseCounts, SENSITIVITY_VERSION, type SensitivityResult } from './result.js';
import type { StudySettings } from './settings.js';

/** Samples of a response that failed. */
export function failuresOf({ failed }: Pick<Response, 'failed'>): number {
  return failed.reduce((sum, flag) => sum + flag, 0);
}

/** Samples and failures of a response, as stored in results. */
export function countsOf(
  { arm, output }: Pick<Response, 'arm' | 'output'>,
  { samples, failed, blocks, droppedBlocks }: FailureCounts,
): ResponseCounts {
  return { arm, output, samples, failed, blocks, dropped_blocks: droppedBlocks };
}

/** The smallest interval that contains all given intervals. */
export function hull(intervals: readonly (readonly [number, number])[]): readonly [low: number, high: number] {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

/** A factor as named in rows of results. */
export function toParameter(factor: { readonly name: string; readonly group: string; readonly baseline: number }) {
  return { parameter: factor.name, group: factor.group, baseline: factor.baseline };
}

/** Fields common to the results of all methods. */
export function commonResult(
  settings: StudySettings,
  { factors, samples, counts }: Pick<SensitivityResult, 'factors' | 'samples' | 'counts'>,
): Omit<SensitivityResult, 'method' | 'responses'> {
  const { method: _, marginals: _marginals, switches, population, ...rest } = settings;
  return {
    schema_version: SENSITIVITY_VERSION,
    settings: {
      ...rest,
      corrected: switchNames.filter((name) => switches[name] === 'corrected'),
      pool_patients: population?.patients ?? null,
    },
    factors,
    samples,
    counts,
  };
}

/** A finished study with its tables and lines for the terminal. */
export function finished(
  result: SensitivityResult,
  { tables, summary }: Pick<StudyOutput<SensitivityResult>, 'tables' | 'summary'>,
): StudyOutput<SensitivityResult> {
  return {
    status: 'done',
    result,
    tables,
    summary,
    patients: result.counts.map(({ arm, output, samples, failed }) => ({
      cohort: `${arm}, ${output}`,
      patients: samples,
      failed,
    })),
  };
}
