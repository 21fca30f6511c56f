import { textTable } from '../text-table.js';
import type { InstalledSize, StartTime } from './measure-size.js';

/** Packages that are listed one by one. */
const LISTED = 12;
const BYTES_PER_MB = 2 ** 20;

/** Size and start of the program, as tables for the terminal. */
export function sizeText({ packages, total }: InstalledSize, starts: readonly StartTime[]): string {
  const megabytes = (bytes: number) => (bytes / BYTES_PER_MB).toFixed(1);
  const rest = packages.slice(LISTED);
  const rows = [
    ...packages.slice(0, LISTED).map(([name, bytes]) => [name, megabytes(bytes)]),
    [`${rest.length} others`, megabytes(rest.reduce((sum, [, bytes]) => sum + bytes, 0))],
    ['all', megabytes(total)],
  ];
  const times = starts.map(({ command, least, median }) => [command, least.toFixed(0), median.toFixed(0)]);
  return [
    'Installed packages, without those for development',
    textTable(['package', 'MB'], rows),
    '',
    'Processor time from start to end, user and system',
    textTable(['command', 'least, ms', 'median, ms'], times),
  ].join('\n');
}
