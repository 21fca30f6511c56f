// Evidence: laws; the largest logarithms are those of the quantile that patients are drawn with.
import { describe, expect, it } from 'vitest';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { poolSchema } from '../../../../calibration/tasks/wire/pool-schema.js';
import { betaQuantile, DataError } from '../../../../src/index.js';
import { toyContext } from '../../inference/toy-context.js';
import { damaged, nothing, type Path, sent } from './over-the-wire.js';
import { issue } from './schema-words.js';

const PATIENTS = 20;
const { pool } = toyContext({ patients: PATIENTS }).pool;

const parsed = (data: unknown) => parsePacked(poolSchema, data, 'pool');

describe('poolSchema', () => {
  it.each(['logX', 'log1mX', 'logProposal'])('takes numbers alone in %s: none is infinite in a pool', (name) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => parsed(damaged(pool, [name, 3], value))).toThrow(
        new DataError(issue('pool', [name, 3], 'must be a finite number', value)),
      );
    }
  });

  it('takes patients whose tails are as thin as any that are drawn', () => {
    const shapes = { name: 'x', min: 0, max: 1, alpha: 1e-3, beta: 1e-3 };
    for (const u of [2 ** -1074, 1e-9, 0.5, 1 - 2 ** -53]) {
      const { logX, log1mX } = betaQuantile(shapes, u);
      const extreme = { ...pool, logX: pool.logX.map(() => logX), log1mX: pool.log1mX.map(() => log1mX) };
      expect(parsed(extreme)).toBe(extreme);
    }
  });

  it.each<[string, Path, unknown, string]>([
    ['a class that is none', ['response', 'control', 5], 4, 'must be below 4, the number of response classes'],
    ['more new patients than all', ['newest'], PATIENTS + 1, `must be at most all ${PATIENTS} patients`],
    ['responses without burden', ['burden', 'control'], nothing, 'must be there as for each arm'],
    ['burden without responses', ['response', 'treated'], nothing, 'must be there as for each arm'],
  ])('refuses %s', (_name, path, value, message) => {
    expect(() => parsed(damaged(pool, path, value))).toThrow(new DataError(issue('pool', path, message, value)));
  });

  it('takes classes up to the last, and pools whose newest part is empty or all', () => {
    for (const [path, value] of [
      [['response', 'control', 0], 3],
      [['newest'], 0],
      [['newest'], PATIENTS],
    ] as const) {
      expect(() => parsed(damaged(pool, path, value))).not.toThrow();
    }
    const data = sent(pool);
    expect(parsed(data)).toBe(data);
  });
});
