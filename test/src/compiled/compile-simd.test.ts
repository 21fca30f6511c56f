// Evidence: laws · the module as the host reads it.
import { describe, expect, test } from 'vitest';
import { type CompiledSimd, compileSimd, simdBinary } from '../../../src/compiled/compile-simd.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { cell, constant, growth, handMade, operation } from './hand-made-program.js';

declare global {
  namespace WebAssembly {
    /** What the host says of a module. */
    namespace Module {
      function imports(
        module: Module,
      ): readonly { readonly module: string; readonly name: string; readonly kind: string }[];
      function exports(module: Module): readonly { readonly name: string; readonly kind: string }[];
    }
  }
}

const NEVER = Number.NEGATIVE_INFINITY;
const { program } = compileModel({ switches: postedSwitches });

/** The module of WebAssembly code. */
function moduleOf({ code }: CompiledSimd): WebAssembly.Module {
  if (code.kind !== 'wasm') throw new Error('must be WebAssembly');
  return code.module;
}

describe('compileSimd', () => {
  test('makes a module that takes a memory from the host, nothing else, and gives one function', async () => {
    const module = moduleOf(await compileSimd(program, [0], NEVER));
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'host', name: 'memory', kind: 'memory' }]);
    expect(WebAssembly.Module.exports(module)).toEqual([{ name: 'run', kind: 'function' }]);
  });

  test('says how large the model is and what it watches', async () => {
    const watched = [3, 50];
    const simd = await compileSimd(program, watched, NEVER);
    expect(simd).toMatchObject({ dimension: 53, constants: program.patientValues.length, watched });
    expect(await compileSimd(growth(2), [], NEVER)).toMatchObject({ dimension: 2, constants: 1, watched: [] });
  });

  test('has no state: what it makes may be sent to another thread', async () => {
    const simd = await compileSimd(growth(2), [1], NEVER);
    const copy = structuredClone(simd);
    expect(copy).toMatchObject({ dimension: 2, constants: 1, watched: [1] });
    expect(WebAssembly.Module.exports(moduleOf(copy))).toEqual(WebAssembly.Module.exports(moduleOf(simd)));
  });
});

describe('simdBinary', () => {
  const literal = (value: number) => handMade([cell(0), constant(value), operation('multiply', 0, 1)], [2]);

  test('is the same bytes for the same program', async () => {
    expect(await simdBinary(program, [0, 1], -1)).toEqual(await simdBinary(program, [0, 1], -1));
    const again = compileModel({ switches: postedSwitches });
    expect(await simdBinary(again.program, [0, 1], -1)).toEqual(await simdBinary(program, [0, 1], -1));
  });

  test('differs where a literal, what is watched or the lowest density differs', async () => {
    const texts = await Promise.all(
      [
        simdBinary(literal(1), [0], -1),
        simdBinary(literal(1 + Number.EPSILON), [0], -1),
        simdBinary(literal(0), [0], -1),
        simdBinary(literal(-0), [0], -1),
        simdBinary(literal(1), [], -1),
        simdBinary(literal(1), [0], -2),
      ].map(async (bytes) => Buffer.from(await bytes).toString('base64')),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});
