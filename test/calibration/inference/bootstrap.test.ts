// Evidence: the same refits by hand, one set of trials after the other · linear propagation of the trials' errors · in process
// against worker threads, bit for bit.
import { describe, expect, it } from 'vitest';
import { type EndpointName, endpointNames, endpointOf } from '../../../calibration/endpoints/endpoints.js';
import { bootstrapTrials } from '../../../calibration/inference/bootstrap.js';
import { centralInterval } from '../../../calibration/inference/estimate-spread.js';
import { engineRunner } from '../../../calibration/inference/refit-context.js';
import { openEngine } from '../../../calibration/tasks/open-engine.js';
import { toyContext } from './toy-context.js';

const REPLICATES = 60;

describe('centralInterval', () => {
  it('has the level between its ends, over finite values only', () => {
    const values = [...Array.from({ length: 101 }, (_, k) => 100 - k), Number.NaN, Number.POSITIVE_INFINITY];
    expect(centralInterval(values, 0.9)).toEqual([expect.closeTo(5, 9), expect.closeTo(95, 9)]);
    expect(centralInterval([3], 0.9)).toEqual([3, 3]);
    expect(centralInterval([Number.NaN], 0.9)).toEqual([Number.NaN, Number.NaN]);
  });
});

const spreads = (kind: 'pooled' | 'likelihood') => {
  const context = toyContext({
    kind,
    patients: 120,
    settings: { targetWeights: { response: 1, medianOs: 1, survival: 2, medianPfs: 0, pfs: 0, bestResponse: 0 } },
  });

  it('has a spread equal to the first-order propagated standard errors', { tags: 'full/oracles' }, async () => {
    const { endpoints, ...result } = await bootstrapTrials(context, REPLICATES, 0.9);
    expect(result).toMatchObject({ replicates: REPLICATES, not_converged: 0, level: 0.9, patients: 120 });
    for (const arm of ['control', 'treated']) {
      expect(Object.keys(endpoints[arm]!)).toEqual([...endpointNames]);
      for (const [name, band] of Object.entries(endpoints[arm]!)) {
        // Only two patients have CR, and what is not fitted is not known from its own trials
        if (name === 'cr' || context.problem.settings.targetWeights[endpointOf(name as EndpointName).group] === 0)
          continue;
        const ratio = band.standard_deviation / band.delta_standard_error!;
        // Four standard errors of a standard deviation, and one sixth for terms beyond first order
        expect(Math.abs(Math.log(ratio)), `${arm} ${name}`).toBeLessThan(4 / Math.sqrt(2 * REPLICATES) + 1 / 6);
        expect(band.low).toBeLessThan(band.centre);
        expect(band.high).toBeGreaterThan(band.centre);
        // 1.64 standard deviations each way, with the error of a quantile
        expect((band.high - band.low) / (3.29 * band.standard_deviation)).toBeGreaterThan(0.7);
        expect((band.high - band.low) / (3.29 * band.standard_deviation)).toBeLessThan(1.3);
      }
    }
  });
};
describe.each(['likelihood'] as const)('bootstrapTrials, %s', spreads);
describe.each(['pooled'] as const)('bootstrapTrials, %s', { tags: 'full/oracles' }, spreads);

describe('bootstrapTrials', () => {
  const context = toyContext({ patients: 120 });

  it('gives the same bits on worker threads as in this process', async () => {
    const engine = openEngine(2);
    try {
      const run = engineRunner(engine, { onBegin: () => undefined, onResult: () => undefined });
      expect(await bootstrapTrials({ ...context, run }, 6, 0.9)).toEqual(await bootstrapTrials(context, 6, 0.9));
    } finally {
      await engine.close();
    }
  });
});

describe('the error of more patients', () => {
  it('is half of that of a quarter of them', async () => {
    const errors = await Promise.all(
      [1, 4].map(async (size) => {
        const context = toyContext({ patients: 150, size, settings: { priorLogSd: 3 } });
        const { endpoints } = await bootstrapTrials(context, 2, 0.9);
        return endpointNames.map((name) => endpoints.treated![name].delta_standard_error!);
      }),
    );
    for (const name of ['dcr', 'pd', 'survival_6'] as const) {
      const index = endpointNames.indexOf(name);
      // The contribution of the prior is small
      expect(errors[0]![index]! / errors[1]![index]!).toBeGreaterThan(1.8);
      expect(errors[0]![index]! / errors[1]![index]!).toBeLessThan(2.1);
    }
  });
});
