/** A digitised curve between two times with reported numbers at risk. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Digitised times in [start, end], ascending, and survival there. */
  readonly points: readonly { readonly time: number; readonly survival: number }[];
}

/** Who enters a stretch: patients alive, and the survival of the pseudo patients so far; count, proportion. */
export interface Before {
  readonly alive: number;
  readonly survival: number;
}

/** One way through a stretch. */
export interface StretchWalk {
  /** Digitised times passed. */
  readonly points: number;
  readonly deathTimes: readonly number[];
  readonly censorTimes: readonly number[];
  /** Who leaves it; fewer than none alive where there were too few patients for the censorings. */
  readonly after: Before;
  readonly largestDifference: number;
  readonly roundingBound: number;
}

/**
 * Lets patients die along a stretch of a digitised curve while a given number is censored, evenly spaced inside it.
 *
 * @param stretch - the part of the curve
 * @param before - who enters it
 * @param censored - patients censored inside; integer >= 0
 * @returns death and censoring times, who is left, and how far the pseudo patients' survival leaves the digitised one
 */
export function walkStretch(stretch: Stretch, before: Before, censored: number): StretchWalk {
  const gap = (stretch.end - stretch.start) / (censored + 1);
  const censorTimes = Array.from({ length: censored }, (_, index) => stretch.start + (index + 1) * gap);
  const deathTimes: number[] = [];
  let [gone, survival, largestDifference, roundingBound] = [0, before.survival, 0, 0];
  for (const point of stretch.points) {
    while (gone < censored && censorTimes[gone]! < point.time) gone++;
    const atRisk = before.alive - deathTimes.length - gone;
    if (atRisk > 0 && survival > 0) {
      const deaths = Math.min(atRisk, Math.max(0, Math.round(atRisk * (1 - point.survival / survival))));
      roundingBound = Math.max(roundingBound, (0.5 * survival) / atRisk);
      survival *= (atRisk - deaths) / atRisk;
      for (let death = 0; death < deaths; death++) deathTimes.push(point.time);
    }
    largestDifference = Math.max(largestDifference, Math.abs(survival - point.survival));
  }
  const alive = before.alive - deathTimes.length - censored;
  return {
    points: stretch.points.length,
    deathTimes,
    censorTimes,
    after: { alive, survival },
    largestDifference,
    roundingBound,
  };
}
