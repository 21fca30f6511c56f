// Builds the program after `npm ci`, where the compiler is installed: `npm ci --omit=dev` installs none. Types are checked by
// `npm run types`, which `npm test` runs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/typescript/package.json', import.meta.url))) {
  // `npm ci` is for work on the project, which needs no declarations; what is packed, or installed from a folder or from git, does
  const scripts = process.env.npm_command === 'ci' ? ['build:unchecked'] : ['build:unchecked', 'declarations'];
  for (const script of scripts) {
    const { status } = spawnSync('npm', ['run', script], { stdio: 'inherit', shell: process.platform === 'win32' });
    process.exitCode ||= status ?? 1;
  }
} else {
  process.stdout.write('qcic-workbench: not built, because development packages are left out; npm ci builds it\n');
}
