import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  identityDifferences,
  isStalledTooOften,
  jobSchema,
  noticeSchema,
  outcomeSchema,
  type ProgramIdentity,
  programIdentitySchema,
  queueKeys,
  queueName,
  readMessage,
  resultSchema,
  sessionSchema,
  sharedSchema,
  workerSchema,
  workSchema,
} from '../../../../calibration/engine/queue/protocol.js';
import { madeIdentity } from './made-identity.js';

// Evidence: laws.

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

// Evidence: laws.

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

// Evidence: laws.

const hash = 'ab01'.repeat(16);

interface Kind {
  readonly schema: z.ZodType<object>;
  readonly message: object;
  /** Fields with a value that none may have. */
  readonly issues: readonly (readonly [field: string, value: unknown])[];
}

const kinds: Readonly<Record<string, Kind>> = {
  job: {
    schema: jobSchema,
    message: { session: '0123456789abcdef', subtask: '0123456789abcdef0123456789abcdef' },
    issues: [
      ['session', '0123456789ABCDEF'],
      ['session', '0123456789abcde'],
      ['session', '../../9abcdef012345'],
      ['session', '0123456789abcdef\n'],
      ['subtask', '0123456789abcdef'],
      ['subtask', 7],
    ],
  },
  session: {
    schema: sessionSchema,
    message: {
      id: '0123456789abcdef',
      title: 'run mcrc',
      place: 'host/1',
      identity: madeIdentity,
      folder: '01234567-89ab-cdef-0123-456789abcdef',
    },
    issues: [
      ['id', ''],
      ['title', 'x'.repeat(2001)],
      ['place', null],
      ['identity', { ...madeIdentity, protocol: 1.5 }],
      ['folder', '../../../etc'],
      ['folder', ''],
    ],
  },
  worker: {
    schema: workerSchema,
    message: { id: 'host/2', place: 'host/2', threads: 4, identity: madeIdentity, done: 0 },
    issues: [
      ['id', 'x'.repeat(201)],
      ['threads', 0],
      ['threads', 4097],
      ['threads', 1.5],
      ['threads', '4'],
      ['done', -1],
      ['identity', {}],
    ],
  },
  result: {
    schema: resultSchema,
    message: { content: hash, bytes: 12, stored: 'redis', worker: 'host/2', delivery: '01-ab' },
    issues: [
      ['content', hash.slice(1)],
      ['content', hash.toUpperCase()],
      ['content', 'none'],
      ['bytes', -1],
      ['bytes', null],
      ['stored', 'disk'],
      ['delivery', 'x'.repeat(65)],
    ],
  },
  'shared data': {
    schema: sharedSchema,
    message: { hash, stored: 'folder' },
    issues: [
      ['hash', `${hash}0`],
      ['stored', 1],
    ],
  },
  work: {
    schema: workSchema,
    message: { kind: 'simulate', own: { a: [1] }, shared: null },
    issues: [
      ['kind', 'x'.repeat(101)],
      ['kind', undefined],
      ['shared', { hash }],
      ['shared', 'none'],
    ],
  },
  notice: {
    schema: noticeSchema,
    message: { place: 'host/2', message: 'it rains', isError: false },
    issues: [
      ['message', 'x'.repeat(2001)],
      ['isError', 0],
      ['isError', 'true'],
    ],
  },
};

const issues = Object.entries(kinds).flatMap(([name, { issues: own }]) =>
  own.map(([field, value]) => [name, field, value] as const),
);

describe('readMessage', () => {
  it.each(Object.entries(kinds))('reads a %s as it was written', (_name, { schema, message }) => {
    expect(readMessage(schema, JSON.stringify(message))).toEqual(message);
  });

  it.each(issues)('reads no %s whose %s is %j', (name, field, value) => {
    const { schema, message } = kinds[name]!;
    expect(readMessage(schema, JSON.stringify({ ...message, [field]: value }))).toBeUndefined();
  });

  it.each(Object.entries(kinds))('reads no %s with a field more', (_name, { schema, message }) => {
    expect(readMessage(schema, JSON.stringify({ ...message, more: 1 }))).toBeUndefined();
    expect(readMessage(schema, JSON.stringify({ ...message, constructor: 1 }))).toBeUndefined();
  });

  it.each(Object.entries(kinds))(
    'reads no %s where any field but its data is missing',
    (_name, { schema, message }) => {
      for (const field of Object.keys(message).filter((name) => name !== 'own')) {
        const { [field as keyof typeof message]: _left, ...rest } = message;
        expect([field, readMessage(schema, JSON.stringify(rest))]).toEqual([field, undefined]);
      }
    },
  );

  it.each(Object.entries(kinds))('finds no %s in garbage', (_name, { schema, message }) => {
    const text = JSON.stringify(message);
    for (const garbage of [
      '',
      '\0\x01\x02',
      'null',
      'true',
      '7',
      '"text"',
      '[]',
      '{}',
      `[${text}]`,
      text.slice(0, -1),
      `${text}x`,
    ]) {
      expect([garbage, readMessage(schema, garbage)]).toEqual([garbage, undefined]);
    }
  });

  it('reads a session without a shared folder', () => {
    const message = { ...kinds.session!.message, folder: null };
    expect(readMessage(sessionSchema, JSON.stringify(message))).toEqual(message);
  });
});

describe('outcomeSchema', () => {
  const failure = { message: 'no', stack: 'Error: no', code: 'data' };

  it.each([
    ['a result', { outcome: 'done', output: { a: 1 } }],
    ['a failure', { outcome: 'failed', failure }],
    ['a failure that has a message alone', { outcome: 'failed', failure: { message: 'no' } }],
    ['an ended thread', { outcome: 'ended', reason: 'exit 1' }],
  ])('takes %s', (_title, outcome) => {
    expect(outcomeSchema.safeParse(outcome)).toEqual({ success: true, data: outcome });
  });

  it.each([
    ['an unknown outcome', { outcome: 'half done', output: 1 }],
    ['no outcome', { output: 1 }],
    ['a result with a failure beside it', { outcome: 'done', output: 1, failure }],
    ['a failure without a message', { outcome: 'failed', failure: { stack: 'x' } }],
    ['a failure of an unknown code', { outcome: 'failed', failure: { ...failure, code: 'fatal' } }],
    ['a failure with a field more', { outcome: 'failed', failure: { ...failure, cause: 1 } }],
    ['an ended thread without a reason', { outcome: 'ended' }],
  ])('refuses %s', (_title, outcome) => {
    expect(outcomeSchema.safeParse(outcome).success).toBe(false);
  });
});

// Evidence: the messages of the queue's library, as they are in its script.

/** What the library gives as the reason, in its script that finds subtasks whose worker has gone silent. */
function reasonOfLibrary(): string {
  const scripts = new URL('../../../../node_modules/bullmq/dist/esm/commands/', import.meta.url);
  const script = readdirSync(scripts).find((name) => /^moveStalledJobsToWait-\d+\.lua$/.test(name));
  const text = readFileSync(new URL(script ?? 'missing', scripts), 'utf8');
  return /"(job stalled more[^"]*)"/.exec(text)?.[1] ?? 'no reason';
}

it('isStalledTooOften knows a subtask whose workers vanished by the reason that the library gives', () => {
  expect(isStalledTooOften(reasonOfLibrary())).toBe(true);
});

it.each(['', 'job stalled', 'no space left on device', 'shared data: must be there as the run sent them'])(
  'isStalledTooOften takes no other reason for it: %s',
  (reason) => {
    expect(isStalledTooOften(reason)).toBe(false);
  },
);
