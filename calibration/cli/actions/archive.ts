import { basename, resolve } from 'node:path';
import { InputError, sha256, writeFileAtomically } from '../../../src/index.js';
import { shellQuoted } from '../../session/repeat-command.js';
import { print, type Runtime } from '../../session/runtime.js';
import { type Manifest, readManifest } from '../../store/manifest.js';
import { studyArchive } from '../../store/omex/study-archive.js';
import { requireNewFile } from '../new-file.js';
import { recordedArguments, typedRefit } from '../refit-arguments.js';

export interface ArchiveFlags {
  readonly out?: string;
  readonly force: boolean;
}

export async function archive(runtime: Runtime, run: string, { out, force }: ArchiveFlags): Promise<undefined> {
  const file = out ?? `${basename(resolve(run))}.omex`;
  await requireNewFile(file, force);
  const { root } = await runtime.packageInformation();
  const bytes = await studyArchive({
    folder: run,
    root,
    refitArguments: (manifest, places) => refitArguments(run, manifest, places),
  });
  await writeFileAtomically(file, bytes);
  const { kind, name } = await readManifest(run);
  const way = kind === 'run' || kind === 'refit' ? `. Repeat it with: ${shellQuoted(['qcic', 'run', file])}` : '';
  runtime.reply?.({ files: [file], result: { kind, name, bytes: bytes.length, sha256: sha256(bytes) } });
  print(runtime, `${file}: ${(bytes.length / 1e6).toFixed(1)} MB${way}`);
}

/** Options of a refit with the tables of its archive. */
function refitArguments(
  folder: string,
  { command, working_folder: from }: Manifest,
  places: ReadonlyMap<string, string>,
): readonly string[] {
  const { given } = typedRefit(recordedArguments(command), `${folder}: command`);
  return given.flatMap(([option, ...value]) => {
    if (option !== '--add') return [option, ...value];
    const place = places.get(resolve(folder, from, value[0]!));
    if (place === undefined)
      throw new InputError(`${folder}: must have read ${value[0]}, which was added; got no input of it`);
    return [option, place];
  });
}
