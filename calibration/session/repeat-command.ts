import type { Runtime } from './runtime.js';

/** Options of the folder, of the engine, of the backend and of what is printed: the result does not depend on them. */
const runtimeOptions: ReadonlyMap<string, 'alone' | 'with a value'> = new Map([
  ['--resume', 'alone'],
  ['--force', 'alone'],
  ['--json', 'alone'],
  ['--workers', 'with a value'],
  ['--engine', 'with a value'],
  ['--engine-folder', 'with a value'],
  ['--backend', 'with a value'],
]);

const NPM_START = 'npm start';

/**
 * The typed command without the options of folder, engine and backend, as manifest and report state it, quoted for a POSIX
 * shell. The address of a server, which may hold a password, is among the latter.
 *
 * A program that npm has started is started by npm again: `npm start -- --seed 7`, `npx qcic run a.json`.
 *
 * @param runtime - arguments as the process got them, and its environment
 */
export function repeatCommand({ argv, env }: Pick<Runtime, 'argv' | 'env'>): string {
  const args: string[] = [];
  for (let place = 2; place < argv.length; place++) {
    const arg = argv[place]!;
    // Behind this there are no options
    if (arg === '--') {
      args.push(...argv.slice(place));
      break;
    }
    const [option = ''] = arg.split('=');
    const kind = runtimeOptions.get(option);
    if (kind === undefined) args.push(arg);
    else if (kind === 'with a value' && option === arg) place++;
  }
  const script = scriptArguments(env);
  if (script?.every((arg, place) => arg === args[place])) {
    const further = args.slice(script.length);
    return further.length === 0 ? NPM_START : `${NPM_START} -- ${shellQuoted(further)}`;
  }
  return shellQuoted([...(isNpx(env) ? ['npx'] : []), 'qcic', ...args]);
}

/** Options that say where the result is written. */
const outOptions: readonly string[] = ['--out', '-o'];

/**
 * The typed command without the place of what it writes and without what started the program, as tables state it: the same table
 * has the same bytes in every folder.
 *
 * @param runtime - arguments as the process got them
 */
export function tableCommand({ argv }: Pick<Runtime, 'argv'>): string {
  const isOut = (arg: string | undefined) => arg !== undefined && outOptions.includes(arg);
  const kept = argv.filter((arg, place) => !isOut(arg) && !isOut(argv[place - 1]) && !arg.startsWith('--out='));
  return repeatCommand({ argv: kept, env: {} });
}

/** A repeated command with further arguments: npm takes options for its own unless they follow `--`. */
export function withArguments(command: string, added: string): string {
  return `${command === NPM_START ? `${NPM_START} --` : command}${added}`;
}

/** The arguments in the package's script `start`; undefined where npm did not start the process with it. */
function scriptArguments({ npm_lifecycle_event: event, npm_lifecycle_script: script }: Runtime['env']) {
  if (event !== 'start' || script === undefined) return undefined;
  return script.split(' ').slice(2);
}

/** Whether npx started this program; a program that npx started may have started this one. */
function isNpx({ npm_lifecycle_event: event, npm_lifecycle_script: script = '' }: Runtime['env']): boolean {
  return event === 'npx' && /^["']?qcic\b/.test(script);
}

/** Arguments as a POSIX shell takes them. */
export function shellQuoted(args: readonly string[]): string {
  return args
    .map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
