// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { queueKeys, queueName } from '../../../../calibration/engine/queue/keys.js';

const ids = ['0123456789abcdef', '0123456789abcde0'];

function keysOf(prefix: string): readonly string[] {
  const { sessions, workers, session } = queueKeys(prefix);
  return [sessions, workers, ...ids.flatMap((id) => Object.values(session(id)))];
}

describe('queueKeys', () => {
  it('puts the prefix in front of every key', () => {
    for (const key of keysOf('lab')) expect(key).toMatch(/^lab:/);
  });

  it('has no key twice, over runs and prefixes', () => {
    const keys = ['lab', 'lab2', 'qcic'].flatMap(keysOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('names a run by its id', () => {
    expect(queueKeys('qcic').session(ids[0]!)).toEqual({
      open: 'qcic:session:0123456789abcdef:open',
      owner: 'qcic:session:0123456789abcdef:owner',
      inputs: 'qcic:session:0123456789abcdef:inputs',
      results: 'qcic:session:0123456789abcdef:results',
      outputs: 'qcic:session:0123456789abcdef:outputs',
      shared: 'qcic:session:0123456789abcdef:shared',
      arrivals: 'qcic:session:0123456789abcdef:arrivals',
      notices: 'qcic:session:0123456789abcdef:notices',
    });
  });

  it('has the same keys for the same names', () => {
    expect(keysOf('lab')).toEqual(keysOf('lab'));
  });
});

describe('queueName', () => {
  it('differs between programs, and holds no colon, which the queue keeps for itself', () => {
    const [one, other] = ['ab'.repeat(32), 'cd'.repeat(32)];
    expect(queueName(one)).toBe('chunks-abababababababab');
    expect(queueName(other)).not.toBe(queueName(one));
    expect(queueName(one)).not.toContain(':');
  });
});
