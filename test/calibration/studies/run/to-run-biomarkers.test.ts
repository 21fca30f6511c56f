// Evidence: the laws of the remarks.
import { describe, expect, it } from 'vitest';
import { type AnalysedArms, toRunBiomarkers } from '../../../../calibration/studies/run/run-biomarkers.js';
import { analysisOf, aucOf } from './report/sample-markers.js';

const summary = { n: 2, mean: 1, sd: 1, min: 0, q1: 0, median: 1, q3: 2, max: 2 };

function analysisWith(p: number, remarks: readonly string[] = []) {
  const test = { t: 1, degrees_of_freedom: 2, p };
  const marker = { ...aucOf(0.7), positives: summary, negatives: summary, student: test, welch: test };
  return { ...analysisOf({ th1: marker }), remarks };
}

const run: AnalysedArms = {
  markerDay: 56,
  assessmentDay: 56,
  backend: 'tfjs (JavaScript)',
  analyses: { tas102: analysisWith(0.04), combination: analysisWith(0.2, ['Mind this.']) },
  skipped: {},
};

describe('toRunBiomarkers', () => {
  it('keeps days, backend and the arms in their order', () => {
    const result = toRunBiomarkers(run);
    expect(result).toMatchObject({ marker_day: 56, assessment_day: 56, backend: 'tfjs (JavaScript)' });
    expect(Object.keys(result.arms)).toEqual(['tas102', 'combination']);
    expect(result.arms.tas102).toBe(run.analyses.tas102);
  });

  it.each([
    [56, 56, 'Markers and response are read at the same visit, day 56'],
    [14, 56, 'Markers are read on day 14, 42 days before the response is assessed.'],
    [70, 56, 'Markers are read on day 70, after the response was assessed on day 56'],
  ])('states first the relation of marker day %d to assessment day %d', (markerDay, assessmentDay, start) => {
    expect(toRunBiomarkers({ ...run, markerDay, assessmentDay }).remarks[0]).toContain(start);
  });

  it('warns of in-sample AUCs and of p values that rest on a chosen number of patients', () => {
    const { remarks } = toRunBiomarkers(run);
    expect(remarks.filter((remark) => /^Min-max sums/.test(remark))).toHaveLength(1);
    expect(remarks.filter((remark) => /^p values and intervals/.test(remark))).toHaveLength(1);
  });

  it('explains p = 0 where it occurs, and only there', () => {
    const explains = (given: AnalysedArms) => toRunBiomarkers(given).remarks.some((r) => r.startsWith('p = 0'));
    expect(explains(run)).toBe(false);
    expect(explains({ ...run, analyses: { tas102: analysisWith(0) } })).toBe(true);
  });

  it('passes on the remarks of each arm under its name, and names the skipped arms', () => {
    const { remarks } = toRunBiomarkers({ ...run, skipped: { placebo: 'It had no responder.' } });
    expect(remarks).toContain('combination: Mind this.');
    expect(remarks).toContain('placebo: not analysed. It had no responder.');
  });

  it('of no analysed arm has no remark on AUCs', () => {
    const { remarks, arms } = toRunBiomarkers({ ...run, analyses: {}, skipped: { tas102: 'why' } });
    expect(arms).toEqual({});
    expect(remarks).toHaveLength(2);
  });
});
