import { type RandomStream, randomStream } from '../../../src/index.js';
import type { WireRequest } from './test-server.js';

/** Runs of the folder that the requests are made for. */
export const fuzzedRuns = ['a', 'b', 'group/c', 'hostile', 'broken'] as const;

const hostileNames = [
  ...[
    '..',
    '../..',
    '../../etc/passwd',
    '..\\..',
    '.',
    '',
    '/',
    '//',
    'a/..',
    'a/../../sentinel',
    '.qcic',
    '.trash',
    'inputs',
  ],
  ...[
    'out',
    'out/sentinel',
    'a\0',
    'a\n',
    '\u202e',
    '%',
    '%2e%2e',
    'ä/ß',
    'x'.repeat(300),
    '__proto__',
    'constructor',
    '*',
    '`a`',
  ],
  ...[
    'manifest.json',
    'results.json',
    'figures/a.csv',
    'figures/link.csv',
    'chunks',
    'index.json',
    '1',
    '0',
    '-1',
    '1e9',
    'null',
  ],
];

const ownTemplates = [
  ...new Array<string>(4).fill('/api/runs/ID'),
  ...['/api/runs', '/api/runs/ID', '/api/runs/ID/log', '/api/runs/ID/files/NAME', '/api/runs/ID/archive?patients=NAME'],
  ...[
    '/api/runs/ID/stop',
    '/api/runs/ID/resume',
    '/api/runs/ID/NAME',
    '/api/runs/ID/events',
    '/api/trash',
    '/api/trash/NAME/restore',
  ],
  ...[
    '/api/jobs',
    '/api/jobs/quick',
    '/api/jobs/NAME/stop',
    '/api/events',
    '/api/compare?runs=ID,ID',
    '/api/compare?runs=ID&runs=ID&differences=NAME',
  ],
  ...['/assets/NAME', '/NAME', '/runs/ID?NAME=NAME', '/api/NAME/ID', '/api/NAME/ID/NAME', '/?token=NAME'],
];

/** Routes of other pages. */
const otherTemplates = [
  ...['/api/again/ID', '/api/again/check', '/api/again/start'],
  ...['/api/explorer/ID', '/api/explorer/ID/pool', '/api/explorer/ID/adopt', '/api/optimise/ID', '/api/patient/NAME'],
  ...['/api/patient/model?run=ID', '/api/patient/values?run=ID&patient=NAME', '/api/patient/solver'],
  ...[
    '/api/sensitivity/ID',
    '/api/sensitivity/ID/samples',
    '/api/trials/base',
    '/api/trials/base/ID',
    '/api/trials/files',
  ],
  ...[
    '/api/trials/files/NAME/NAME',
    '/api/trials/refit',
    '/api/trials/fit/ID',
    '/api/NAME',
    '/api/NAME/ID/NAME?run=ID',
  ],
];

/**
 * A request at random: of a known route or near one, with names that are valid, hostile or nonsense, and a body likewise.
 *
 * @param seed - of the sequence
 * @param index - of the request; the same seed and index give the same request
 */
export function randomRequest(seed: string, index: number): WireRequest {
  const random = randomStream({ seed, streamName: 'random requests', index });
  const path = pick(random, random() < 0.7 ? ownTemplates : otherTemplates).replaceAll(/ID|NAME/g, (what: string) => {
    const name = what === 'ID' && random() < 0.7 ? pick(random, fuzzedRuns) : anyName(random);
    return random() < 0.9 ? encodeURIComponent(name) : encodeURI(name);
  });
  const method = pick(random, [
    'GET',
    'GET',
    'GET',
    'GET',
    'POST',
    'POST',
    'POST',
    'DELETE',
    'PUT',
    'HEAD',
    'OPTIONS',
    'PATCH',
  ]);
  const headers: Record<string, string> = {};
  if (random() < 0.1) headers['last-event-id'] = pick(random, ['1-1', '0', 'x:1', '-', '9'.repeat(40)]);
  if (random() < 0.1) headers['if-none-match'] = pick(random, ['*', '"x"', '']);
  if (random() < 0.1) headers.range = pick(random, ['bytes=0-1', 'bytes=-1', 'x']);
  if (random() < 0.05) headers.origin = pick(random, ['null', 'http://evil.example', '']);
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return { method, path, headers };
  headers['content-type'] =
    random() < 0.9 ? 'application/json' : pick(random, ['text/plain', 'multipart/form-data', '']);
  return { method, path, headers, body: anyBody(random) };
}

function anyName(random: RandomStream): string {
  if (random() < 0.8) return pick(random, hostileNames);
  return String.fromCharCode(
    ...Array.from({ length: 1 + Math.floor(random() * 8) }, () => 1 + Math.floor(random() * 0xd000)),
  );
}

function anyBody(random: RandomStream): string {
  const text = JSON.stringify(anyValue(random, 0));
  if (random() < 0.8) return text;
  return text.slice(0, Math.floor(random() * text.length));
}

const keys = [
  'runs',
  'run',
  'name',
  'config',
  'text',
  'table',
  'values',
  'arms',
  'seed',
  'patients',
  'out',
  'args',
  'set',
  'differences',
  '__proto__',
];

function anyValue(random: RandomStream, depth: number): unknown {
  const kind = Math.floor(random() * (depth > 3 ? 5 : 8));
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return pick(random, [0, -1, 1e308, 1.5, 2 ** 53, -0]);
  if (kind <= 4) return random() < 0.5 ? pick(random, fuzzedRuns) : anyName(random);
  const length = Math.floor(random() * 4);
  if (kind === 5) return Array.from({ length }, () => anyValue(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: 1 + length }, () => [pick(random, keys), anyValue(random, depth + 1)]),
  );
}

function pick<Item>(random: RandomStream, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}
