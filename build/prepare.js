// Builds the program after `npm ci`, where the compiler is installed: `npm ci --omit=dev` installs none. Types are checked by
// `npm run types`, which `npm test` runs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/typescript/package.json', import.meta.url))) {
  const { status } = spawnSync('npm', ['run', 'build:unchecked'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
} else {
  process.stdout.write('qcic-workbench: not built, because development packages are left out; npm ci builds it\n');
}
