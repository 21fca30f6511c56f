// Runs a script of package.json unless dist is what the same script made of the same files: `node build/when-changed.js SCRIPT`.
// Sources are compared by content, what was built by size and time, so that a file that anyone has changed is built again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const stamp = join(root, 'dist', '.built.json');

/** What `build/api.js` adds to a build. */
const DECLARATIONS = /^dist[\\/]types[\\/]/;

/** What builds read: folders with everything in them, and files. */
const inputs = [
  ...['src', 'calibration', 'build', 'package.json', 'package-lock.json'],
  ...readdirSync(root).filter((name) => /^(tsconfig.*|api-extractor)\.json$/.test(name)),
];

/** Files at a path below the root, in order; none where there is nothing. */
function filesAt(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}

/** Hash of the script, the version of Node, and names and content of everything that is read. */
function sourcesHash(script) {
  const hash = createHash('sha256').update(`${script} ${process.version}`);
  for (const file of inputs.flatMap(filesAt)) {
    const bytes = readFileSync(join(root, file));
    hash.update(`\n${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Hash of names, sizes and times of what was built. */
function builtHash() {
  const hash = createHash('sha256');
  for (const file of filesAt('dist').filter((name) => join(root, name) !== stamp && !DECLARATIONS.test(name))) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const [script] = process.argv.slice(2);
const sources = sourcesHash(script);
const known = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : null;
if (known?.sources === sources && known.built === builtHash()) {
  process.stdout.write('dist is as the sources are: not built again\n');
} else {
  rmSync(stamp, { force: true });
  const { status } = spawnSync('npm', ['run', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) writeFileSync(stamp, JSON.stringify({ sources, built: builtHash() }));
  process.exitCode = status ?? 1;
}
