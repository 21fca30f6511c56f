// Evidence: laws.
import { describe, expect, it } from 'vitest';
import {
  identityDifferences,
  type ProgramIdentity,
  programIdentitySchema,
} from '../../../../calibration/engine/queue/identity.js';
import { madeIdentity } from './made-identity.js';

const parts = Object.keys(madeIdentity) as (keyof ProgramIdentity)[];

describe('identityDifferences', () => {
  it('is empty for a program and itself', () => {
    expect(identityDifferences(madeIdentity, { ...madeIdentity })).toBe('');
  });

  it.each([
    ['protocol', 2, 'form of messages 1 in the run, 2 here'],
    ['version', '1.2.4', 'version 1.2.3 in the run, 1.2.4 here'],
    ['code', 'd0ne', 'code c0de in the run, d0ne here'],
    ['model', '30de2', 'model 30de1 in the run, 30de2 here'],
    ['config', 'c0f17', 'configuration schema c0f16 in the run, c0f17 here'],
    ['machine', 'V8 1, arm64', 'JavaScript engine and processor V8 1, x64 in the run, V8 1, arm64 here'],
    ['tensorflow', 'cpu', 'TensorFlow.js tensorflow in the run, cpu here'],
  ])('names the %s where it differs, of the run and of the worker', (part, value, message) => {
    expect(parts).toContain(part);
    expect(identityDifferences(madeIdentity, { ...madeIdentity, [part]: value })).toBe(message);
  });

  it('names every part that differs', () => {
    const other: ProgramIdentity = {
      protocol: 2,
      version: '2',
      code: '2',
      model: '2',
      config: '2',
      machine: '2',
      tensorflow: '2',
    };
    expect(identityDifferences(madeIdentity, other).split('; ')).toHaveLength(parts.length);
  });
});

describe('programIdentitySchema', () => {
  it.each(parts)('takes an identity, and none without %s or with a long one', (part) => {
    const { [part]: _left, ...rest } = madeIdentity;
    expect(programIdentitySchema.safeParse(madeIdentity).success).toBe(true);
    expect(programIdentitySchema.safeParse(rest).success).toBe(false);
    expect(programIdentitySchema.safeParse({ ...madeIdentity, [part]: 'x'.repeat(101) }).success).toBe(false);
    expect(programIdentitySchema.safeParse({ ...madeIdentity, more: 1 }).success).toBe(false);
  });
});
