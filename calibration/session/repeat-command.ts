import type { Runtime } from './runtime.js';

/** Options of the folder and of the engine: the result does not depend on them. */
const runtimeOptions: ReadonlyMap<string, 'alone' | 'with a value'> = new Map([
  ['--resume', 'alone'],
  ['--force', 'alone'],
  ['--workers', 'with a value'],
  ['--engine', 'with a value'],
  ['--engine-folder', 'with a value'],
]);

const NPM_START = 'npm start';

/**
 * The typed command without the options of folder and engine, as manifest and report state it, quoted for a POSIX
 * shell. The address of a server, which may hold a password, is among the latter.
 *
 * A program that npm has started is started by npm again: `npm start -- --seed 7`, `npx qcic run a.json`.
 *
 * @param runtime - arguments as the process got them, and its environment
 */
export function repeatCommand({ argv, env }: Pick<Runtime, 'argv' | 'env'>): string {
  const words: string[] = [];
  for (let place = 2; place < argv.length; place++) {
    const word = argv[place]!;
    const [option = ''] = word.split('=');
    const kind = runtimeOptions.get(option);
    if (kind === undefined) words.push(word);
    else if (kind === 'with a value' && option === word) place++;
  }
  const script = scriptWords(env);
  if (script?.every((word, place) => word === words[place])) {
    const further = words.slice(script.length);
    return further.length === 0 ? NPM_START : `${NPM_START} -- ${spoken(further)}`;
  }
  return spoken([...(isNpx(env) ? ['npx'] : []), 'qcic', ...words]);
}

/** A repeated command with further words: npm takes options for its own unless they follow `--`. */
export function withWords(command: string, words: string): string {
  return `${command === NPM_START ? `${NPM_START} --` : command}${words}`;
}

/** The arguments in the package's script `start`; undefined where npm did not start the process with it. */
function scriptWords({ npm_lifecycle_event: event, npm_lifecycle_script: script }: Runtime['env']) {
  if (event !== 'start' || script === undefined) return undefined;
  return script.split(' ').slice(2);
}

/** Whether npx started this program; a program that npx started may have started this one. */
function isNpx({ npm_lifecycle_event: event, npm_lifecycle_script: script = '' }: Runtime['env']): boolean {
  return event === 'npx' && /^["']?qcic\b/.test(script);
}

/** Words as a POSIX shell takes them. */
function spoken(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
