import {
  correlationsOf,
  type FailureCounts,
  numberColumn,
  switchNames,
  treatmentsOf,
  uncalibratedRemarks,
  wholeNumberColumn,
} from '../../../src/index.js';
import { toStoredCorrelations } from '../../fit/correlation-result.js';
import { describedTable } from '../described-table.js';
import type { StudyOutput, StudyTable } from '../study.js';
import { correlationRemarks } from './correlated-factors.js';
import type { Response } from './evaluate-samples.js';
import type { Factor } from './factors.js';
import { describeArm, outputSummary, outputUnit } from './outputs.js';
import { type ResponseCounts, SENSITIVITY_VERSION, type SensitivityResult } from './result.js';
import { rowsWithoutEstimate } from './rows-without-estimate.js';
import { armsOf, drugsOf, type StudySettings } from './settings.js';

/** Samples of a response that failed. */
export function failuresOf({ failed }: Pick<Response, 'failed'>): number {
  return failed.reduce((sum, flag) => sum + flag, 0);
}

/** Samples and failures of a response, as stored in results. */
export function countsOf(
  { arm, output, simulated }: Pick<Response, 'arm' | 'output' | 'simulated'>,
  { samples, failed, blocks, droppedBlocks }: FailureCounts,
): ResponseCounts {
  const { patients, failed: failedPatients } = simulated ?? { patients: samples, failed };
  return {
    arm,
    output,
    samples,
    failed,
    blocks,
    dropped_blocks: droppedBlocks,
    patients,
    failed_patients: failedPatients,
  };
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
  {
    factors,
    samples,
    counts,
    remarks = [],
  }: Pick<SensitivityResult, 'factors' | 'samples' | 'counts'> & Partial<Pick<SensitivityResult, 'remarks'>>,
): Omit<SensitivityResult, 'method' | 'responses'> {
  const { method: _, marginals, switches, population, further: _further, ...rest } = settings;
  const correlations = correlationsOf(marginals);
  const drugs = drugsOf(settings);
  return {
    schema_version: SENSITIVITY_VERSION,
    settings: {
      ...rest,
      corrected: switchNames.filter((name) => switches[name] === 'corrected'),
      pool_patients: population?.patients ?? null,
      ...(correlations.length === 0 ? {} : { correlations: toStoredCorrelations(correlations) }),
    },
    factors,
    samples,
    counts,
    remarks: [
      ...uncalibratedRemarks(treatmentsOf(armsOf(settings), drugs), drugs),
      ...correlationRemarks(settings),
      ...remarks,
    ],
  };
}

/** Names that a line of the terminal lists. */
const LISTED = 5;

function reasonLines(result: SensitivityResult): readonly string[] {
  return rowsWithoutEstimate(result).map(({ arm, output, reason, names, of }) => {
    const listed = names.slice(0, LISTED).join(', ');
    const where = [arm, ...(output === null ? [] : [output])].join(', ');
    return `${where}: ${names.length} of ${of} rows without an estimate: ${reason} (${listed}${names.length > LISTED ? ', ...' : ''})`;
  });
}

/**
 * The samples of a study: values of the factors, then outputs by arm; empty cells where a sample failed.
 *
 * @param factors - the factors, in the order of the points
 * @param columns - their values, one array per factor
 * @param responses - outputs of the samples
 */
export function samplesTable(
  factors: readonly Pick<Factor, 'name' | 'group' | 'unit'>[],
  columns: readonly Float64Array[],
  responses: readonly Pick<Response, 'arm' | 'output' | 'values' | 'failed'>[],
): StudyTable {
  const samples = responses[0]?.values.length ?? 0;
  const described = [
    wholeNumberColumn('sample', '1', 'number of the sample, from 1'),
    ...factors.map(({ name, unit, group }) => numberColumn(name, unit, `parameter that is varied: ${group}`)),
    ...responses.map(({ arm, output }) =>
      numberColumn(
        `${output} ${arm}`,
        outputUnit(output),
        `${outputSummary(output)}, ${describeArm(arm)}; empty where the sample failed`,
      ),
    ),
  ];
  const rows = Array.from({ length: samples }, (_, sample) => [
    sample + 1,
    ...columns.map((column) => column[sample]!),
    ...responses.map(({ values, failed }) => (failed[sample] === 0 ? values[sample]! : null)),
  ]);
  return describedTable(SAMPLES, described, rows);
}

/** Name of the table of samples. */
const SAMPLES = 'samples.csv';

/** A finished study with its tables and lines for the terminal. */
export function finished(
  result: SensitivityResult,
  { tables, summary }: Pick<StudyOutput<SensitivityResult>, 'tables' | 'summary'>,
): StudyOutput<SensitivityResult> {
  return {
    status: 'done',
    result,
    tables,
    summary: [...summary, ...reasonLines(result), ...result.remarks.map((remark) => `remark: ${remark}`)],
    patients: result.counts.map(({ arm, output, patients, failed_patients: failed }) => ({
      cohort: `${arm}, ${output}`,
      patients,
      failed,
    })),
  };
}
