import { type BenchContext, type RunRequest, tryRun } from './bench-context.js';
import { solvers } from './solvers.js';
import { differenceMilliseconds, sizePair } from './timing.js';

/** Factor between the numbers of patients of successive trial runs. */
const GROWTH = 8;

/** Without start-up the difference would be seven times the smaller trial run; below this factor start-up is relevant. */
const STARTING_PART = 4;

/** Smallest number of patients of a trial run. */
const LEAST_TRIAL = 2;

/** Fraction of the requested time that suffices to estimate the cost. */
const ESTIMATION_PART = 0.3;

type Request = Omit<RunRequest, 'patients' | 'out'>;

const keyOf = ({ solver, work }: Request): string => [solver, work.arm, work.days].join(' ');
const exactKeyOf = (request: Request): string => `${keyOf(request)} ${request.relativeTolerance}`;

function firstTrialOf(id: string): number {
  return solvers.find((solver) => solver.id === id)?.firstTrial ?? LEAST_TRIAL;
}

/** Cost of one patient, without start-up. */
export interface Cost {
  /** Sizes whose difference showed it. */
  readonly patients: readonly [small: number, large: number];
  readonly milliseconds: number | null;
}

/** Estimates the cost of patients and chooses the number of patients of a measurement. */
export interface SizeChooser {
  /** Cost from the difference of two sizes that takes at least `seconds`; null when the peer failed. */
  cost(request: Request, seconds: number): Promise<Cost | null>;
  /** Sizes whose difference takes about `seconds`; null when the peer failed. */
  choose(request: Request, seconds: number): Promise<readonly [small: number, large: number] | null>;
}

/**
 * Sizes from trial runs that grow by a factor of eight, each compared with the one before, so that start-up and warm-up cancel.
 *
 * Where a solver's cost is known at another tolerance, these sizes are tried first; where it is known at this one, sizes are
 * chosen without trial runs.
 */
export function sizeChooser(context: BenchContext): SizeChooser {
  const guesses = new Map<string, number>();
  const known = new Map<string, Cost>();
  const { mostPatients } = context.plan;

  const keep = (request: Request, patients: Cost['patients'], seconds: readonly [number, number]): Cost => {
    const milliseconds = differenceMilliseconds({ patients, seconds });
    if (milliseconds !== null) guesses.set(keyOf(request), milliseconds);
    known.set(exactKeyOf(request), { patients, milliseconds });
    return { patients, milliseconds };
  };

  const cost = async (request: Request, seconds: number): Promise<Cost | null> => {
    const timeOf = async (patients: number) => (await tryRun(context, { ...request, patients }))?.seconds ?? null;
    const guess = guesses.get(keyOf(request));
    if (guess !== undefined) {
      const pair = sizePair((seconds * 1000) / guess, mostPatients);
      const [first, second] = [await timeOf(pair[0]), await timeOf(pair[1])];
      if (first === null || second === null) return null;
      if (second - first >= ESTIMATION_PART * seconds) return keep(request, pair, [first, second]);
    }
    let small = Math.max(LEAST_TRIAL, Math.min(firstTrialOf(request.solver), Math.floor(mostPatients / GROWTH)));
    let before = await timeOf(small);
    for (;;) {
      const large = Math.min(small * GROWTH, mostPatients);
      let after = before === null ? null : await timeOf(large);
      if (before === null || after === null) return null;
      if (after - before >= seconds && after - before < STARTING_PART * before) {
        // These times are dominated by start-up and its noise: the smaller of two is used
        before = Math.min(before, (await timeOf(small)) ?? before);
        after = Math.min(after, (await timeOf(large)) ?? after);
      }
      if (after - before >= seconds || large === mostPatients) return keep(request, [small, large], [before, after]);
      [small, before] = [large, after];
    }
  };
  return {
    cost,
    choose: async (request, seconds) => {
      const found = known.get(exactKeyOf(request)) ?? (await cost(request, ESTIMATION_PART * seconds));
      if (found === null) return null;
      return sizePair(found.milliseconds === null ? mostPatients : (seconds * 1000) / found.milliseconds, mostPatients);
    },
  };
}
