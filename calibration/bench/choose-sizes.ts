import { type BenchContext, type RunRequest, tryRun } from './bench-context.js';
import { solvers } from './solvers.js';
import { differenceMilliseconds, sizePair } from './timing.js';

/** Each trial has this many times more patients than the one before. */
const GROWTH = 8;

/** Without start-up the difference would be seven times the smaller trial; below this many times it weighs. */
const STARTING_PART = 4;

/** Fewest patients of a trial. */
const LEAST_TRIAL = 2;

/** Part of the time wanted that is enough to tell the cost. */
const TELLING_PART = 0.3;

type Request = Omit<RunRequest, 'patients' | 'out'>;

const keyOf = ({ solver, work }: Request): string => [solver, work.arm, work.days].join(' ');
const exactKeyOf = (request: Request): string => `${keyOf(request)} ${request.relativeTolerance}`;

function firstTrialOf(id: string): number {
  return solvers.find((solver) => solver.id === id)?.firstTrial ?? LEAST_TRIAL;
}

/** What one patient costs, start-up taken off. */
export interface Cost {
  /** Sizes whose difference showed it. */
  readonly patients: readonly [small: number, large: number];
  readonly milliseconds: number | null;
}

/** Finds out what patients cost and how many make a measurement. */
export interface SizeChooser {
  /** Cost from the difference of two sizes that takes at least `seconds`; null when the peer failed. */
  cost(request: Request, seconds: number): Promise<Cost | null>;
  /** Sizes whose difference takes about `seconds`; null when the peer failed. */
  choose(request: Request, seconds: number): Promise<readonly [small: number, large: number] | null>;
}

/**
 * Sizes by trials that grow eightfold, each compared with the one before, so that neither start-up nor warming-up counts.
 *
 * Where a solver's cost is known at another tolerance, its sizes are tried first; where it is known at this one, sizes are
 * chosen without trials.
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
      if (second - first >= TELLING_PART * seconds) return keep(request, pair, [first, second]);
    }
    let small = Math.max(LEAST_TRIAL, Math.min(firstTrialOf(request.solver), Math.floor(mostPatients / GROWTH)));
    let before = await timeOf(small);
    for (;;) {
      const large = Math.min(small * GROWTH, mostPatients);
      let after = before === null ? null : await timeOf(large);
      if (before === null || after === null) return null;
      if (after - before >= seconds && after - before < STARTING_PART * before) {
        // Much of these times is start-up, whose noise could be what is seen: the better of two counts
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
      const found = known.get(exactKeyOf(request)) ?? (await cost(request, TELLING_PART * seconds));
      if (found === null) return null;
      return sizePair(found.milliseconds === null ? mostPatients : (seconds * 1000) / found.milliseconds, mostPatients);
    },
  };
}
