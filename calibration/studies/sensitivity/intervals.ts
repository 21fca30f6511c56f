import { type IntervalRate, intervalRates, NumericalError } from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput } from '../study.js';
import type { Response } from './evaluate-samples.js';
import type { Factor } from './factors.js';
import { describeArm } from './outputs.js';
import { reasons } from './reasons.js';
import { commonResult, countsOf, failuresOf, finished, hull, samplesTable, toParameter } from './responses.js';
import { FEWEST_PATIENTS, type IntervalsResponse, QUINTILES, type SensitivityResult } from './result.js';
import type { StudySettings } from './settings.js';
import { evaluateDesign } from './study-source.js';

const PRINTED = 5;

/** Disease control in each quintile of the ranges of the per-patient parameters. */
export async function computeIntervals(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const { samples, failures: policy } = settings;
  const { factors, columns, responses: evaluated } = await evaluateDesign(settings, context);
  const responses = evaluated.map((response): IntervalsResponse => {
    if (policy === 'stop' && failuresOf(response) > 0) {
      throw new NumericalError(
        `samples: must all complete under the policy 'stop'; got failures under ${response.arm}`,
      );
    }
    const rows = factors.map((factor, index) => {
      const own = ratesOf(factor, columns[index]!, response, policy === 'bounds');
      const rates = own.filter(({ n }) => n >= FEWEST_PATIENTS).flatMap(({ rate }) => rate ?? []);
      return {
        ...toParameter(factor),
        spread: rates.length < 2 ? 0 : Math.max(...rates) - Math.min(...rates),
        quintiles: own.map(({ from, to, n, rate, low, high }, part) => ({
          quintile: part + 1,
          from,
          to,
          patients: n,
          dcr: rate,
          dcr_low: low,
          dcr_high: high,
          reason: rate === null ? reasons.noPatients : null,
        })),
      };
    });
    return { arm: response.arm, factors: rows.sort((a, b) => b.spread - a.spread) };
  });
  const counts = evaluated.map((response) => {
    const failed = failuresOf(response);
    return countsOf(response, { samples, failed, blocks: samples, droppedBlocks: failed });
  });
  const cells = ['quintile', 'from', 'to', 'patients', 'dcr', 'dcr_low', 'dcr_high'] as const;
  return finished(
    { method: 'intervals', ...commonResult(settings, { factors: factors.length, samples, counts }), responses },
    {
      tables: [
        {
          file: 'intervals.csv',
          header: ['arm', 'parameter', 'group', ...cells, 'pd', 'pd_low', 'pd_high', 'reason'],
          rows: responses.flatMap(({ arm, factors: own }) =>
            own.flatMap(({ parameter, group, quintiles }) =>
              quintiles.map((row) => [
                arm,
                parameter,
                group,
                ...cells.map((cell) => row[cell]),
                row.dcr === null ? null : 1 - row.dcr,
                1 - row.dcr_high,
                1 - row.dcr_low,
                row.reason,
              ]),
            ),
          ),
        },
        samplesTable(factors, columns, evaluated),
      ],
      summary: responses.flatMap(({ arm, factors: own }) => [
        `${describeArm(arm)}, disease control by quintile of the range (%):`,
        ...own
          .slice(0, PRINTED)
          .map(
            ({ parameter, quintiles }) =>
              `  ${parameter.padEnd(18)}${quintiles.map(({ dcr }) => (dcr === null ? '-' : (100 * dcr).toFixed(1)).padStart(7)).join('')}`,
          ),
      ]),
    },
  );
}

/** Rates of completed samples; with bounds the intervals contain the rates obtained when all failed samples progressed, and when none did. */
function ratesOf(
  { distribution }: Factor,
  values: Float64Array,
  response: Response,
  bounds: boolean,
): readonly IntervalRate[] {
  const [min, max] =
    distribution.kind === 'beta'
      ? [distribution.marginal.min, distribution.marginal.max]
      : [distribution.low, distribution.high];
  const range = { min, max, parts: QUINTILES };
  const completed = Array.from(values.keys()).filter((sample) => response.failed[sample] === 0);
  const controlled = Uint8Array.from(completed, (sample) => response.values[sample]!);
  const rates = intervalRates(
    Float64Array.from(completed, (sample) => values[sample]!),
    controlled,
    range,
  );
  if (!bounds || completed.length === values.length) return rates;
  const extremes = [0, 1].map((fill) =>
    intervalRates(
      values,
      Uint8Array.from(response.failed, (flag, sample) => (flag === 0 ? response.values[sample]! : fill)),
      range,
    ),
  );
  return rates.map((rate, part) => {
    const all = [rate, ...extremes.map((extreme) => extreme[part]!)];
    const [low, high] = hull(all.map((each) => [each.low, each.high]));
    return { ...rate, low, high };
  });
}
