import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../calibration/cli/run-cli.js';
import { sharedFolder } from '../shared-folder.js';

/** What a program has said, and how it ended. */
export interface ProgramOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package as `npm pack` makes it of the checkout, with its declarations. */
export interface PackedPackage {
  /** File of the package. */
  readonly tarball: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** What build/api.js says of the reports in api/; empty where they list what is public. */
  readonly reportIssues: string;
}

/** A process that this one starts must not take it for its own npm script. */
const withoutNpmScript = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(command|lifecycle|package|config_local_prefix)/i.test(name)),
);

/**
 * Runs a program to its end.
 *
 * @param program - file, or name on the path
 * @param words - its arguments
 * @param cwd - its working folder
 */
export async function runProgramIn(program: string, words: readonly string[], cwd: string): Promise<ProgramOutcome> {
  const env = { ...withoutNpmScript, QCIC_REPORT: 'later', NO_COLOR: '1' };
  try {
    const said = await promisify(execFile)(program, words, { cwd, env, maxBuffer: 1e8 });
    return { code: 0, ...said };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, stdout: stdout ?? '', stderr: stderr ?? String(error) };
  }
}

/** Makes the package, once for all tests of a run. @throws Error - when npm or API Extractor do not end well */
export async function packedPackage(): Promise<PackedPackage> {
  const folder = await sharedFolder('packed', async (empty) => {
    const { stderr: reportIssues } = await runProgramIn(process.execPath, ['build/api.js', '--check'], root);
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', empty];
    const { code, stdout, stderr } = await runProgramIn('npm', words, root);
    if (code !== 0) throw new Error(`npm pack: must end with 0; got ${code}: ${stderr}`);
    await writeFile(join(empty, 'packed.json'), JSON.stringify({ ...JSON.parse(stdout)[0], reportIssues }));
  });
  const packed = JSON.parse(await readFile(join(folder, 'packed.json'), 'utf8'));
  return {
    tarball: join(folder, packed.filename),
    packedBytes: packed.size,
    unpackedBytes: packed.unpackedSize,
    files: packed.files,
    reportIssues: packed.reportIssues,
  };
}
