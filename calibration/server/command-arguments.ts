import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';
import { parseCommand } from '../session/parse-command.js';
import { type Manifest, studyKinds } from '../store/manifest.js';

/** What `npm start` runs: see package.json. */
const NPM_START = ['run', 'configs/mcrc.json'];

/** Options of a recorded command that are not taken over: no result depends on them, and they would leave the folder or the machine. */
const refused = ['--engine', '--engine-folder', '--force', '--'];

/** How to continue a run. */
export interface Continuation {
  /** For our command line, without its folder. */
  readonly args: readonly string[];
  /** Working folder. */
  readonly cwd: string;
}

/** What a study was told: the words of its command behind the name of the program, its folder among them. */
async function ownCommand(
  folder: string,
  { command, working_folder: workingFolder, kind }: RecordedCommand,
  purpose: string,
): Promise<Continuation & { readonly refuse: (required: string, got: string) => InputError }> {
  const refuse = (required: string, got: string) =>
    new InputError(`command: must ${required} to be ${purpose}; got '${got}'`);
  const words = parseCommand(command);
  const args = withoutProgram(words);
  if (args === undefined) throw refuse('be one of qcic', words.slice(0, 2).join(' '));
  const [verb = ''] = args;
  if (!studyKinds.some((each) => each === verb) || verb !== kind) throw refuse(`be qcic ${kind}`, verb);
  const option = refusedOption(args);
  if (option !== undefined) throw refuse(`have no ${option}`, option);
  const cwd = await realpath(join(folder, workingFolder)).catch(() => undefined);
  if (cwd === undefined) throw refuse('have a working folder that is there', workingFolder);
  return { args, cwd, refuse };
}

type RecordedCommand = Pick<Manifest, 'command' | 'working_folder' | 'kind'>;

function refusedOption(args: readonly string[]): string | undefined {
  return args.find((arg) => refused.some((each) => arg === each || arg.startsWith(`${each}=`)));
}

/**
 * What continues an interrupted run: the command of its manifest, if it is one of ours that writes this very folder.
 *
 * A manifest may come from anywhere. Its command is never given to a shell; it is split into words, the first must be a
 * study's, and its folder is named anew.
 *
 * @param folder - of the run, a real path
 * @param manifest - of the run
 * @throws InputError - when it cannot be continued
 */
export async function continuation(folder: string, manifest: RecordedCommand): Promise<Continuation> {
  const { args, cwd, refuse } = await ownCommand(folder, manifest, 'resumed');
  const [outs, others] = withoutFolder(args);
  for (const out of outs) {
    const real = await realpath(resolve(cwd, out)).catch(() => resolve(cwd, out));
    if (real !== folder) throw refuse('write this folder', `--out ${out}`);
  }
  if (outs.length === 0 && !(await isDefaultFolder(folder, cwd)))
    throw refuse('name its folder with --out', manifest.command);
  return { args: others.filter((arg) => arg !== '--resume'), cwd };
}

/**
 * What repeats a run in another folder: the command of its manifest, if it is one of ours, without its folder.
 *
 * @param folder - of the run, a real path
 * @param manifest - of the run
 * @throws InputError - when it cannot be repeated
 */
export async function repetition(folder: string, manifest: RecordedCommand): Promise<Continuation> {
  const { args, cwd } = await ownCommand(folder, manifest, 'repeated');
  return { args: withoutFolder(args)[1].filter((arg) => arg !== '--resume'), cwd };
}

function withoutProgram(words: readonly string[]): readonly string[] | undefined {
  if (words[0] === 'npm' && words[1] === 'start') {
    if (words.length === 2) return NPM_START;
    return words[2] === '--' ? [...NPM_START, ...words.slice(3)] : undefined;
  }
  const [first, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  return first === 'qcic' ? rest : undefined;
}

/** The values of `--out`, and all other arguments. */
function withoutFolder(args: readonly string[]): readonly [outs: readonly string[], others: readonly string[]] {
  const outs: string[] = [];
  const others: string[] = [];
  for (let place = 0; place < args.length; place++) {
    const arg = args[place]!;
    if (arg === '--out') outs.push(args[++place] ?? '');
    else if (arg.startsWith('--out=')) outs.push(arg.slice('--out='.length));
    else others.push(arg);
  }
  return [outs, others];
}

/** Commands without `--out` write into the folder `runs` of their working folder. */
async function isDefaultFolder(folder: string, cwd: string): Promise<boolean> {
  const runs = await realpath(join(cwd, 'runs')).catch(() => undefined);
  return runs !== undefined && (dirname(folder) === runs || dirname(dirname(folder)) === runs);
}
