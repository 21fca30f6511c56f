import { lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { builtInArms, InputError, isSystemError, readText, writeFileAtomically } from '../../../src/index.js';
import { repeatCommand, shellQuoted } from '../../session/repeat-command.js';
import { print, printRemark, type Runtime } from '../../session/runtime.js';
import { armRoles } from '../choices.js';
import { configurationText, mainSize, quickSize } from '../init/configuration-text.js';
import { exampleTrials, gitIgnore, type ProjectCommand, projectReadme } from '../init/project-texts.js';

export interface InitFlags {
  readonly examples: boolean;
  readonly force: boolean;
}

export async function init(runtime: Runtime, folder: string, { examples, force }: InitFlags): Promise<undefined> {
  const name = studyName(resolve(runtime.cwd, folder));
  const commands = nextCommands(runtime, name);
  const programs = examples ? await exampleFiles(runtime) : {};
  const files: Readonly<Record<string, string>> = {
    [`configs/${name}.jsonc`]: configurationText(name, mainSize, builtInArms),
    'configs/quick.jsonc': configurationText('quick', quickSize, builtInArms),
    'configs/schema.json': await shippedText(runtime, 'configs/schema.json'),
    'data/my-trials.csv': exampleTrials([armRoles.single, armRoles.combination]),
    ...programs,
    'README.md': projectReadme(name, commands, Object.keys(programs).length > 0),
    '.gitignore': gitIgnore,
  };
  const paths = Object.keys(files).map((file) => join(folder, file));
  await requireRoom(folder, paths, force);
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    await made(dirname(path));
    await writeFileAtomically(path, text);
  }
  const steps = [{ command: `cd ${shellQuoted([folder])}`, what: '' }, ...commands];
  const width = Math.max(...steps.map(({ command }) => command.length));
  const next = steps.map(({ command }) => command);
  runtime.reply?.({ files: paths, result: { folder, next } });
  for (const path of paths) print(runtime, `wrote ${path}`);
  print(runtime, '\nNext:');
  for (const { command, what } of steps)
    print(runtime, `  ${what === '' ? command : `${command.padEnd(width)}  ${what}`}`);
}

/** Name of the configuration: the folder's, in the letters that names of configurations have. */
function studyName(folder: string): string {
  const name = basename(folder)
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '') throw new InputError(`folder: must have a name with letters or digits; got '${basename(folder)}'`);
  // These are the names of the two other configurations
  return ['quick', 'schema'].includes(name) ? `${name}-study` : name;
}

/** What comes next, as it is typed in the folder of the project. */
function nextCommands({ env }: Runtime, name: string): readonly ProjectCommand[] {
  const typed = (...args: readonly string[]) => repeatCommand({ argv: ['', '', ...args], env });
  return [
    { command: typed('validate', `configs/${name}.jsonc`), what: 'check the configuration and its tables' },
    { command: typed('trials', 'check', 'data/my-trials.csv'), what: 'check your table of trials' },
    { command: typed('run', 'configs/quick.jsonc'), what: 'a first run, in seconds' },
    { command: typed('run', `configs/${name}.jsonc`), what: 'the study; about a minute' },
    {
      command: typed('refit', `runs/${name}`, '--add', 'data/my-trials.csv'),
      what: 'with your trials; about a minute',
    },
    { command: typed('serve', 'runs'), what: 'all runs in the browser, until Ctrl-C' },
  ];
}

/** The example programs of the package, by the path that they get. */
async function exampleFiles(runtime: Runtime): Promise<Readonly<Record<string, string>>> {
  const { root } = await runtime.packageInformation();
  const names = await readdir(join(root, 'examples')).catch(() => []);
  const programs = names.filter((name) => name.endsWith('.ts')).sort();
  if (programs.length === 0) printRemark(runtime, 'this package has no example programs');
  const texts = await Promise.all(
    programs.map(async (file) => [`examples/${file}`, await shippedText(runtime, `examples/${file}`)]),
  );
  return Object.fromEntries(texts);
}

const shippedText = async (runtime: Runtime, file: string): Promise<string> =>
  readText(join((await runtime.packageInformation()).root, file));

/** @throws InputError - when a file is there already, all of them named; or when something else is in the way */
async function requireRoom(folder: string, paths: readonly string[], force: boolean): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory())
    throw new InputError(`${folder}: must be a folder or a new one; got a file`);
  const there: string[] = [];
  for (const path of paths) {
    const file = await lstat(path).catch(() => undefined);
    if (file === undefined) continue;
    if (!file.isFile()) throw new InputError(`${path}: must be a new file or a regular one; got something else`);
    there.push(path);
  }
  if (there.length > 0 && !force)
    throw new InputError(
      `${folder}: must hold none of the files of a project; got ${there.join(', ')} (--force replaces them)`,
    );
}

async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${folder}: must be a folder that can be written; got ${cause.code}`, { cause });
  }
}
