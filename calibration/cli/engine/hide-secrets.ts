import { withoutSecrets } from '../../engine/queue/without-secrets.js';

/**
 * Takes passwords out of what the system shows of this process: its title is written over the arguments in memory, which is
 * what `ps` reads.
 *
 * Between the start of the process and this call they can be seen, and in the list of a parent that passed them on; the
 * environment (QCIC_ENGINE_PASSWORD) is the better place.
 */
export function hideSecrets(argv: readonly string[]): void {
  const shown = argv.map(withoutSecrets);
  if (shown.some((word, place) => word !== argv[place])) process.title = shown.join(' ');
}
