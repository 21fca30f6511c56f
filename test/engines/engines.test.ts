// Evidence: the same program on other engines, bit for bit. Each engine runs one bundle of the sources.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simdBinary, simdShape, WASM_LANES } from '../../src/compiled/compile-simd.js';
import { compileModel } from '../../src/model/compile/compile-model.js';
import { cellIndex } from '../../src/model/species.js';
import { NEGATIVE_DENSITY } from '../../src/simulation/patient-limits.js';
import { tumorCells } from '../../src/simulation/tumor-burden.js';
import { engineSpec } from './engine-numbers.js';
import { chromium, nodeEngines, whyMissing } from './engines.js';
import { numbersOfPage } from './page-server.js';
import type { SolverFile } from './solver-file.js';

/** Stored numbers that must be equal, at least. */
const LEAST_NUMBERS = 840;
const MOST_BYTES = 2 ** 26;

type Bits = Readonly<Record<string, readonly string[]>>;

describe('the same bits', { tags: 'full/engines' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'qcic-engines-'));
  const [nodeScript, solverFile] = [join(folder, 'node.mjs'), join(folder, 'solver.json')];
  let [pageScript, solver] = ['', ''];
  let expected: Bits = {};

  beforeAll(async () => {
    const script = await bundled('entry-node', 'node');
    writeFileSync(nodeScript, script);
    pageScript = await bundled('entry-page', 'browser');
    solver = JSON.stringify(await compiledSolver());
    writeFileSync(solverFile, solver);
    expected = await numbersOfNode(process.execPath, [nodeScript, solverFile]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const numbersOfNode = async (program: string, options: readonly string[]): Promise<Bits> => {
    const { stdout } = await promisify(execFile)(program, [...options], { maxBuffer: MOST_BYTES });
    return JSON.parse(stdout);
  };
  const expectSame = (bits: Bits) => {
    expect(Object.keys(bits)).toEqual(Object.keys(expected));
    expectSameOf(bits);
  };
  const expectSameOf = (bits: Bits) => {
    for (const name of Object.keys(bits)) expect(bits[name], name).toEqual(expected[name]);
  };

  test('are wanted of thousands of numbers, each of them a number', () => {
    const all = Object.values(expected).flat();
    expect(all.length).toBeGreaterThanOrEqual(LEAST_NUMBERS);
    expect(all).not.toContain('NaN');
    expect(new Set(all).size).toBeGreaterThan(all.length / 2);
  });

  test('by the interpreter as by WebAssembly', async () => {
    expectSame(await numbersOfNode(process.execPath, [nodeScript]));
  });

  for (const { name, program } of nodeEngines) {
    test.skipIf(program === null)(`on ${name}${program === null ? `, which ${whyMissing}` : ''}`, async () => {
      expectSame(await numbersOfNode(program!, [nodeScript, solverFile]));
    });
  }

  describe.skipIf(chromium.program === null)(
    `on Chromium${chromium.program === null ? `, which ${whyMissing}` : ''}`,
    () => {
      const page = (scriptSources: string, given: string | null) =>
        numbersOfPage({ program: chromium.program!, script: pageScript, solver: given, scriptSources });

      test('under a policy that forbids code from text and WebAssembly', async () => {
        const { forbidden, bits } = await page("'self'", null);
        expect(forbidden).toBe(true);
        // Model, doses, draws, survival and statistics; a fit needs WebAssembly
        expect(Object.values(bits).flat().length).toBeGreaterThanOrEqual(LEAST_NUMBERS);
        expectSameOf(bits);
      });

      test('under a policy that allows WebAssembly', async () => {
        const { forbidden, bits } = await page("'self' 'wasm-unsafe-eval'", solver);
        expect(forbidden).toBe(true);
        expectSame(bits);
      });
    },
  );
});

/** The sources behind an entry as one module. */
async function bundled(entry: string, platform: 'node' | 'browser'): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(`${entry}.ts`, import.meta.url)),
    platform,
    external: [/^node:/, 'wabt'],
    // Sources import each other as the compiled files that they become
    resolve: {
      extensionAlias: { '.js': ['.ts', '.js'] },
      ...(platform === 'browser' ? { mainFields: ['browser', 'module', 'main'], aliasFields: [['browser']] } : {}),
    },
    treeshake: { moduleSideEffects: (id) => id.includes(entry) },
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  return output[0].code;
}

/** The model of the patients, compiled to WebAssembly here: the engines compile its bytes. */
async function compiledSolver(): Promise<SolverFile> {
  const { program } = compileModel(engineSpec);
  const watched = tumorCells.map((name) => cellIndex[name]);
  const shape = simdShape({ program, watched, lowestDensity: NEGATIVE_DENSITY, lanes: WASM_LANES, hoistsLoads: true });
  const bytes = await simdBinary(program, watched, NEGATIVE_DENSITY);
  return { shape, wasm: Buffer.from(bytes).toString('base64') };
}
