// Evidence: textbooks (Freireich et al. 1963), independent tool (test/fixtures/stats/survival.R), contracts.
import { describe, expect, test } from 'vitest';
import { analyseSurvival, VIRTUAL_REMARK } from '../../../../calibration/studies/survival/compute.js';
import { InputError } from '../../../../src/index.js';
import { leukemia, sampleData, sampleMarker, sampleOptions, sampleOrigin } from './sample-survival.js';

const analyse = (changes = {}, options = {}) =>
  analyseSurvival(sampleData(changes), { ...sampleOptions, ...options }, sampleOrigin);

describe('analyseSurvival', () => {
  const { results, drawing } = analyse({}, { landmarks: [10, 20, 36] });

  test('6-mercaptopurine: counts, medians, log-rank, hazard ratio', () => {
    expect(results).toMatchObject({ n: 42, events: 30, group_names: ['6-MP', 'placebo'], tau: 35 });
    expect(results.groups['6-MP']).toMatchObject({ n: 21, events: 9, censored: 12, median: 23, median_low: 13 });
    expect(results.groups.placebo).toMatchObject({ n: 21, events: 21, median: 8, median_low: 4, median_high: 11 });
    expect(results.logrank?.statistic).toBeCloseTo(leukemia.logRank.statistic, 8);
    expect(results.cox?.terms[0]?.coefficient).toBeCloseTo(1.5721, 4);
    expect(results.cox).toMatchObject({ status: 'completed', reference: '6-MP' });
    expect(results.cox_adjusted).toBeNull();
  });

  test('landmarks and differences: later group less reference', () => {
    const [first, second] = [results.groups['6-MP'], results.groups.placebo];
    const [at10] = results.landmark_differences;
    expect(at10).toMatchObject({ group: 'placebo', reference: '6-MP', time: 10 });
    expect(at10?.difference).toBeCloseTo(second!.landmarks[10]!.survival - first!.landmarks[10]!.survival, 14);
    const [mean] = results.rmst_differences;
    expect(mean?.difference).toBeCloseTo(second!.rmst!.mean - first!.rmst!.mean, 12);
    expect(mean?.standard_error).toBeCloseTo(
      Math.hypot(first!.rmst!.standard_error!, second!.rmst!.standard_error!),
      12,
    );
  });

  test('a landmark that nobody was followed to is null with a remark; where a curve ended at 0 it is 0', () => {
    expect(results.groups['6-MP']?.landmarks[36]).toBeNull();
    expect(results.groups.placebo?.landmarks[36]).toMatchObject({ survival: 0, standard_error: null });
    expect(results.remarks.join()).toContain('no patient was followed to 36');
    expect(results.landmark_differences.at(-1)?.difference).toBeNull();
  });

  test('curves begin at time 0 with everybody at risk, and end with nobody left over', () => {
    for (const name of results.group_names) {
      const points = drawing.curves.filter(({ group }) => group === name);
      expect(points[0]).toMatchObject({ time: 0, at_risk: 21, survival: 1 });
      const left = points.reduce((sum, { events, censored }) => sum + events + censored, 0);
      expect(left).toBe(21);
    }
    expect(drawing.at_risk.filter(({ time }) => time === 0).map(({ at_risk: atRisk }) => atRisk)).toEqual([21, 21]);
  });

  test('every analysis has a remark on p-values of virtual patients', () => {
    expect(results.remarks.at(-1)).toBe(VIRTUAL_REMARK);
  });

  test('tau beyond the follow-up of a group names the group', () => {
    expect(() => analyse({}, { tau: 36 })).toThrow(
      new InputError('--tau: must be at most 35, the last follow-up of group 6-MP while patients survive; got 36'),
    );
    expect(analyse({}, { tau: 20 }).results.groups.placebo?.rmst?.tau).toBe(20);
  });

  test('covariates alone make an adjusted fit where there is one group', () => {
    const covariates = [sampleMarker];
    const one = analyse({ groups: ['all'], groupOf: new Uint32Array(42), covariates }).results;
    expect([one.logrank, one.cox, one.landmark_differences, one.rmst_differences]).toEqual([null, null, [], []]);
    expect(one.cox_adjusted).toMatchObject({ reference: null, terms: [{ name: 'row' }] });
  });

  test('all censored: no statistic, no ratio, restricted means of tau, each with a remark', () => {
    const { results: none } = analyse({ observed: new Uint8Array(42) });
    expect(none.logrank).toMatchObject({ statistic: null, p: null });
    expect(none.cox).toMatchObject({ status: 'not-identified', score_test: null });
    expect(none.groups.placebo).toMatchObject({ median: null, rmst: { mean: 23, standard_error: null } });
    expect(none.remarks.join()).toContain('There is no event');
  });

  test('one patient per group, unequal groups, follow-up of 0', () => {
    const two = analyse({
      times: Float64Array.of(0, 3, 4),
      observed: Uint8Array.of(0, 1, 1),
      groupOf: Uint32Array.of(0, 1, 1),
    }).results;
    expect(two.tau).toBeNull();
    expect(two.groups['6-MP']).toMatchObject({ n: 1, rmst: null });
    expect(two.remarks.join()).toContain('Group 6-MP has one patient');
  });

  test('a group without events: monotone likelihood, reported with its direction', () => {
    const observed = Uint8Array.from(leukemia.observed, (flag, row) => (leukemia.group[row] === '6-MP' ? 0 : flag));
    const { cox, remarks } = analyse({ observed }).results;
    expect(cox).toMatchObject({ status: 'monotone', terms: [{ hazard_ratio: null }], wald_test: null });
    expect(cox?.score_test?.p).toBeLessThan(0.001);
    expect(remarks.join()).toContain('placebo (towards infinity: no event in the reference 6-MP)');
  });

  test('a weight of 1 each changes no estimate; sampling weights make tests robust', () => {
    const weights = new Float64Array(42).fill(1);
    const weighted = analyse({ weighting: { weights, meaning: 'sampling' } }).results;
    const plain = analyse().results;
    expect(weighted.groups.placebo?.median_high).toBe(plain.groups.placebo?.median_high);
    expect(weighted.groups['6-MP']?.rmst?.standard_error).toBeCloseTo(plain.groups['6-MP']!.rmst!.standard_error!, 12);
    expect(weighted.logrank).toMatchObject({ robust: true });
    expect(weighted.cox).toMatchObject({ robust: true, likelihood_ratio_test: null });
  });
});

describe('groups by a marker', () => {
  test('median and tertiles divide each group of the analysis by itself', () => {
    const { results } = analyse({ marker: sampleMarker });
    expect(results.prognosis.map(({ within, cuts }) => [within, cuts])).toEqual([
      ['6-MP', [31]],
      ['placebo', [10]],
    ]);
    const [first] = analyse({ marker: sampleMarker }, { cut: 'tertiles' }).results.prognosis;
    expect(first?.comparison.group_names).toEqual(['low', 'middle', 'high']);
    expect(first?.optimal).toBeNull();
  });

  test('an optimal cut has adjusted p values, and a remark that its own statistics are overoptimistic', () => {
    const marker = { name: 'time', values: sampleData().times };
    const [first] = analyse({ marker }, { cut: 'optimal' }).results.prognosis;
    expect(first?.optimal?.p_permutation).toBeGreaterThan(first!.optimal!.p_unadjusted);
    expect(first?.comparison.remarks.join()).toContain('overoptimistic');
  });

  test('a marker of equal values and weights with an optimal cut are refused', () => {
    const marker = { name: 'flat', values: new Float64Array(42).fill(2) };
    expect(() => analyse({ marker })).toThrow('--cut median: flat must divide the 21 patients of 6-MP into 2 groups');
    const weighting = { weights: new Float64Array(42).fill(1), meaning: 'sampling' };
    expect(() => analyse({ marker: sampleMarker, weighting }, { cut: 'optimal' })).toThrow('without --weight');
  });
});
