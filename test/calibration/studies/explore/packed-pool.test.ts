// Evidence: every bit of a packed pool comes back, and what was altered is found; CRC-32 of a known text.
import { describe, expect, test } from 'vitest';
import { explorerModel } from '../../../../calibration/studies/explore/explorer-model.js';
import { packExplorerPool, unpackExplorerPool } from '../../../../calibration/studies/explore/packed-pool.js';
import { DataError, withCorrelations } from '../../../../src/index.js';
import { toyMarginals } from '../../fit/toy-model.js';
import { toyExplorer } from './toy-explorer.js';

const toy = toyExplorer();
const packed = packExplorerPool(toy);
const altered = (change: (bytes: Uint8Array) => void): Uint8Array => {
  const bytes = packed.slice();
  change(bytes);
  return bytes;
};

describe('a packed pool', () => {
  test('is the pool again, infinite days of progression and unknown targets among its numbers', () => {
    const columns = toy.problem.columns.map((column, index) =>
      index === 0 ? { ...column, target: Number.NaN } : column,
    );
    const pool = { ...toy, problem: { ...toy.problem, columns } };
    expect(toy.pool.courses.control!.progressionDay).toContain(Number.POSITIVE_INFINITY);
    expect(unpackExplorerPool(packExplorerPool(pool), 'pool')).toEqual(pool);
  });

  test('keeps the copula of correlated parameters', () => {
    const correlated = toyExplorer(
      withCorrelations(toyMarginals(), [{ between: ['response', 'growth'], normalScore: 0.4 }]),
    );
    expect(unpackExplorerPool(packExplorerPool(correlated), 'pool').pool.copula).toEqual(correlated.pool.copula);
  });

  test('gives the same bits to the explorer', () => {
    const state = { 'response.mean': 0.5, 'control.mu': 1.3 };
    expect(explorerModel(unpackExplorerPool(packed, 'pool')).evaluate(state)).toEqual(
      explorerModel(toy).evaluate(state),
    );
  });

  test.each<readonly [string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'got other bytes'],
    ['other bytes', new Uint8Array(100).fill(7), 'got other bytes'],
    ['another version', altered((bytes) => bytes.set([0x31], 7)), 'got one of another version of the program'],
    [
      'one bit of its last patient',
      altered((bytes) => bytes.set([bytes.at(-9)! ^ 1], bytes.length - 9)),
      'with another checksum',
    ],
    ['one letter of its description', altered((bytes) => bytes.set([bytes[40]! ^ 1], 40)), 'with another checksum'],
    ['its end cut off', packed.slice(0, -1000), 'with another checksum'],
  ])('with %s is refused', (_, bytes, message) => {
    expect(() => unpackExplorerPool(bytes, 'a.pool')).toThrow(DataError);
    expect(() => unpackExplorerPool(bytes, 'a.pool')).toThrow(
      `a.pool: must be a pool as the explorer packs it; ${message.includes('with') ? '' : message}`,
    );
    expect(() => unpackExplorerPool(bytes, 'a.pool')).toThrow(message);
  });
});
