// Evidence: numbers of made-up results, put into the sentences by hand · laws on what an answer may name.
import { describe, expect, it } from 'vitest';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import { recoverAnswer } from '../../../../../calibration/studies/recover/report/recover-answer.js';
import { refitAnswer, refitHeading } from '../../../../../calibration/studies/refit/report/answer.js';
import { replicateAnswer } from '../../../../../calibration/studies/replicate/report/answer.js';
import type { ReplicateRow } from '../../../../../calibration/studies/replicate/result.js';
import { runAnswer } from '../../../../../calibration/studies/run/report/answer.js';
import type { RunResults } from '../../../../../calibration/studies/run/result.js';
import { sampleRecover, sampleRefit } from './sample-refit.js';
import { interruptedReportInput } from './sample-report-input.js';
import { sampleResults } from './sample-results.js';

const ARMS = armStyles(['placebo', 'tas102', 'tas102_bev']);

/** Targets of one arm: DCR fitted, a median not fitted. */
function resultsWith(changes: Partial<RunResults['targets'][number]> = {}): RunResults {
  const sample = sampleResults();
  const base = { ...sample.targets[0]!, arm: 'tas102', unit: 'percent' as const };
  const dcr = {
    ...base,
    endpoint: 'dcr',
    target: 45.7,
    simulated: 46.2,
    difference: 0.5,
    standardised_difference: 0.3,
  };
  return {
    ...sample,
    status: 'converged',
    confirmation: { ...sample.confirmation!, n: 4096 },
    targets: [
      { ...dcr, tolerance: 1, verdict: 'within', fitted: true, ...changes },
      {
        ...base,
        endpoint: 'median_pfs',
        unit: 'months',
        target: 2.1,
        simulated: 1.5,
        difference: -0.6,
        standardised_difference: -6,
        tolerance: null,
        verdict: 'not assessed',
        fitted: false,
      },
    ],
  };
}

describe('runAnswer', () => {
  it('names the endpoint that deviates most of its tolerance, and the largest difference of what was not fitted', () => {
    expect(runAnswer(resultsWith(), ARMS).replaceAll('\u202f', ' ')).toBe(
      'The fitted model agrees with the trials: on 4 096 new virtual patients all 1 assessed endpoints lie within their tolerances; disease control (DCR) with TAS-102 (46.2 against 45.7 %) deviates most, by 50 % of its tolerance. Of the endpoints that were not fitted, median progression-free survival with TAS-102 (1.50 against 2.10 months) differs most, by 6.0 standard errors of the trials.',
    );
  });

  it('an endpoint outside is an answer of no', () => {
    const text = runAnswer(resultsWith({ simulated: 48.7, difference: 3, verdict: 'outside' }), ARMS);
    expect(text).toContain('does not agree with the trials');
    expect(text).toContain('1 of 1 assessed endpoints lie outside');
    expect(text).toContain('(48.7 against 45.7 %) deviates most, by 300 % of its tolerance');
  });

  it('without a validation cohort the answer is that it is not known', () => {
    expect(runAnswer(interruptedReportInput().results, ARMS)).toContain('interrupted before its validation');
  });

  it('every number of the answer to a sample run stands in its results', () => {
    const results = sampleResults();
    const known = results.targets.flatMap(({ target, simulated }) => [target, simulated ?? Number.NaN]);
    const pairs = [...runAnswer(results, ARMS).matchAll(/\(([\d.]+) against ([\d.]+) /g)];
    expect(pairs.length).toBeGreaterThan(0);
    for (const [, ...values] of pairs) {
      for (const text of values) {
        const decimals = text.split('.')[1]!.length;
        expect(known.map((value) => value.toFixed(decimals))).toContain(text);
      }
    }
  });
});

describe('refitAnswer', () => {
  const change = sampleRefit().endpoint_changes[0]!;
  const refit = {
    ...sampleRefit(),
    added: [{ trial: 'Trial A', arm: 'tas102', n: 100 }],
    dropped: [],
    endpoint_changes: [
      {
        ...change,
        arm: 'tas102',
        endpoint: 'pd' as const,
        before: 60,
        after: 50,
        sampling_error: 1,
        z: 0,
        verdict: 'follows' as const,
      },
      {
        ...change,
        arm: 'tas102',
        endpoint: 'dcr' as const,
        before: 40,
        after: 50,
        confirmed: 49,
        sampling_error: 1,
        z: -0.9,
        verdict: 'follows' as const,
      },
      {
        ...change,
        arm: 'tas102',
        endpoint: 'median_os' as const,
        before: 7,
        after: 7,
        confirmed: 8,
        sampling_error: 0.2,
        z: 4.5,
        verdict: 'differs' as const,
      },
    ],
  };

  it('names the change over its sampling error, and the endpoint that differs most', () => {
    expect(refitAnswer(refit, ARMS)).toBe(
      'Adding Trial A moves the disease control (DCR) with TAS-102 of the pooled trials from 40.0 % to 50.0 %, more than any other endpoint, and the refitted model follows with 49.0 %. It follows 2 of 3 endpoints and differs most in median overall survival with TAS-102 (8.00 against 7.00 months, z = +4.5).',
    );
  });

  it('the name has the trials that were added and omitted', () => {
    expect(refitHeading('mcrc', { ...refit, dropped: ['Trial B'] })).toBe('mcrc with Trial A and without Trial B');
    expect(refitHeading('mcrc', { ...refit, added: [] })).toBe('mcrc, refitted');
  });
});

describe('recoverAnswer', () => {
  it('states the largest bias with its Monte-Carlo error: the spread over the root of the data sets', () => {
    const [row] = sampleRecover().endpoints;
    const dcr = { ...row!, arm: 'tas102', endpoint: 'dcr' as const, bias: -1.5, standard_deviation: 2, coverage: 0.9 };
    const result = {
      ...sampleRecover(),
      data_sets: 100,
      level: 0.9,
      endpoints: [dcr, { ...dcr, arm: 'placebo', bias: 0.4 }],
    };
    // 2 / √100
    expect(recoverAnswer(result, ARMS)).toBe(
      'Over 100 simulated data sets the largest bias of the fit is 1.5 ± 0.2 percentage points (disease control (DCR) with TAS-102). 2 of 2 90 % intervals contain the truth at least as often as stated, within chance.',
    );
  });
});

describe('replicateAnswer', () => {
  it('counts verdicts of the posted and the corrected terms, without values that were fitted', () => {
    const rows = (
      [
        ['posted', 'reproduced'],
        ['posted', 'reproduced'],
        ['posted', 'differs within noise'],
        ['posted', 'not reproduced'],
        ['posted', 'fitted'],
        ['corrected', 'not reproduced'],
        ['posted, diameters', 'not reproduced'],
      ] as const
    ).map(([setting, verdict]) => ({ setting, verdict }) as ReplicateRow);
    expect(replicateAnswer({ rows })).toBe(
      'With the terms of the posted code, 2 of 4 published results are reproduced, 1 differ within noise and 1 are not reproduced; with the corrected terms and the published shapes, 1 of 1 are not reproduced.',
    );
  });
});
