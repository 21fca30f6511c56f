import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';
import { type Manifest, studyKinds } from '../store/manifest.js';

/**
 * Arguments of a command that was quoted for a POSIX shell; the inverse of `shellQuoted`.
 *
 * @throws InputError - when it has anything that a shell would act on
 */
export function parseCommand(command: string): readonly string[] {
  const args: string[] = [];
  let place = 0;
  while (place < command.length) {
    if (command[place] === ' ') {
      place++;
      continue;
    }
    let word = '';
    while (place < command.length && command[place] !== ' ') {
      const rest = command.slice(place);
      const [part = '', quoted, escaped, plain] = /^(?:'([^']*)'|\\(['\\ ])|([\w@%+=:,./-]+))/.exec(rest) ?? [];
      if (part === '') throw new InputError(`command: must be words quoted for a shell; got ${rest.slice(0, 20)}`);
      word += quoted ?? escaped ?? plain ?? '';
      place += part.length;
    }
    args.push(word);
  }
  return args;
}

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
export async function continuation(
  folder: string,
  { command, working_folder: workingFolder, kind }: Pick<Manifest, 'command' | 'working_folder' | 'kind'>,
): Promise<Continuation> {
  const refuse = (required: string, got: string) =>
    new InputError(`command: must ${required} to be resumed; got '${got}'`);
  const words = parseCommand(command);
  const args = withoutProgram(words);
  if (args === undefined) throw refuse('be one of qcic', words.slice(0, 2).join(' '));
  const [verb = ''] = args;
  if (!studyKinds.some((each) => each === verb) || verb !== kind) throw refuse(`be qcic ${kind}`, verb);
  const option = args.find((arg) => refused.some((each) => arg === each || arg.startsWith(`${each}=`)));
  if (option !== undefined) throw refuse(`have no ${option}`, option);
  const cwd = await realpath(join(folder, workingFolder)).catch(() => undefined);
  if (cwd === undefined) throw refuse('have a working folder that is there', workingFolder);
  const [outs, others] = withoutFolder(args);
  for (const out of outs) {
    const real = await realpath(resolve(cwd, out)).catch(() => resolve(cwd, out));
    if (real !== folder) throw refuse('write this folder', `--out ${out}`);
  }
  if (outs.length === 0 && !(await isDefaultFolder(folder, cwd))) throw refuse('name its folder with --out', command);
  return { args: others.filter((arg) => arg !== '--resume'), cwd };
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
