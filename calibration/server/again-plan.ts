import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ConfigError, DataError, InputError, toPrettyJson, toVisibleText } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { namedFrom } from '../config/named-from.js';
import { parseConfig } from '../config/parse-config.js';
import { parseOptimise } from '../config/parse-optimise.js';
import { parseSweep } from '../config/parse-sweep.js';
import { renamedFiles } from '../config/renamed-files.js';
import { parseCommand } from '../session/parse-command.js';
import { shellQuoted } from '../session/repeat-command.js';
import { configuredRun } from '../store/configured-run.js';
import { type Manifest, readManifest, type StudyKind } from '../store/manifest.js';
import { readRunInputs } from '../store/run-inputs.js';
import { shippedFile } from '../store/shipped-file.js';
import type { AgainCheck, AgainPlan } from './api/again.js';
import { repetition } from './command-arguments.js';
import type { RunsFolder, ServerContext } from './context.js';
import { requireOpenOptions } from './jobs.js';
import { isPlainName, ownFolders } from './runs-folder.js';

/** Studies whose command is a configuration: its readers, as the command line has them. */
const readers = {
  run: parseConfig,
  sweep: parseSweep,
  optimise: parseOptimise,
} as const satisfies Partial<Record<StudyKind, (text: string, source: string) => { readonly name: string }>>;

type ConfiguredKind = keyof typeof readers;

/** Studies whose command has `--seed` and no configuration. */
export const seededKinds: readonly StudyKind[] = [
  'biomarkers',
  'predict',
  'replicate',
  'roc',
  'sensitivity',
  'survival',
];

type Places = Pick<ServerContext, 'runs' | 'program' | 'runtime'>;

/** What is started: arguments of the command line without the folder, and where they hold. */
export interface AgainStart {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly out: string;
}

/**
 * What a run was told, ready to be changed.
 *
 * @param run - id
 * @param context - the folder of runs and the program
 * @throws InputError, ConfigError - when its manifest holds no command or configuration of the program
 */
export async function againPlan(run: string, { runs, program }: Places): Promise<AgainPlan> {
  const folder = await runs.resolve(run);
  const manifest = await readManifest(folder);
  const { kind, seed } = manifest;
  if (isConfigured(kind)) {
    const text = await configurationText(kind, folder, manifest, runs, program.root);
    return { run, kind, form: 'configuration', text, seed, hasSeed: false };
  }
  const { args } = await repetition(folder, manifest);
  const text = shellQuoted(args.slice(1));
  return { run, kind, form: 'command', text, seed, hasSeed: seededKinds.includes(kind) };
}

const isConfigured = (kind: StudyKind): kind is ConfiguredKind => kind in readers;

/** The configuration of a manifest; files are named as they are found from the folder of inputs. */
async function configurationText(
  kind: ConfiguredKind,
  folder: string,
  { config, inputs, seed, working_folder: from }: Manifest,
  runs: RunsFolder,
  root: string,
): Promise<string> {
  const text = JSON.stringify(config);
  const parsed = readers[kind](text, `${kind} configuration of the manifest`);
  const original = dirname(resolve(folder, from, inputs[0]?.path ?? '.'));
  const target = join(runs.path, ownFolders.inputs);
  const fileOf = (name: string) => namedFrom({ from: original, to: target, packageRoot: root }, name);
  const { $schema: _, ...plain } = parsed as typeof parsed & { readonly $schema?: unknown };
  if (kind === 'run') return toPrettyJson({ ...plain, targets: renamedFiles((parsed as Config).targets, fileOf) });
  const { from: fitted } = plain as { readonly from?: string | null };
  if (typeof fitted !== 'string') return toPrettyJson({ ...plain, seed });
  const path = resolve(folder, from, inputs[0]?.path ?? '.');
  const fit = await configuredRun(path, fitted, { cwd: resolve(folder, from), root });
  return toPrettyJson({
    ...plain,
    seed,
    from: isAbsolute(fitted) ? fitted : relative(target, fit).replaceAll(sep, '/'),
  });
}

/**
 * Reads a changed configuration or command as the command line does.
 *
 * @param run - that is changed
 * @param text - its configuration, or the words of its command
 * @param context - the folder of runs and the program
 * @returns what the reader finds, and what would be started; nothing is written
 */
export async function checkAgain(run: string, text: string, context: Places): Promise<AgainCheck> {
  const folder = await context.runs.resolve(run);
  const manifest = await readManifest(folder);
  try {
    const { read, args, cwd, out } = await planned(run, folder, manifest, text, context, 'shown');
    const folderShown = context.runs.shown(context.runs.newFolder(out), cwd);
    const command = shellQuoted(['qcic', ...args, '--out', folderShown]);
    return { issues: [], remarks: read.remarks.map(visible), config: read.config, out, command };
  } catch (cause) {
    return { issues: issuesOf(cause), remarks: [], config: null, out: null, command: null };
  }
}

/**
 * Reads the same and stores a configuration in the folder of inputs.
 *
 * @throws InputError, ConfigError, DataError - when the command line would refuse it
 */
export async function prepareAgain(run: string, text: string, context: Places): Promise<AgainStart> {
  const folder = await context.runs.resolve(run);
  const { args, cwd, out } = await planned(run, folder, await readManifest(folder), text, context, 'written');
  return { args, cwd, out };
}

async function planned(
  run: string,
  folder: string,
  manifest: Manifest,
  text: string,
  { runs, program, runtime }: Places,
  use: 'shown' | 'written',
): Promise<AgainStart & { readonly read: Pick<AgainCheck, 'remarks' | 'config'> }> {
  const { kind } = manifest;
  if (!isConfigured(kind)) {
    const { cwd } = await repetition(folder, manifest);
    const args = [kind, ...parseCommand(text)];
    requireOpenOptions(args);
    return { args, cwd, out: await runs.freeId(plainId(run, kind)), read: { remarks: [], config: null } };
  }
  const source = join(runs.path, ownFolders.inputs, 'configuration.json');
  const config = readers[kind](text, source);
  const remarks = kind === 'run' ? (await readRunInputs(source, { root: program.root, text })).remarks : [];
  const name = `${config.name}.json`;
  const file = use === 'written' ? await runs.inputFile(name, text) : await runs.inputPath(name, text);
  const { options, cwd } = await furtherOptions(kind, folder, manifest, { here: runtime.cwd, root: program.root });
  const args = [kind, runs.shown(resolve(runtime.cwd, file), cwd), ...options];
  return { args, cwd, out: await runs.freeId(config.name), read: { remarks, config } };
}

/** Options whose values the stored configuration states. */
const stated: readonly string[] = ['--seed', '--evaluations'];

/** Options of a recorded command besides its configuration and those that the configuration states. */
async function furtherOptions(
  kind: ConfiguredKind,
  folder: string,
  manifest: Manifest,
  { here, root }: { readonly here: string; readonly root: string },
): Promise<{ readonly options: readonly string[]; readonly cwd: string }> {
  // A run has no other ones: an arm of `--by-arm` is in its configuration
  if (kind === 'run') return { options: [], cwd: here };
  const { args, cwd } = await repetition(folder, manifest);
  const file = await realpath(resolve(folder, manifest.working_folder, manifest.inputs[0]?.path ?? '.')).catch(
    () => undefined,
  );
  // As the command line finds it: `quick` and `configs/quick.json` may be files of the package
  const realFile = async (arg: string) => {
    const found = await shippedFile(arg, 'configuration', { cwd, root }).catch(() => ({ path: arg }));
    return realpath(resolve(cwd, found.path)).catch(() => resolve(cwd, found.path));
  };
  const options: string[] = [];
  for (let place = 1; place < args.length; place++) {
    const arg = args[place]!;
    const isFile = !arg.startsWith('-') && (await realFile(arg)) === file;
    if (stated.includes(arg)) place++;
    else if (!isFile && !stated.some((option) => arg.startsWith(`${option}=`))) options.push(arg);
  }
  return { options, cwd };
}

/** The id of a run as a new one may have it: names that others gave may hold anything. */
function plainId(run: string, kind: StudyKind): string {
  const steps = run.split('/').map((step) => step.replace(/[^\w.-]/g, '_'));
  return steps.every(isPlainName) ? steps.join('/') : kind;
}

const visible = (text: string) => toVisibleText(text);

function issuesOf(cause: unknown): readonly string[] {
  if ((cause instanceof ConfigError || cause instanceof DataError) && cause.issues.length > 0)
    return cause.issues.map(visible);
  if (cause instanceof InputError || cause instanceof DataError || cause instanceof ConfigError)
    return [visible(cause.message)];
  throw cause;
}
