// Evidence: what the door of the pages opens to, bundled as a page would, has nothing that a browser lacks.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

/** Packages that would make the pages large, or need Node. */
const TOO_LARGE = [
  'binaryen',
  'wabt',
  'vega',
  'vega-lite',
  'bullmq',
  'ioredis',
  'koffi',
  'commander',
  'zod',
  'csv-parse',
];

async function bundled(file: string): Promise<{ readonly code: string; readonly packages: readonly string[] }> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(file, import.meta.url)),
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
    treeshake: { moduleSideEffects: false },
    external: [/^node:/],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const names = output.flatMap((part) => ('moduleIds' in part ? part.moduleIds : []));
  const packages = names.map((name) => name.match(/node_modules\/((?:@[^/]*\/)?[^/]*)/)?.[1] ?? '');
  return {
    code: output.map((part) => ('code' in part ? part.code : '')).join('\n'),
    packages: [...new Set(packages)].filter((name) => name !== ''),
  };
}

test('calibration/browser.ts needs no Node, compiles no text and loads no large package', async () => {
  const { code, packages } = await bundled('../../calibration/browser.ts');
  expect(code).toContain('formatFixed');
  expect(code.match(/(from|import)\s*\(?["']node:[a-z/_]+["']/g) ?? []).toEqual([]);
  expect(code.match(/new Function\b|\beval\(/g) ?? []).toEqual([]);
  expect(code.match(/\bprocess\.(?!env\.NODE_ENV)\w+/g) ?? []).toEqual([]);
  expect(packages.filter((name) => TOO_LARGE.includes(name))).toEqual([]);
});
