import { describe, expect, it } from 'vitest';
import type { FitJob } from '../../../../calibration/fit/fit-job.js';
import { runFitJob } from '../../../../calibration/fit/fit-job.js';
import { jobOf, mediansOf } from '../../../../calibration/inference/refit-context.js';
import type { MixturePool } from '../../../../calibration/pool/mixture-pool.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { poolSchema, refitForm } from '../../../../calibration/tasks/wire/refit-form.js';
import { betaQuantile, DataError, rowsInMemory } from '../../../../src/index.js';
import { toyContext } from '../../inference/toy-context.js';
import { arrived, type Damage, damaged, nothing, type Path, sent, throughWire, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import { expects, issue, listOfAtLeast, noLessThan, unknownField } from './schema-words.js';

describe('pool schema', () => {
  // Evidence: laws; the largest logarithms are those of the quantile that patients are drawn with.

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
      ['visits of no arm', ['courses', 'control'], nothing, 'must be there as for each arm'],
      [
        'a best response that is none',
        ['courses', 'control', 'runningBest', 3],
        5,
        'must be below 5, the number of assessed classes',
      ],
      ['burden without responses', ['response', 'treated'], nothing, 'must be there as for each arm'],
    ])('refuses %s', (_name, path, value, message) => {
      expect(() => parsed(damaged(pool, path, value))).toThrow(new DataError(issue('pool', path, message, value)));
    });

    const copula = {
      members: [0, 1],
      correlations: [
        [1, 0.5],
        [0.5, 1],
      ],
    };

    it('takes the copula of correlated parameters', () => {
      const correlated = { ...pool, copula };
      expect(parsed(correlated)).toBe(correlated);
    });

    it.each<[string, Path, unknown, string]>([
      ['a member beyond the dimensions', ['copula', 'members', 1], 2, 'must be below 2, the number of dimensions'],
      ['a member twice', ['copula', 'members', 1], 0, 'must be ascending'],
      [
        'a matrix that is not symmetric',
        ['copula', 'correlations', 0, 1],
        0.4,
        'positive definite matrix of correlations',
      ],
      ['another diagonal', ['copula', 'correlations', 1, 1], 2, 'positive definite matrix of correlations'],
      ['too short a row', ['copula', 'correlations', 1], [1], 'must have 2 rows of 2 numbers'],
      ['a copula with other fields', ['copula', 'kind'], 'normal', 'must have known keys alone'],
    ])('refuses %s in a copula', (_name, path, value, message) => {
      const correlated = { ...pool, copula };
      expect(() => parsed(damaged(correlated, path, value))).toThrow(message);
    });

    it('refuses correlations that are not positive definite', () => {
      const correlations = copula.correlations.map((row) => row.map((r) => (r === 1 ? 1 : 1.5)));
      expect(() => parsed({ ...pool, copula: { ...copula, correlations } })).toThrow(
        'must be a positive definite matrix',
      );
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
});

describe('refit form', () => {
  // Evidence: slow oracle (the same fit without a wire, bit for bit).

  const context = toyContext({ patients: 100 });
  const likelihood = toyContext({ kind: 'likelihood', patients: 100 });
  const job = jobOf(context);
  const PATIENTS = 100;
  const NODES = job.pool.pool.nodes;

  /** The same fit on a pool of another name: a thread that holds the one takes nothing of it for the other. */
  const elsewhere = (given: FitJob): FitJob => ({
    ...given,
    pool: { ...given.pool, name: `${given.pool.name}, here` },
  });

  describe('refitForm', () => {
    it.each<[string, FitJob]>([
      ['pooled endpoints', job],
      ["the trials' own counts", jobOf(likelihood)],
      ['with endpoints', { ...job, endpoints: mediansOf(context) }],
      ['with standard errors', { ...jobOf(likelihood), endpoints: mediansOf(likelihood), standardErrors: true }],
      ['on a line', { ...job, condition: { terms: [{ parameter: 0, factor: 1 }], level: job.start[0]! + 0.1 } }],
      ['where nothing is expected', { ...job, endpoints: mediansOf(context), standardErrors: false, maxIterations: 0 }],
    ])('gives the bits of fitting here: %s', async (_words, given) => {
      const across = await throughWire(refitForm, runFitJob, given);
      expect(bitDifferences(across, runFitJob(elsewhere(given)))).toEqual([]);
    });

    it('takes results without a value, which a fit may have', () => {
      const asked = { ...job, endpoints: mediansOf(context), standardErrors: true };
      const found = runFitJob(asked);
      const standardErrors = found.standardErrors.map((value, place) => [Number.NaN, -0][place] ?? value);
      const result = { ...found, essPenalty: Number.NaN, objective: Number.POSITIVE_INFINITY, standardErrors };
      expect(bitDifferences(refitForm.unpackOutput(sent(result), asked), result)).toEqual([]);
    });

    it('sends the pool apart, the same object for all fits on it', () => {
      const [one, other] = [refitForm.pack(job), refitForm.pack({ ...job, tolerance: 1e-3 })];
      expect(one.shared).toBe(job.pool.pool);
      expect(other.shared).toBe(one.shared);
      expect(one.own).toEqual({ ...job, pool: { name: job.pool.name, leastEffective: job.pool.leastEffective } });
    });

    it('gives a worker the pool in memory that its threads share, bits as they are', async () => {
      const { pool, ...rest } = await arrived(refitForm, job);
      expect(bitDifferences(pool.pool, job.pool.pool)).toEqual([]);
      const { logX, log1mX, logProposal, response, burden, courses } = pool.pool;
      const visits = Object.values(courses).flatMap(({ progressionDay, runningBest }) => [progressionDay, runningBest]);
      for (const array of [
        logX,
        log1mX,
        logProposal,
        ...Object.values(response),
        ...Object.values(burden).map(rowsInMemory),
        ...visits,
      ]) {
        expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
      }
      const { pool: _pool, ...expected } = job;
      expect(bitDifferences({ ...rest, name: pool.name }, { ...expected, name: job.pool.name })).toEqual([]);
    });
  });

  describe('refitForm with a damaged job', async () => {
    const { own } = refitForm.pack({
      ...job,
      condition: { terms: [{ parameter: 0, factor: 1 }], level: 0 },
      endpoints: mediansOf(context),
    });
    const there = refitForm.unpackShared!(sent(job.pool.pool));
    const unpacked = async (data: unknown, pool: unknown = there) => refitForm.unpack(data, pool);

    const damages: readonly Damage[] = [
      [[], 'job', expects('object')],
      [['pool'], nothing, expects('object')],
      [['pool', 'name'], 7, expects('string')],
      [['pool', 'leastEffective'], Number.NaN, expects('number')],
      [['problem', 'parameters', 0, 'start'], Number.NaN, expects('number')],
      [['start'], nothing, expects('array')],
      [['start'], Float64Array.of(1), expects('array')],
      [['start', 0], '1', 'must be a number'],
      [['maxIterations'], -1, noLessThan(0)],
      [['tolerance'], Number.POSITIVE_INFINITY, expects('number')],
      [['condition', 'terms'], [], listOfAtLeast(1)],
      [['condition', 'terms', 0, 'parameter'], -1, noLessThan(0)],
      [['condition', 'level'], nothing, expects('number')],
      [['endpoints', 'control'], '200', 'must be a number'],
      [['standardErrors'], 1, expects('boolean')],
    ];

    it.each(titled(damages))('refuses it: %s', async (_title, path, value, message) => {
      await expect(unpacked(damaged(own, path, value))).rejects.toThrow(
        new DataError(issue('refit', path, message, value)),
      );
    });

    it.each<[Path]>([[['note']], [['pool', 'pool']], [['condition', 'note']], [['condition', 'terms', 0, 'note']]])(
      'refuses it with a field %j',
      async (path) => {
        await expect(unpacked(damaged(own, path, 'x'))).rejects.toThrow(new DataError(unknownField('refit', path)));
      },
    );

    it.each<[string, Path, unknown]>([
      ['starts at fewer parameters than the problem has', ['start'], [0]],
      ['starts at more', ['start'], [...job.start, 0]],
      ['has a condition on a parameter that does not exist', ['condition', 'terms', 0, 'parameter'], job.start.length],
      ['asks for an arm that the pool has not', ['problem', 'arms', 2], 'placebo'],
    ])('refuses one that %s', async (_words, path, value) => {
      await expect(unpacked(damaged(own, path, value))).rejects.toThrow(DataError);
    });

    it('refuses one that comes without a pool', async () => {
      await expect(unpacked(sent(own), null)).rejects.toThrow(DataError);
      expect(() => refitForm.unpack(sent(own), undefined)).toThrow(
        new DataError(issue('refit', ['pool'], 'must come with its patients', undefined)),
      );
    });

    it.each<[string, Partial<MixturePool>, Path, string]>([
      ['arm', { response: {}, burden: {} }, ['problem', 'arms', 0], 'must be an arm of the pool; got "control"'],
      [
        'dimension',
        { dimensions: 3 },
        ['problem', 'settings', 'marginals'],
        'must be a list of 3, one for each dimension of the pool; got a list of length 2',
      ],
      [
        'node',
        { nodes: 7 },
        ['problem', 'grids', 'control', 'days'],
        `must be a list of 7, one for each node of the pool; got a list of length ${NODES}`,
      ],
    ])('refuses one on a pool that has another %s', async (_words, changes, path, message) => {
      const other = { ...job.pool.pool, ...changes };
      await expect(unpacked(sent(own), other)).rejects.toThrow(issue('refit', path, message, other));
    });
  });

  describe('refitForm with a damaged pool', () => {
    const { shared } = refitForm.pack(job);
    const { dimensions, logX } = job.pool.pool;
    const twice = `must hold ${PATIENTS * dimensions} numbers`;

    const damages: readonly Damage[] = [
      [[], undefined, expects('object')],
      [['patients'], nothing, expects('number')],
      [['dimensions'], 1.5, expects('int')],
      [['logX'], nothing, 'must be a Float64Array'],
      [['logX'], Float32Array.from(logX), 'must be a Float64Array'],
      [['logX'], logX.slice(1), twice],
      [['log1mX'], new Float64Array(), twice],
      [['logProposal'], new Float64Array(PATIENTS + 1), `must hold ${PATIENTS} numbers`],
      [['response', 'control'], new Float64Array(PATIENTS), 'must be a Uint8Array'],
      [['response', 'control'], new Uint8Array(1), `must hold ${PATIENTS} numbers`],
      [['burden', 'treated'], new Float64Array(PATIENTS * NODES), 'must be a Float32Array'],
      [['burden', 'treated'], new Float32Array(PATIENTS), `must hold ${PATIENTS * NODES} numbers`],
      [['newest'], -1, noLessThan(0)],
    ];

    it.each(titled(damages))('refuses it: %s', (_title, path, value, message) => {
      expect(() => refitForm.unpackShared!(damaged(shared, path, value))).toThrow(
        new DataError(issue('pool', path, message, value)),
      );
    });

    it('refuses it without patients', () => {
      expect(() => refitForm.unpackShared!(damaged(shared, ['patients'], 0))).toThrow(
        `pool.patients: ${noLessThan(1)}`,
      );
    });

    it('refuses it with a field more', () => {
      expect(() => refitForm.unpackShared!(damaged(shared, ['marginals'], []))).toThrow(
        new DataError(unknownField('pool', ['marginals'])),
      );
    });

    it.each<[string, Path, unknown]>([
      ['a response class that is none', ['response', 'control', 0], 4],
      ['more patients in its newest part than in all', ['newest'], PATIENTS + 1],
      ['a patient without a number', ['logX', 0], Number.NaN],
      ['an arm with responses and without burden', ['burden', 'control'], nothing],
    ])('refuses one with %s', (_words, path, value) => {
      expect(() => refitForm.unpackShared!(damaged(shared, path, value))).toThrow(DataError);
    });
  });

  describe('refitForm with a damaged result', () => {
    const asked: FitJob = { ...job, endpoints: mediansOf(context), standardErrors: true };
    const result = sent(refitForm.packOutput(runFitJob(asked), asked)) as ReturnType<typeof runFitJob>;

    const damages: readonly Damage[] = [
      [[], 7, expects('object')],
      [['values'], nothing, 'must be a Float64Array'],
      [['values'], [...result.values], 'must be a Float64Array'],
      [['objective'], '1', 'must be a number'],
      [['iterations'], -1, noLessThan(0)],
      [['converged'], 1, expects('boolean')],
      [['essPenalty'], null, 'must be a number'],
      [['endpoints'], Float32Array.from(result.endpoints), 'must be a Float64Array'],
      [['standardErrors'], nothing, 'must be a Float64Array'],
    ];

    it.each(titled(damages))('refuses it: %s', (_title, path, value, message) => {
      expect(() => refitForm.unpackOutput(damaged(result, path, value), asked)).toThrow(
        new DataError(issue('result', path, message, value)),
      );
    });

    it('refuses it with a field more', () => {
      expect(() => refitForm.unpackOutput(damaged(result, ['note'], 'x'), asked)).toThrow(
        new DataError(unknownField('result', ['note'])),
      );
    });

    it.each<[string, Path, Float64Array]>([
      ['parameters', ['values'], result.values.slice(1)],
      ['endpoints', ['endpoints'], result.endpoints.slice(1)],
      ['standard errors', ['standardErrors'], new Float64Array()],
    ])('refuses a result with too few %s', (_words, path, value) => {
      expect(() => refitForm.unpackOutput(damaged(result, path, value), asked)).toThrow(DataError);
    });

    it.each<[string, Partial<FitJob>, (keyof typeof result)[]]>([
      ['endpoints', { endpoints: undefined, standardErrors: undefined }, ['endpoints', 'standardErrors']],
      ['endpoints, but for their errors', { endpoints: undefined }, ['endpoints', 'standardErrors']],
      ['standard errors', { standardErrors: false }, ['standardErrors']],
    ] as never)('refuses a result with what was not asked for: %s', (_words, changes, fields) => {
      const message = fields.map((field) => issue('result', [field], 'must hold 0 numbers', result[field]));
      expect(() => refitForm.unpackOutput(result, { ...asked, ...changes })).toThrow(new DataError(message.join('; ')));
    });
  });
});
