/** Options that say how to treat the folder, or where else to compute: nothing of the result depends on them. */
const runtimeOptions: ReadonlyMap<string, 'alone' | 'with a value'> = new Map([
  ['--resume', 'alone'],
  ['--force', 'alone'],
  ['--engine', 'with a value'],
  ['--engine-folder', 'with a value'],
]);

/**
 * The words that were typed, without those that say how to treat the folder or where else to compute: what a manifest and a
 * report repeat. The address of a server, which may hold a password, is among the latter.
 *
 * @param argv - arguments as the process got them
 */
export function repeatCommand(argv: readonly string[]): string {
  const message: string[] = [];
  for (let place = 2; place < argv.length; place++) {
    const word = argv[place]!;
    const [option = ''] = word.split('=');
    const kind = runtimeOptions.get(option);
    if (kind === undefined) message.push(word);
    else if (kind === 'with a value' && option === word) place++;
  }
  return [
    'qcic',
    ...message.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)),
  ].join(' ');
}
