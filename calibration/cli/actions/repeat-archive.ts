import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '../../../src/index.js';
import { print, printError, type Runtime } from '../../session/runtime.js';
import { INPUTS } from '../../store/omex/archived-inputs.js';
import { archivedManifest, compareRepeated } from '../../store/omex/compare-repeated.js';
import { readArchive, type StudyArchive, withUnpacked } from '../../store/omex/read-archive.js';
import { inputsArchive } from '../../store/omex/study-archive.js';
import { readRefitInputs } from '../../store/refit-inputs.js';
import { runFiles } from '../../store/run-folder.js';
import { readRunInputs } from '../../store/run-inputs.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { typedRefit } from '../refit-arguments.js';
import { refitOn } from './refit.js';
import { type RunFlags, runOn } from './run.js';

/**
 * `qcic run ARCHIVE`: repeats the study of an archive from what is in it, and compares the results with its own.
 *
 * @param path - of the archive
 * @returns done where every result has the same bytes, whatever the status of the study
 */
export async function repeatArchive(runtime: Runtime, path: string, flags: RunFlags): Promise<ExitCode> {
  for (const [option, isGiven] of [
    ['--seed', flags.seed !== undefined],
    ['--by-arm', flags.byArm],
  ] as const) {
    if (isGiven)
      throw new InputError(`${option}: must not be given with an archive, which is repeated as it is; got it`);
  }
  const archive = await readArchive(path);
  const { record } = archive;
  const before = archivedManifest(archive);
  const { version } = await runtime.packageInformation();
  if (record.version !== version) {
    printError(
      runtime,
      `${path}: made by version ${record.version} of qcic-workbench, repeated by ${version}; results may differ`,
    );
  }
  const folder = flags.out ?? join('runs', record.name);
  const code = await repeated(runtime, archive, folder, flags);
  if (code === exitCodes.interrupted || before === undefined) return code;
  const { same, sameButPaths, different } = await compareRepeated(archive, before, folder);
  const [first, ...others] = different;
  print(runtime, '');
  for (const file of sameButPaths) print(runtime, `${file}: the same but for the places of its tables`);
  if (first === undefined) {
    print(runtime, `Same bytes as in ${path}: ${same.length} files, ${runFiles.results} among them.`);
    return exitCodes.done;
  }
  print(runtime, `Differs from ${path}: ${[first, ...others].join(', ')}; ${same.length} files have the same bytes.`);
  print(
    runtime,
    `There: version ${before.version}, ${before.platform}${before.tensorflow === null ? '' : `, ${before.tensorflow}`}.`,
  );
  return exitCodes.notConverged;
}

async function repeated(runtime: Runtime, archive: StudyArchive, folder: string, flags: RunFlags): Promise<ExitCode> {
  const { record, path, sha256 } = archive;
  const args = record.arguments;
  if (args === null) {
    throw new InputError(
      `${path}: must be an archive of run or refit to be repeated; got one of ${record.kind} (its README.md has the command)`,
    );
  }
  const inputs = [{ path, sha256 }];
  const files = { [runFiles.inputs]: await inputsArchive(archive.entries, record) };
  const place = { beginning: `${INPUTS}/`, above: tmpdir() };
  const inner = (unpacked: string, name: string) => {
    if (archive.entries.has(name) || name === `${INPUTS}/run`) return join(unpacked, name);
    throw new InputError(`${path}: ${name}: must be in the archive, which names it; got none`);
  };
  if (record.kind === 'run') {
    const [, configuration = ''] = args;
    const read = await withUnpacked(archive, place, async (unpacked) => {
      const all = await readRunInputs(inner(unpacked, configuration), { root: null });
      requireUnpacked(all.files, unpacked, path);
      return all;
    });
    return runOn(runtime, { ...read, files: inputs }, folder, { flags, files });
  }
  const { run, flags: typed } = typedRefit(args, `${path}: arguments`);
  const read = await withUnpacked(archive, place, async (unpacked) => {
    const add = typed.add.map((name) => inner(unpacked, name));
    return readRefitInputs(inner(unpacked, run), { ...typed, add });
  });
  const { out: _out, ...engine } = flags;
  return refitOn(
    runtime,
    { ...read, files: inputs },
    { ...typed, ...engine, out: folder },
    { run: record.run ?? run, resultsSha256: hashOfRun(archive), files },
  );
}

/** Hash of the results that a refit starts from. */
function hashOfRun({ record }: StudyArchive): string {
  return record.files.find(({ path }) => path === `${INPUTS}/run/${runFiles.results}`)?.sha256 ?? '';
}

/** A table can name a curve file by an absolute path, which is not in the archive. */
function requireUnpacked(files: readonly { readonly path: string }[], unpacked: string, path: string): void {
  const outside = files.find((file) => !resolve(file.path).startsWith(unpacked));
  if (outside === undefined) return;
  throw new InputError(`${path}: must hold every file that the study reads; got a table that names ${outside.path}`);
}
