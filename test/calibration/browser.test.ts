// Evidence: what the door of the pages opens to, bundled as a page would, has nothing that a browser lacks.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

/** Packages that would make the pages large, or need Node. */
const TOO_LARGE = ['binaryen', 'wabt', 'vega', 'vega-lite', 'bullmq', 'ioredis', 'koffi', 'commander', 'zod'];

/** The reader of tables has a form for browsers, which build/web.js takes. */
const CSV_READER = fileURLToPath(new URL('../../node_modules/csv-parse/dist/esm/sync.js', import.meta.url));

/** Members of Node's `process`, so that a process of the model, or a package that looks whether there is one, is not taken for it. */
const PROCESS = new RegExp(`\\bprocess\\.(${Object.getOwnPropertyNames(process).join('|')})\\b(?!\\.NODE_ENV)`, 'g');

interface Bundled {
  readonly code: string;
  /** Of our own modules. */
  readonly ownCode: string;
  readonly packages: readonly string[];
}

async function bundled(file: string): Promise<Bundled> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(file, import.meta.url)),
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] }, alias: { 'csv-parse/sync': CSV_READER } },
    treeshake: { moduleSideEffects: false },
    external: [/^node:/],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const own = output.flatMap((part) => ('modules' in part ? Object.entries(part.modules) : []));
  const names = output.flatMap((part) => ('moduleIds' in part ? part.moduleIds : []));
  const packages = names.map((name) => name.match(/node_modules\/((?:@[^/]*\/)?[^/]*)/)?.[1] ?? '');
  return {
    code: output.map((part) => ('code' in part ? part.code : '')).join('\n'),
    ownCode: own.flatMap(([name, { code }]) => (name.includes('node_modules') ? [] : [code ?? ''])).join('\n'),
    packages: [...new Set(packages)].filter((name) => name !== ''),
  };
}

test('calibration/browser.ts needs no Node, compiles no text and loads no large package', async () => {
  const { code, ownCode, packages } = await bundled('../../calibration/browser.ts');
  expect(code).toContain('formatFixed');
  expect(code.match(/(from|import)\s*\(?["']node:[a-z/_]+["']/g) ?? []).toEqual([]);
  expect(code.match(/new Function\b|\beval\(/g) ?? []).toEqual([]);
  expect(ownCode).toContain('formatFixed');
  expect(ownCode.match(PROCESS) ?? []).toEqual([]);
  expect(packages.filter((name) => TOO_LARGE.includes(name))).toEqual([]);
});
