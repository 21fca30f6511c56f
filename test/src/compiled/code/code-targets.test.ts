// Evidence: slow oracle (an interpreter of the code) · independent tool (a C compiler) · laws.
import { describe, expect, test } from 'vitest';
import { assemble } from '../../../../src/compiled/code/assemble.js';
import { cText } from '../../../../src/compiled/code/c-target.js';
import type { CodeModule } from '../../../../src/compiled/code/code.js';
import { watText } from '../../../../src/compiled/code/wat-target.js';
import { randomStream } from '../../../../src/random/streams.js';
import { loadNative, skipReason } from '../native-code.js';
import { interpret } from './interpret-code.js';
import { ROWS_READ, ROWS_WRITTEN, randomCode, randomRows } from './random-code.js';

const FUNCTIONS = 8;
const MOST_LANES = 8;

/** Runs a function of a module on a memory. */
type Run = (memory: Float64Array, name: string, given: number) => void;

async function byWebAssembly(module: CodeModule, lanes: number): Promise<Run> {
  const compiled = new WebAssembly.Module(await assemble(watText(module, lanes)));
  const host = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { host: { memory: host } });
  const numbers = new Float64Array(host.buffer);
  return (memory, name, given) => {
    numbers.set(memory);
    (exports[name] as (given: number) => void)(given);
    memory.set(numbers.subarray(0, memory.length));
  };
}

function byC(module: CodeModule, lanes: number, flags: readonly string[]): Run {
  // Random code compares variables with themselves and the like
  const find = loadNative(cText(module, { lanes, prefix: 'x_' }), [...flags, '-w']);
  return (memory, name, given) => find(`x_${name}`)(memory, given);
}

const byLetter =
  (module: CodeModule, lanes: number): Run =>
  (memory, name, given) =>
    interpret(module, lanes, memory.buffer as ArrayBuffer, name, given);

/** The memory after each function of a random module, by lane. */
function results(run: Run, seed: string, lanes: number): readonly (readonly number[])[] {
  const random = randomStream({ seed, streamName: 'memory', index: 0 });
  const rows = randomRows(random, MOST_LANES);
  return Array.from({ length: FUNCTIONS }, (_, index) => {
    const memory = new Float64Array((ROWS_READ + ROWS_WRITTEN) * lanes);
    for (let at = 0; at < ROWS_READ * lanes; at++) {
      memory[at] = rows[Math.floor(at / lanes) * MOST_LANES + (at % lanes)]!;
    }
    run(memory, `test${index}`, Math.floor(random() * 2 ** 31));
    return [...memory.subarray(ROWS_READ * lanes)];
  });
}

const moduleOf = (seed: string, lanes: number) =>
  randomCode(randomStream({ seed, streamName: 'code', index: 0 }), FUNCTIONS, lanes);

describe('a module of random functions', () => {
  test.each([2, 8])('gives in WebAssembly what its operations mean, %i lanes', async (lanes) => {
    const module = moduleOf('1', lanes);
    const expected = results(byLetter(module, lanes), '1', lanes);
    expect(results(await byWebAssembly(module, lanes), '1', lanes)).toEqual(expected);
    // Neither all zeros nor all the same
    expect(new Set(expected.flat()).size).toBeGreaterThan(FUNCTIONS);
  });
});

describe.skipIf(skipReason !== '')(`compiled C gives what the operations mean${skipReason}`, () => {
  test.each([
    [2, ['-O1']],
    [4, ['-O0', '-march=native']],
    [4, ['-O3', '-march=native']],
    [8, ['-O1', '-march=native']],
  ])('%i lanes, %s', { tags: 'full/compiler' }, (lanes, flags) => {
    const module = moduleOf('3', lanes);
    expect(results(byC(module, lanes, flags), '3', lanes)).toEqual(results(byLetter(module, lanes), '3', lanes));
  });
});
