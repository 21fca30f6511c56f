// Evidence: what is said against what is so, case by case.
import { describe, expect, it } from 'vitest';
import type { MovedFigure, RefitResults } from '../../../../calibration/inference/results.js';
import { refitWords } from '../../../../calibration/studies/refit/refit-summary.js';

const quiet: Omit<RefitResults, 'words'> = {
  schemaVersion: 1,
  from: 'one',
  objective: 'pooled',
  overdispersion: 'none',
  added: [],
  dropped: [],
  moved: [],
  contributions: [],
  starts: [],
  bootstrap: null,
  profiles: [],
  ridges: [],
  leaveOut: null,
  heldOut: [],
};

const dcr = (changes: Partial<MovedFigure>): MovedFigure => ({
  arm: 'tas102',
  indicator: 'dcr',
  before: 45.7,
  after: 46,
  confirmed: 46.4,
  difference: 0.4,
  monteCarloError: 0.5,
  samplingError: 2,
  parameterError: 1,
  ...changes,
});

const wordsOf = (figure: MovedFigure) => refitWords({ ...quiet, moved: [figure] })[0];

describe('refitWords', () => {
  it('say that the model follows within 1.5 points', () => {
    expect(wordsOf(dcr({}))).toBe('Pooled DCR of tas102: 46.0 %; confirmed 46.4 %, the refitted model follows.');
    expect(wordsOf(dcr({ difference: -1.5, confirmed: 44.5 }))).toMatch(/ follows\.$/);
  });

  it('say that it does not, and by how many sampling errors', () => {
    expect(wordsOf(dcr({ difference: -3, confirmed: 43 }))).toMatch(/does not follow: .* 1\.5 sampling errors away\.$/);
  });

  it('blame nothing where the confirmation is too small to tell', () => {
    const words = wordsOf(dcr({ difference: 9, confirmed: 55, monteCarloError: 7.9 }));
    expect(words).toMatch(/may follow: 9\.0 points are within the Monte-Carlo error of the confirmation \(15\.5\)\.$/);
  });

  it('say so where nothing was confirmed', () => {
    expect(wordsOf(dcr({ confirmed: null, difference: null }))).toBe('Pooled DCR of tas102: 46.0 %; no confirmation.');
  });

  it('name what was added and left out', () => {
    const [words] = refitWords({
      ...quiet,
      added: [
        { trial: 'S', arm: 'tas102', n: 246 },
        { trial: 'S', arm: 'tas102_bev', n: 246 },
      ],
      dropped: ['K'],
      moved: [dcr({})],
    });
    expect(words).toMatch(/^Pooled DCR of tas102 with S added and without K: 45\.7 -> 46\.0 %/);
  });

  it('name the profiles that are open', () => {
    const profile = { level: 0.95, estimate: 1, low: 0.5, high: 2, points: [] };
    const closed = { ...profile, name: 'mu', arm: 'placebo' };
    expect(refitWords({ ...quiet, profiles: [closed] })).toEqual(['All 1 profiles close at 95 % within their bounds.']);
    expect(
      refitWords({
        ...quiet,
        profiles: [
          closed,
          { ...closed, name: 'sigma', high: null },
          { ...closed, name: 'alpha of K1', arm: null, low: null },
        ],
      }),
    ).toEqual(['Open at 95 % within its bounds: sigma of placebo, alpha of K1.']);
  });

  it('have nothing to say of a refit that was asked nothing', () => {
    expect(refitWords(quiet)).toEqual([]);
  });
});
