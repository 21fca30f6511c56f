// Evidence: nominal coverage of intervals over trials drawn from a known model.
import { describe, expect, it } from 'vitest';
import { simulateAndRecover } from '../../../calibration/inference/recover.js';
import { toyContext } from './toy-context.js';

const DATA_SETS = 40;

describe('simulateAndRecover', () => {
  const covers = async (kind: 'pooled' | 'likelihood') => {
    // A wide prior: shrinkage towards the starting values is not sampling error
    const context = toyContext({ kind, patients: 120, settings: { priorLogSd: 1.5 } });
    const result = await simulateAndRecover(context, DATA_SETS, 0.9);
    expect(result).toMatchObject({ data_sets: DATA_SETS, level: 0.9, patients: 120 });
    expect(result.not_converged).toBeLessThan(DATA_SETS / 10);
    const assessed = result.endpoints.filter(({ endpoint }) => ['dcr', 'median_os', 'survival_6'].includes(endpoint));
    for (const {
      arm,
      endpoint,
      coverage,
      bias,
      standard_deviation: standardDeviation,
      mean_standard_error: meanStandardError,
    } of assessed) {
      const where = `${arm} ${endpoint}`;
      // Four standard errors of a share of 40
      expect(coverage, where).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / DATA_SETS));
      // A bias much smaller than the sampling error
      expect(Math.abs(bias), where).toBeLessThan(0.7 * standardDeviation);
      expect(meanStandardError / standardDeviation, where).toBeGreaterThan(0.6);
      expect(meanStandardError / standardDeviation, where).toBeLessThan(1.6);
    }
    const mean = assessed.reduce((sum, { coverage }) => sum + coverage, 0) / assessed.length;
    // Six endpoints, some of which are correlated
    expect(Math.abs(mean - 0.9)).toBeLessThan(0.09);
    expect(result.parameters.map(({ name }) => name)).toEqual(context.problem.parameters.map(({ name }) => name));
  };
  it.each(['pooled'] as const)('coverage is nearly nominal, %s', covers);
  it.each(['likelihood'] as const)('coverage is nearly nominal, %s', { tags: 'full/oracles' }, covers);
});
