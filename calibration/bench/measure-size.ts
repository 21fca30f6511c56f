import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InternalError } from '../../src/index.js';

/** What a program with dependencies takes on disk. */
export interface InstalledSize {
  /** Disk space of each package that an installation without development packages has; bytes, in descending order. */
  readonly packages: readonly (readonly [name: string, bytes: number])[];
  readonly total: number;
}

/** Processor time of one command. */
export interface StartTime {
  readonly command: string;
  /** User and system time of the process and its threads; ms. */
  readonly least: number;
  readonly median: number;
}

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = async (folder: string): Promise<PackageFile> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

/**
 * Disk space of a package's dependencies, those of its dependencies and so on; development packages are left out, and so are optional ones
 * that are not installed.
 *
 * @param root - folder of the package; its `node_modules` is installed
 * @throws InternalError - when a required package is not installed
 */
export async function installedSize(root: string): Promise<InstalledSize> {
  const sizes = new Map<string, number>();
  const visit = async (folder: string): Promise<void> => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = await read(folder);
    for (const name of Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })) {
      const found = await packageFolder(name, folder);
      if (found === null) {
        if (folder === root && !(name in optionalDependencies)) {
          throw new InternalError(`${name}: must be installed; it is not`);
        }
        continue;
      }
      if (sizes.has(found)) continue;
      sizes.set(found, await ownSize(found));
      await visit(found);
    }
  };
  await visit(root);
  const names = new Map<string, number>();
  for (const [folder, bytes] of sizes) {
    const name = folder.slice(folder.lastIndexOf('node_modules') + 'node_modules/'.length);
    names.set(name, (names.get(name) ?? 0) + bytes);
  }
  const packages = [...names].sort(([, a], [, b]) => b - a);
  return { packages, total: packages.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

/** Where Node finds a package from a folder; null where it is not installed. */
async function packageFolder(name: string, from: string): Promise<string | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if ((await stat(join(found, 'package.json')).catch(() => null)) !== null) return found;
    if (dirname(folder) === folder) return null;
  }
}

const BLOCK_BYTES = 512;

/** Disk space of a package as `du` counts it, without the packages inside it. */
async function ownSize(folder: string): Promise<number> {
  let bytes = (await stat(folder)).blocks * BLOCK_BYTES;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? await ownSize(path) : (await stat(path)).blocks * BLOCK_BYTES;
  }
  return bytes;
}

/** Written by each measured process into its fourth stream when it ends. */
const REPORT = "import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,JSON.stringify(process.cpuUsage())))";

/**
 * Processor time of commands from the start of a process to its end; output is thrown away.
 *
 * @param program - file that Node runs; null measures Node alone
 * @param commands - arguments of each command
 * @param options - repeats of each; cwd: working folder
 * @throws InternalError - when a command fails
 */
export function startTimes(
  program: string | null,
  commands: readonly (readonly string[])[],
  { repeats, cwd }: { readonly repeats: number; readonly cwd: string },
): readonly StartTime[] {
  const loader = `--import=data:text/javascript,${encodeURIComponent(REPORT)}`;
  const once = (args: readonly string[]): number => {
    const call = [loader, ...(program === null ? ['--eval', ''] : [program]), ...args];
    const { status, output } = spawnSync(process.execPath, call, {
      cwd,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new InternalError(`${args.join(' ')}: must exit with 0; got ${status}`);
    const { user, system } = JSON.parse(String(output[3])) as NodeJS.CpuUsage;
    return (user + system) / 1000;
  };
  const taken = commands.map((): number[] => []);
  // In turn, so that a slow minute of the machine falls on all of them
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [index, args] of commands.entries()) taken[index]!.push(once(args));
  return commands.map((args, index) => {
    const sorted = taken[index]!.sort((a, b) => a - b);
    return {
      command: program === null ? 'node' : `qcic ${args.join(' ')}`,
      least: sorted[0]!,
      median: sorted[Math.floor((sorted.length - 1) / 2)]!,
    };
  });
}
