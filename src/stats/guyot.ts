import { checkedCurve, type DigitisedSurvival } from './digitised-survival.js';
import { type Before, type Stretch, type StretchWalk, walkStretch } from './guyot-stretch.js';

/** Times and event flags of patients whose Kaplan-Meier curve is the digitised one; not the trial's own patients. */
export interface PseudoPatients {
  /** Follow-up times, ascending, deaths before censorings; unit of the curve; length n. */
  readonly times: Float64Array;
  /** 1 for death, 0 for censored; length n. */
  readonly observed: Uint8Array;
  readonly deaths: number;
  /** Largest difference between the pseudo patients' survival and the digitised one, at the digitised times; proportion. */
  readonly largestDifference: number;
  /** What whole deaths can cost at most: half a death among those at risk, where they are fewest; proportion. */
  readonly roundingBound: number;
  /** Reported numbers at risk that no number of censorings reproduces. */
  readonly atRiskMisses: readonly { readonly time: number; readonly reported: number; readonly reached: number }[];
  /** What a reader must know before use; sentences. */
  readonly warnings: readonly string[];
}

/**
 * Pseudo individual patient data from a digitised Kaplan-Meier curve.
 *
 * Between two times with reported numbers at risk, c patients are censored, evenly spaced; at each digitised time
 * round(n (1 - S / S')) of the n still at risk die, S' the survival of the pseudo patients so far; c is the number that brings
 * the patients left closest to the reported ones. A fall read just at such a time counts as before it where that fits. After the
 * last reported number, c is the one that meets the reported deaths or, without them, the mean rate of censoring so far. Without
 * numbers at risk and deaths nobody is censored before the end. Patients left at the end are censored there. Every c is tried,
 * so it costs patients x digitised times.
 *
 * @param curve - digitised survival; numbers at risk and total deaths where they are reported
 * @returns times and flags of all patients, how closely they reproduce the curve, and warnings
 * @throws InputError - when the curve breaks the contract of `DigitisedSurvival`
 * @see Guyot, Ades, Ouwens & Welton 2012, doi:10.1186/1471-2288-12-9
 */
export function pseudoPatients(curve: DigitisedSurvival): PseudoPatients {
  const { points, atRisk, end } = checkedCurve(curve);
  const deathTimes: number[] = [];
  const censorTimes: number[] = [];
  const atRiskMisses: { time: number; reported: number; reached: number }[] = [];
  let state = { alive: curve.patients, survival: 1 };
  let [position, largestDifference, roundingBound] = [0, 0, 0];
  atRisk.forEach(({ time: start }, index) => {
    const next = atRisk[index + 1];
    const stretch = { start, end: next?.time ?? end, points: points.slice(position) };
    const walk =
      next === undefined
        ? bestWalk(stretch, state, wantedAtTheEnd(curve, stretch, { ...state, deathTimes, censorTimes }))
        : walkToNumber(stretch, state, next.patients);
    position += walk.points;
    deathTimes.push(...walk.deathTimes);
    censorTimes.push(...walk.censorTimes);
    largestDifference = Math.max(largestDifference, walk.largestDifference);
    roundingBound = Math.max(roundingBound, walk.roundingBound);
    state = walk.after;
    if (next !== undefined && state.alive !== next.patients) {
      atRiskMisses.push({ time: next.time, reported: next.patients, reached: state.alive });
    }
  });
  for (let left = 0; left < state.alive; left++) censorTimes.push(end);
  const sorted = [...deathTimes.map((time) => ({ time, flag: 1 })), ...censorTimes.map((time) => ({ time, flag: 0 }))];
  sorted.sort((a, b) => a.time - b.time || b.flag - a.flag);
  return {
    times: Float64Array.from(sorted, ({ time }) => time),
    observed: Uint8Array.from(sorted, ({ flag }) => flag),
    deaths: deathTimes.length,
    largestDifference,
    roundingBound,
    atRiskMisses,
    warnings: warningsOf(curve, deathTimes.length, {
      largestDifference,
      roundingBound,
      reported: atRisk.length - 1,
      missed: atRiskMisses.length,
    }),
  };
}

/** What the censorings of a stretch are chosen for: who is left, who dies, or their own number. */
type Wanted = { readonly alive: number } | { readonly deaths: number } | { readonly censored: number };

/** After the last reported number: the reported deaths, or censorings at the mean rate so far. */
function wantedAtTheEnd(
  { deaths }: DigitisedSurvival,
  { start, end }: Stretch,
  soFar: { readonly alive: number; readonly deathTimes: readonly number[]; readonly censorTimes: readonly number[] },
): Wanted {
  if (deaths !== undefined) return { deaths: Math.max(0, deaths - soFar.deathTimes.length) };
  if (start === 0) return { censored: 0 };
  return { censored: Math.min(soFar.alive, Math.round((soFar.censorTimes.length / start) * (end - start))) };
}

/**
 * The walk to the time of a reported number. A fall that is read just there came before the count, as where a curve is read on
 * a grid; only if no number of censorings fits that did it come after.
 */
function walkToNumber({ start, end, points }: Stretch, before: Before, reported: number): StretchWalk {
  const walkOver = (inside: Stretch['points']) => bestWalk({ start, end, points: inside }, before, { alive: reported });
  const withLast = walkOver(points.filter(({ time }) => time <= end));
  if (withLast.after.alive === reported) return withLast;
  const withoutLast = walkOver(points.filter(({ time }) => time < end));
  return withoutLast.after.alive === reported ? withoutLast : withLast;
}

/** The walk whose outcome is closest to what is wanted; of equals the one with the fewest censorings. */
function bestWalk(stretch: Stretch, before: Before, wanted: Wanted): StretchWalk {
  if ('censored' in wanted) {
    // As many as wanted, or as the deaths of the curve leave
    for (let censored = wanted.censored; ; censored--) {
      const walk = walkStretch(stretch, before, censored);
      if (walk.after.alive >= 0) return walk;
    }
  }
  let best = walkStretch(stretch, before, 0);
  const missOf = ({ after, deathTimes }: StretchWalk) =>
    Math.abs('alive' in wanted ? after.alive - wanted.alive : deathTimes.length - wanted.deaths);
  for (let censored = 1; censored <= before.alive && missOf(best) > 0; censored++) {
    const walk = walkStretch(stretch, before, censored);
    if (walk.after.alive >= 0 && missOf(walk) < missOf(best)) best = walk;
  }
  return best;
}

/** Rounding of sums of differences near 1. */
const ROUNDING = 1e-12;

function warningsOf(
  { deaths, patients }: DigitisedSurvival,
  reached: number,
  fit: Pick<PseudoPatients, 'largestDifference' | 'roundingBound'> & {
    readonly reported: number;
    readonly missed: number;
  },
): string[] {
  const warnings: string[] = [];
  if (fit.reported === 0) {
    warnings.push(
      deaths === undefined
        ? 'no numbers at risk: nobody is censored before the end of the curve, so deaths are too many and late survival looks too certain'
        : 'no numbers at risk: censorings are spread evenly over the whole curve to meet the reported deaths',
    );
  }
  if (fit.missed > 0) warnings.push(`${fit.missed} reported number(s) at risk cannot be reproduced from the curve`);
  if (deaths !== undefined && reached !== deaths) {
    warnings.push(`${deaths} deaths are reported, the curve of ${patients} patients gives ${reached}`);
  }
  if (fit.largestDifference > fit.roundingBound + ROUNDING) {
    warnings.push('the curve falls where nobody is left at risk; the pseudo patients end above it');
  }
  return warnings;
}
