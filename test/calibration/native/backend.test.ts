// Evidence: one backend against another, bit for bit · laws.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBackend } from '../../../calibration/native/backend.js';
import { instanceOf } from '../../../calibration/native/native-library.js';
import { requireSameBits } from '../../../calibration/native/require-same-bits.js';
import { runCohort } from '../../../calibration/pool/run-cohort.js';
import { openEngine } from '../../../calibration/tasks/open-engine.js';
import { simdLayout } from '../../../src/compiled/simd-layout.js';
import {
  builtInRegimens,
  type CohortRecord,
  type CompiledSimd,
  cohortSimulator,
  compileSimulation,
  fixedArm,
  InputError,
  type SimulationSpec,
  sha256,
  wasmInstance,
} from '../../../src/index.js';
import { skipReason } from '../../src/compiled/native-code.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';
import { ownFolder, testHost } from './native-host.js';

const wasm = compileSimulation;

test('WebAssembly is what simulates where nothing was built, and nothing but that is told', async () => {
  const { host, notices } = testHost(join(ownFolder(), 'none'));
  const backend = openBackend('auto', host);
  expect(backend.used()).toBeNull();
  expect(await backend.compile(shortSpec)).toMatchObject({ code: { kind: 'wasm' } });
  expect(notices).toEqual([expect.stringMatching(/^simulates with WebAssembly, \d patients per vector$/)]);
  expect(backend.used()).toBe(notices[0]!.replace('simulates with ', ''));
  await backend.compile(shortSpec);
  expect(notices).toHaveLength(1);
});

test('the solver in JavaScript is a backend as well', async () => {
  const backend = openBackend('javascript', testHost('none').host);
  expect(await backend.compile(shortSpec)).toBe('javascript');
  expect(backend.used()).toBe('JavaScript, one patient at a time');
});

test('a library that is gone when it is to run ends the work, and the message names it', async () => {
  const gone = async (spec: SimulationSpec) => ({
    ...(await wasm(spec)),
    code: { kind: 'native', file: '/none.so' } as const,
  });
  const run = runCohort(shortRun(2), { engine: openEngine(0), compile: gone });
  await expect(run).rejects.toThrow(InputError);
  await expect(run).rejects.toThrow(
    /^native backend: \/none\.so and its record must be files that can be read; got ENOENT$/,
  );
});

test('a foreign processor is one sentence, and WebAssembly simulates', async () => {
  const cache = ownFolder();
  mkdirSync(join(cache, 'something'));
  const { host, notices } = testHost(cache);
  const foreign = { ...host, processor: async () => ({ system: 'linux', architecture: 's390x', features: [] }) };
  expect(await openBackend('native', foreign).compile(shortSpec)).toMatchObject({ code: { kind: 'wasm' } });
  expect(notices).toEqual([
    'native backend: must have Linux, macOS or FreeBSD and a processor with SSE4.1, AVX2, AVX-512 or NEON; got linux s390x; WebAssembly simulates instead',
    expect.stringMatching(/^simulates with WebAssembly/),
  ]);
});

test('code that gives other bits is refused', async () => {
  const simd = await wasm(shortSpec);
  const one = { simd, instantiate: wasmInstance };
  expect(() => requireSameBits(shortSpec, [one, one], 'cc')).not.toThrow();
  // The last digit of a state: what a compiler that reorders sums does
  const other = {
    simd,
    instantiate: (of: CompiledSimd, bytes: number) => {
      const { memory, run } = wasmInstance(of, bytes);
      let turns = 0;
      return {
        memory,
        run: (given: number) => {
          const { vector } = simdLayout(of.dimension, of.constants, of.drugs, of.lanes);
          const numbers = new Float64Array(memory, vector.state, of.dimension);
          if (turns++ === 3) numbers.set(numbers.map((value) => value * (1 + 2 ** -52)));
          run(given);
        },
      };
    },
  };
  expect(() => requireSameBits(shortSpec, [other, one], 'cc 1.0')).toThrow(
    new InputError('native backend: cc 1.0 must give the bits of WebAssembly; got others'),
  );
});

/** Hash of each array of each arm. */
const hashes = ({ arms }: CohortRecord) =>
  Object.values(arms).map((arm) => Object.entries(arm).map(([name, values]) => [name, sha256(values)]));

/** Three arms of a year. */
const yearSpec: SimulationSpec = {
  ...shortSpec,
  arms: [...shortSpec.arms, fixedArm('tas102', builtInRegimens['published-tas102']!, [56])],
  horizonDays: 366,
  assessmentDay: 56,
  markerDays: [14, 28, 56],
  tumorDays: [0, 28, 366],
};

describe.skipIf(skipReason !== '')(`native code${skipReason}`, () => {
  test('1,000 patients in three arms have the bits of WebAssembly', { tags: 'full/compiler' }, async () => {
    const { host, notices } = testHost(ownFolder());
    const native = await openBackend('native', host).compile(yearSpec);
    expect(native).toMatchObject({ code: { kind: 'native' } });
    expect(notices.at(-1)).toMatch(/^simulates with native code/);
    const { parameters } = shortRun(1000, '1', yearSpec);
    const [one, other] = [native, await wasm(yearSpec)].map((simd) =>
      cohortSimulator(yearSpec, simd, instanceOf)(parameters),
    );
    expect(one!.failures).toEqual(other!.failures);
    expect(hashes(one!)).toEqual(hashes(other!));
  });
});
