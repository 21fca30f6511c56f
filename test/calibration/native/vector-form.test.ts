// Evidence: the table of DECISIONS.md · laws.
import { expect, test } from 'vitest';
import { thisProcessor, vectorFormOf } from '../../../calibration/native/vector-form.js';
import { InputError } from '../../../src/index.js';

const intel = (...features: readonly string[]) => ({ system: 'linux', architecture: 'x64', features });

test.each([
  [intel('sse4_1', 'avx2', 'avx512f', 'avx512dq', 'avx512vl'), 'AVX-512', 8],
  // The first processors with AVX-512 lack a part
  [intel('sse4_1', 'avx2', 'avx512f'), 'AVX2', 4],
  [intel('sse4_1', 'avx2'), 'AVX2', 4],
  [intel('sse4_1', 'avx'), 'SSE4.1', 2],
  [{ system: 'darwin', architecture: 'arm64', features: [] }, 'NEON', 2],
])('the vectors of %o are those of %s, with %d patients', (processor, name, lanes) => {
  expect(vectorFormOf(processor)).toMatchObject({ name, lanes });
});

test.each([
  intel(),
  { system: 'win32', architecture: 'x64', features: ['avx2', 'sse4_1'] },
  { system: 'linux', architecture: 's390x', features: [] },
])('refuses %o', (processor) => {
  expect(() => vectorFormOf(processor)).toThrow(InputError);
  expect(() => vectorFormOf(processor)).toThrow(/^native backend: must have .+; got \S+ \S+$/);
});

test('names this machine as Node.js does', async () => {
  expect(await thisProcessor()).toMatchObject({ system: process.platform, architecture: process.arch });
});
