import type { Expression } from '../../expression.js';
import type { Process } from '../../processes.js';
import { compartments, describeCellState } from '../../species.js';

/** How a process moves cells between amounts, in numbers of cells. */
export interface ProcessRoutes {
  /** Kind and states, as a part of identifiers: `migration_T1_A_T1_B`. */
  readonly route: string;
  /** Parameter with the volume that turns the flux (of a density) into a number of cells per day. */
  readonly volume: string;
  /** Cells that enter for each that leaves, or for each of the flux where none leaves. */
  readonly enteringPerLeaving: number;
  /** Whether one reaction states it: what enters is a fixed number of cells for each that leaves. */
  readonly isBalanced: boolean;
  /** Volume by which the flux becomes what enters, where that is another number than what leaves. */
  readonly enteringVolume: string;
}

/**
 * A process as it is seen by cell numbers.
 *
 * The model states fluxes of densities. Cells that migrate keep their number if what enters is scaled by V_from / V_to; as
 * posted, cells drawn by chemotaxis are not, so that what enters is another number than what leaves.
 */
export function processRoutes({ kind, leaves, enters, towards, gain }: Process): ProcessRoutes {
  const volumeOf = (state: typeof leaves) =>
    state === undefined ? undefined : compartments[describeCellState(state).compartment].volume;
  const [from, to] = [volumeOf(leaves), volumeOf(enters)];
  const route = [kind, leaves, enters ?? towards].filter((part) => part !== undefined).join('_');
  const volume = (from ?? to)!;
  const enteringVolume = (to ?? from)!;
  if (gain.kind === 'number' && volume === enteringVolume) {
    return { route, volume, enteringVolume, enteringPerLeaving: gain.value, isBalanced: true };
  }
  return { route, volume, enteringVolume, enteringPerLeaving: 1, isBalanced: isRatio(gain, volume, enteringVolume) };
}

function isRatio(gain: Expression, numerator: string, denominator: string): boolean {
  const isParameter = (of: Expression, name: string) => of.kind === 'parameter' && of.name === name;
  return (
    gain.kind === 'quotient' && isParameter(gain.numerator, numerator) && isParameter(gain.denominator, denominator)
  );
}
