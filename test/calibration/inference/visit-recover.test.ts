// Evidence: nominal coverage of intervals over trials drawn from a known model.
import { expect, it } from 'vitest';
import { simulateAndRecover } from '../../../calibration/inference/recover.js';
import { visitContext } from './visit-context.js';

const DATA_SETS = 100;

it.each(['pooled', 'likelihood'] as const)(
  'coverage of progression-free survival and best response is nearly nominal, %s',
  { tags: 'full/oracles' },
  async (kind) => {
    const result = await simulateAndRecover(visitContext({ kind }), DATA_SETS, 0.9);
    expect(result.not_converged).toBeLessThan(DATA_SETS / 10);
    // The median of the treated arm lies where its curve is almost flat at one half, so that no interval of first order holds it
    const names: readonly string[] = ['pfs_3', 'pfs_3.68', 'pfs_6', 'pfs_9', 'bor_pr', 'bor_sd', 'bor_dcr'];
    const assessed = result.endpoints.filter(({ endpoint }) => names.includes(endpoint));
    expect(assessed).toHaveLength(2 * names.length);
    for (const { arm, endpoint, coverage, bias, standard_deviation: deviation } of assessed) {
      // Four standard errors of a share of 100
      expect(coverage, `${arm} ${endpoint}`).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / DATA_SETS));
      expect(Math.abs(bias), `${arm} ${endpoint}`).toBeLessThan(0.7 * deviation);
    }
    const mean = assessed.reduce((sum, { coverage }) => sum + coverage, 0) / assessed.length;
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(0.95);
  },
);
