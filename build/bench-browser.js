// Bundles the bars of the browser and measures them: npm run bench:browser [WORDS], on the program that was built. The run of 12,000 patients is made once.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = join(root, 'test-report');
mkdirSync(target, { recursive: true });
const file = join(target, 'bench-browser.mjs');
const bundle = await rolldown({
  input: join(root, 'test/browser/bars/main.ts'),
  platform: 'node',
  external: [/^node:/, 'playwright-core'],
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  tsconfig: false,
});
await bundle.write({ file, format: 'esm' });
await bundle.close();
const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, QCIC_ROOT: root },
});
process.exit(status ?? 1);
