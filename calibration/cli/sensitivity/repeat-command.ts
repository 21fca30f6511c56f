/**
 * The words that were typed, without those that say how to treat the folder: what a manifest and a report repeat.
 *
 * @param argv - arguments as the process got them
 */
export function repeatCommand(argv: readonly string[]): string {
  const words = argv.slice(2).filter((word) => word !== '--resume' && word !== '--force');
  return [
    'qcic',
    ...words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)),
  ].join(' ');
}
