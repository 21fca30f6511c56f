import { InputError } from '../../src/index.js';

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
