// Builds the documentation site into site/, without network: npm run docs. A link that leads nowhere ends it with a message.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { generatedPages } from './docs/generated-pages.js';
import { brokenLinks } from './docs/site-links.js';
import { stagePages } from './docs/stage-pages.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const source = join(root, 'docs/.vitepress/cache/source');
const started = performance.now();

// The model of the programming interface is made from the declarations of a full build
if (!existsSync(join(root, 'api-model/stats.api.json')) && existsSync(join(root, 'dist/calibration/api/stats.d.ts')))
  execFileSync(process.execPath, [join(root, 'build/api.js')], { cwd: root, stdio: 'inherit' });

rmSync(source, { recursive: true, force: true });
mkdirSync(join(source, 'public'), { recursive: true });
const pages = stagePages(root, source, await generatedPages(root));
cpSync(join(root, 'calibration/web/icon.svg'), join(source, 'public/icon.svg'));
await build(join(root, 'docs'));
const broken = brokenLinks(join(root, 'site'));
if (broken.length > 0) throw new Error(`every link of the site must lead somewhere; got\n  ${broken.join('\n  ')}`);
process.stdout.write(`site/: ${pages.length} pages in ${Math.round((performance.now() - started) / 1000)} s\n`);
