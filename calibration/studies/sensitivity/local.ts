import { exp, type FailurePolicy, logDerivative, NumericalError } from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput } from '../study.js';
import type { Response } from './evaluate-samples.js';
import { type Factor, factorColumns, factorVaries } from './factors.js';
import { describeResponse } from './outputs.js';
import { reasons } from './reasons.js';
import { commonResult, countsOf, failuresOf, finished, samplesTable, toParameter } from './responses.js';
import type { LocalResponse, ResponseCounts, SensitivityResult } from './result.js';
import type { StudySettings } from './settings.js';
import { studySource } from './study-source.js';

const PRINTED = 10;
/** Points of a parameter: two steps down, one down, one up, two up. */
const STENCIL = [-2, -1, 1, 2] as const;

/** Logarithmic derivatives at the baseline, by differences between simulations. */
export async function computeLocal(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const { step } = settings;
  const source = studySource(settings);
  const factors = source.factors.filter(factorVaries).map((factor): Factor => {
    const { baseline } = factor;
    return {
      ...factor,
      distribution: { kind: 'uniform', low: baseline * exp(-2 * step), high: baseline * exp(2 * step) },
    };
  });
  const points = stencilPoints(factors, step);
  const counts: ResponseCounts[] = [];
  const without = source.factors
    .filter((factor) => !factorVaries(factor))
    .map((factor) => ({ ...toParameter(factor), derivative: null, reason: reasons.noLogarithm }));
  const evaluated = await source.evaluate(factors, points, context);
  const responses = evaluated.map((response) => {
    const local = derivativesOf(response, factors, settings);
    const droppedBlocks = local.rows.filter(({ derivative }) => derivative === null).length;
    counts.push(
      countsOf(response, {
        samples: response.values.length,
        failed: failuresOf(response),
        blocks: factors.length,
        droppedBlocks,
      }),
    );
    return { ...local, rows: [...local.rows, ...without] };
  });
  const samples = points.length / factors.length;
  return finished(
    { method: 'local', ...commonResult(settings, { factors: factors.length, samples, counts }), responses },
    {
      tables: [
        {
          file: 'local.csv',
          header: ['arm', 'output', 'parameter', 'group', 'slope', 'error', 'elasticity', 'reason'],
          rows: responses.flatMap(({ arm, output, rows }) =>
            rows.map(({ parameter, group, derivative, reason }) => [
              arm,
              output,
              parameter,
              group,
              derivative?.slope ?? null,
              derivative?.error ?? null,
              derivative?.elasticity ?? null,
              reason,
            ]),
          ),
        },
        samplesTable(factors, factorColumns(factors, points), evaluated),
      ],
      summary: responses.flatMap((response) => [
        `${describeResponse(response)}:`,
        ...response.rows
          .slice(0, PRINTED)
          .map(
            ({ parameter, derivative }) => `  ${parameter.padEnd(22)} slope ${derivative?.slope.toPrecision(4) ?? '-'}`,
          ),
      ]),
    },
  );
}

function derivativesOf(
  response: Response,
  factors: readonly Factor[],
  { step, failures }: { readonly step: number; readonly failures: FailurePolicy },
): LocalResponse {
  const { arm, output, baseline, values, failed } = response;
  if (baseline === null) {
    throw new NumericalError(`local derivatives: the baseline run must complete under ${arm}; it failed`);
  }
  const failedCount = failuresOf(response);
  if (failures === 'stop' && failedCount > 0) {
    throw new NumericalError(`samples: must all complete under the policy 'stop'; got ${failedCount} that failed`);
  }
  const rows = factors.map((factor, index) => {
    const from = index * STENCIL.length;
    const hasFailed = failed.subarray(from, from + STENCIL.length).some((flag) => flag !== 0);
    const [a = 0, b = 0, c = 0, d = 0] = values.subarray(from, from + STENCIL.length);
    return {
      ...toParameter(factor),
      derivative: hasFailed ? null : logDerivative([a, b, c, d], baseline, step),
      reason: hasFailed ? reasons.failed : null,
    };
  });
  const size = ({ derivative }: LocalResponse['rows'][number]) => Math.abs(derivative?.slope ?? -1);
  return { arm, output, base: baseline, rows: rows.sort((x, y) => size(y) - size(x)) };
}

/** Four points per parameter, all others at the baseline; probabilities of uniform factors. */
function stencilPoints(factors: readonly Factor[], step: number): Float64Array {
  const k = factors.length;
  // Position of e^(times step) between e^(-2 step) and e^(2 step)
  const place = (times: number) => (exp(times * step) - exp(-2 * step)) / (exp(2 * step) - exp(-2 * step));
  const points = new Float64Array(k * STENCIL.length * k).fill(place(0));
  for (let factor = 0; factor < k; factor++) {
    STENCIL.forEach((times, row) => {
      points[(factor * STENCIL.length + row) * k + factor] = place(times);
    });
  }
  return points;
}
