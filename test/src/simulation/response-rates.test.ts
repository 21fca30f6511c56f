import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import {
  countResponses,
  failureBounds,
  rateStandardError,
  responseRates,
} from '../../../src/simulation/response-rates.js';
import { type ResponseClass, responseClasses } from '../../../src/simulation/treatment-response.js';

const counts = { CR: 1, PR: 2, SD: 5, PD: 12 };

describe('responseRates', () => {
  test('are fractions of all, with ORR = CR + PR and DCR = CR + PR + SD (closed form)', () => {
    const { cr, pr, sd, pd, orr, dcr } = responseRates(counts);
    expect([cr, pr, sd, pd]).toEqual([0.05, 0.1, 0.25, 0.6]);
    expect(orr).toBeCloseTo(0.15, 15);
    expect(dcr).toBeCloseTo(0.4, 15);
  });

  test('the four classes add up to 1, and DCR + PD too', () => {
    const { cr, pr, sd, pd, dcr } = responseRates({ CR: 3, PR: 7, SD: 11, PD: 0 });
    expect(cr + pr + sd + pd).toBeCloseTo(1, 15);
    expect(dcr + pd).toBeCloseTo(1, 15);
  });

  test('one patient is a whole cohort', () => {
    expect(responseRates({ CR: 0, PR: 0, SD: 0, PD: 1 })).toEqual({ cr: 0, pr: 0, sd: 0, pd: 1, orr: 0, dcr: 0 });
  });

  test('no patient is refused', () => {
    expect(() => responseRates({ CR: 0, PR: 0, SD: 0, PD: 0 })).toThrow(InputError);
    expect(() => responseRates({ CR: Number.NaN, PR: 0, SD: 0, PD: 0 })).toThrow(InputError);
  });
});

describe('countResponses', () => {
  test('counts each class', () => {
    expect(countResponses(['PD', 'SD', 'PD', 'CR'])).toEqual({ CR: 1, PR: 0, SD: 1, PD: 2 });
    expect(countResponses([])).toEqual({ CR: 0, PR: 0, SD: 0, PD: 0 });
  });
});

describe('rateStandardError', () => {
  test('is that of a binomial share (closed form)', () => {
    expect(rateStandardError(0.5, 100)).toBe(0.05);
    expect(rateStandardError(0.2, 400)).toBeCloseTo(0.02, 15);
    expect([rateStandardError(0, 10), rateStandardError(1, 10)]).toEqual([0, 0]);
  });
});

describe('failureBounds', () => {
  test('without failures both bounds are the rate', () => {
    const { pd, dcr } = responseRates(counts);
    const bounds = failureBounds(counts, 0);
    expect(bounds.pd).toEqual([pd, pd]);
    expect(bounds.dcr).toEqual([dcr, dcr]);
  });

  test('are the smallest and the largest rate over every way the failed could have ended (slow oracle)', () => {
    const failed = 3;
    const endings = Array.from({ length: 4 ** failed }, (_, code) =>
      Array.from({ length: failed }, (_, index): ResponseClass => responseClasses[Math.floor(code / 4 ** index) % 4]!),
    );
    const rates = endings.map((ending) => {
      const added = countResponses(ending);
      const all = responseClasses.map((name) => [name, counts[name] + added[name]] as const);
      return responseRates(Object.fromEntries(all) as Record<ResponseClass, number>);
    });
    const bounds = failureBounds(counts, failed);
    for (const pick of ['pd', 'dcr'] as const) {
      const values = rates.map((each) => each[pick]);
      expect(bounds[pick][0]).toBeCloseTo(Math.min(...values), 15);
      expect(bounds[pick][1]).toBeCloseTo(Math.max(...values), 15);
    }
  });

  test('if every patient failed, nothing is known', () => {
    const bounds = failureBounds({ CR: 0, PR: 0, SD: 0, PD: 0 }, 5);
    expect(bounds).toEqual({ pd: [0, 1], dcr: [0, 1] });
  });
});
