// Evidence: independent tool (test/fixtures/survival/cases.R: R 4.2.2, survival 3.5-3). Each table stands for a kind of input.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseSurvival, type SurvivalOptions } from '../../../../calibration/studies/survival/compute.js';
import { survivalLines } from '../../../../calibration/studies/survival/output.js';
import {
  parseSurvivalTable,
  type SurvivalTableOptions,
} from '../../../../calibration/studies/survival/survival-table.js';
import { farthest } from '../../../src/stats/survival-fixture.js';
import { sampleOptions, sampleOrigin } from './sample-survival.js';

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/survival/${name}`, import.meta.url), 'utf8');
const right = JSON.parse(fixture('cases.json')) as Readonly<Record<string, number & readonly number[]>>;
/** Iterations of R and of this program end within this of the maximum. */
const AGREEMENT = 1e-9;

const columns = { time: 'time', event: 'event', group: 'group', covariates: [] };

function analyse(text: string, table: Partial<SurvivalTableOptions> = {}, options: Partial<SurvivalOptions> = {}) {
  const data = parseSurvivalTable(text, { source: 't.csv', columns, weightsAre: 'sampling', ...table });
  return analyseSurvival(data, { ...sampleOptions, ...options }, sampleOrigin);
}

describe('a group without events', () => {
  const { results, drawing } = analyse(fixture('one-survivor.csv'), {}, { landmarks: [500, 1000] });

  test('has no standard error and no interval, and neither has a difference from it', () => {
    expect(results.logrank?.p).toBeCloseTo(right.oneSurvivorLogRankP!, 9);
    expect(results.groups.new?.landmarks[500]).toEqual({
      survival: 1,
      low: null,
      high: null,
      standard_error: null,
      reason: 'no event by then',
    });
    expect(results.groups.new?.rmst).toMatchObject({ mean: 1200, standard_error: null, low: null, high: null });
    for (const each of [...results.landmark_differences, ...results.rmst_differences]) {
      expect(each).toMatchObject({ standard_error: null, low: null, high: null, p: null });
      expect(each.difference).toBeGreaterThan(0.4);
      expect(each.reason).toContain('new');
    }
    const band = drawing.curves.filter(({ group }) => group === 'new').map(({ low, high }) => [low, high]);
    expect(band).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('is named with the reason in the remarks and on the console', () => {
    expect(results.remarks.join()).toContain('differences from it have neither interval nor p-value');
    expect(survivalLines(results).join('\n')).toContain(
      'hazard ratio new against control: none finite, towards zero: no event in new',
    );
  });
});

test('patients who all have the event at one time leave no interval of the restricted mean', () => {
  const { groups, rmst_differences: differences } = analyse('time,event,group\n5,1,a\n5,1,a\n3,1,b\n9,1,b\n').results;
  expect(groups.a?.rmst).toMatchObject({ mean: 5, standard_error: null, reason: 'all events at one time' });
  expect(differences[0]).toMatchObject({ p: null, reason: 'a: all events at one time' });
});

describe('weights that count patients', () => {
  const counts = fixture('counts.csv');
  const [header, ...rows] = counts.trim().split('\n');
  const expanded = [header, ...rows.flatMap((row) => Array<string>(Number(row.split(',')[3])).fill(row))].join('\n');
  const weighted = { columns: { ...columns, weight: 'patients' }, weightsAre: 'patients' } as const;

  test('give the hazard ratio, the tests and the events of the patients', () => {
    const { results } = analyse(counts, weighted);
    const [term] = results.cox!.terms;
    expect(farthest([term!.hazard_ratio, term!.low, term!.high], right.countsRatio!)).toBeLessThan(AGREEMENT);
    expect(farthest([term!.p, results.logrank!.statistic], [right.countsP!, right.countsLogRank!])).toBeLessThan(
      AGREEMENT,
    );
    const { score_test: score, likelihood_ratio_test: ratio } = results.cox!;
    expect(farthest([score!.statistic, ratio!.statistic], right.countsTests!)).toBeLessThan(AGREEMENT);
    expect(results).toMatchObject({ n: 200, events: right.countsEvents, cox: { n: 200, events: right.countsEvents } });
    expect(results.groups.A).toMatchObject({ n: 100, events: 60, censored: 40 });
  });

  test('give every figure of the expanded table, groups by a marker included', () => {
    // A marker that differs within groups, the same for all patients of a row
    const withMarker = (text: string) =>
      text
        .split('\n')
        .map((line, index) =>
          index === 0 ? `${line},m` : `${line},${100 * Number(line.split(',')[0]) - Number(line.split(',')[3])}`,
        )
        .join('\n');
    const of = (text: string, table: Partial<SurvivalTableOptions>) => {
      const { results, drawing, prognosis } = analyse(withMarker(text.trim()), table);
      return { ...results, weights: null, drawing, parts: prognosis };
    };
    const [one, other] = [
      of(counts, { ...weighted, columns: { ...weighted.columns, marker: 'm' } }),
      of(expanded, { columns: { ...columns, marker: 'm' } }),
    ];
    const numbers: [number, number][] = [];
    const compare = (a: unknown, b: unknown): void => {
      if (typeof a === 'number' && typeof b === 'number') numbers.push([a, b]);
      else if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
        expect(Object.keys(a)).toEqual(Object.keys(b));
        for (const [key, value] of Object.entries(a)) compare(value, (b as Record<string, unknown>)[key]);
      } else expect(a).toBe(b);
    };
    compare(one, other);
    expect(numbers.length).toBeGreaterThan(300);
    expect(
      farthest(
        numbers.map(([a]) => a),
        numbers.map(([, b]) => b),
      ),
    ).toBeLessThan(AGREEMENT);
  });

  test('must be whole', () => {
    expect(() => analyse(counts.replace(',30', ',30.5'), weighted)).toThrow(
      "t.csv:2: column patients: must be a whole number of patients >= 1; got '30.5'",
    );
  });
});

test('times that differ by rounding are ties, which is stated with their number', () => {
  const { results } = analyse(fixture('rounded-ties.csv'), {}, { landmarks: [0.3], tau: 0.5 });
  expect(results.groups.A?.landmarks['0.3']?.survival).toBe(right.roundedTiesSurvival);
  expect(results.remarks[0]).toBe(
    'One follow-up time differs from an earlier one by rounding alone (less than 1e-9 of the longest) and counts as equal to it.',
  );
  expect(
    analyse(fixture('rounded-ties.csv').replace('0.5,', '0.49999999999999994,'), {}, { tau: 0.5 }).results.tau,
  ).toBe(0.5);
});

describe('terms without a finite hazard ratio', () => {
  test('one group without events is lost for itself alone', () => {
    const { cox } = analyse(fixture('one-group-without-deaths.csv'), { reference: 'a' }).results;
    const [b, c] = cox!.terms;
    expect(farthest([b!.hazard_ratio, b!.low, b!.high], right.withoutDeathsRatio!)).toBeLessThan(AGREEMENT);
    expect(c).toMatchObject({ hazard_ratio: null, low: null, p: null, reason: 'towards zero: no event in c' });
    expect(cox!.summary).toContain('No finite hazard ratio for c (towards zero: no event in c).');
    expect(cox!.likelihood_ratio_test?.statistic).toBeCloseTo(right.withoutDeathsLikelihoodRatio!, 8);
    expect(cox!.wald_test).toBeNull();
  });

  test('groups that leave one after the other: a likelihood ratio at the limit of the likelihood', () => {
    const { cox } = analyse(fixture('monotone-groups.csv')).results;
    const { statistic, df } = cox!.likelihood_ratio_test!;
    expect(farthest([statistic, df], right.monotoneLikelihoodRatio!)).toBeLessThan(AGREEMENT);
    expect(cox!.terms.map(({ name, hazard_ratio: ratio }) => [name, ratio])).toEqual(
      ['g2', 'g3', 'g4', 'g5'].map((name) => [name, null]),
    );
  });

  test('a constant and a collinear covariate are lost for themselves alone, with the reason', () => {
    const text = fixture('one-group-without-deaths.csv')
      .trim()
      .split('\n')
      .map((line, row) => (row === 0 ? `${line},one,x,twice` : `${line},1,${row % 4},${2 * (row % 4) - 3}`))
      .join('\n');
    const of = (covariates: readonly string[]) =>
      analyse(text, { columns: { ...columns, covariates } }).results.cox_adjusted!;
    const [whole, alone] = [of(['one', 'x', 'twice']), of(['x'])];
    expect(whole.terms.map(({ name, reason }) => [name, reason])).toEqual([
      ['b', null],
      ['c', 'towards zero: no event in c'],
      ['one', 'does not vary among patients at risk at an event'],
      ['x', null],
      ['twice', 'determined by the terms before it'],
    ]);
    expect(whole.terms.filter(({ reason }) => reason === null)).toEqual(
      alone.terms.filter(({ reason }) => reason === null),
    );
  });
});

test('groups may have the names of properties', () => {
  const { results } = analyse(fixture('property-names.csv'));
  expect(Object.keys(results.groups)).toEqual(['__proto__', 'constructor', 'toString']);
  const ratios = results.cox!.terms.flatMap(({ hazard_ratio: ratio, low, high }) => [ratio, low, high]);
  expect(farthest(ratios, right.propertyNamesRatios!)).toBeLessThan(AGREEMENT);
});

test('rows without a group are left out on demand, and the rest is as R gives it', () => {
  expect(() => analyse(fixture('missing-group.csv'))).toThrow(
    't.csv: column group: must state a value in every row; got 3 missing, lines 4, 7 and 10',
  );
  const { results } = analyse(fixture('missing-group.csv'), { missing: 'drop' });
  const [term] = results.cox!.terms;
  expect(results.group_names).toEqual(['high', 'low']);
  expect(farthest([term!.hazard_ratio, term!.low, term!.high], right.missingGroupRatio!)).toBeLessThan(AGREEMENT);
  expect(farthest([results.logrank!.statistic], [right.missingGroupLogRank!])).toBeLessThan(AGREEMENT);
});

describe('groups that are never at risk together with the reference', () => {
  const reason = 'never at risk at an event together with a';

  test('have no ratio to it: a regression that leaves one of them out compares the others with that one', () => {
    const { cox } = analyse('time,event,group\n1,0,a\n1.5,0,a\n2,1,b\n2.2,1,c\n2.5,1,b\n3,0,c\n4,1,b\n5,1,c\n').results;
    expect(cox!.terms.map((term) => [term.hazard_ratio, term.reason])).toEqual([
      [null, reason],
      [null, reason],
    ]);
    expect(cox!.summary).toContain('With another reference than a (--reference)');
  });

  test('also where strata keep them apart, while the others keep their ratio', () => {
    const rows = ['1,1,a,s', '2,1,b,s', '3,1,a,s', '4,0,b,s', '1,1,c,t', '2,1,d,t', '3,1,c,t', '4,0,d,t'];
    const { cox } = analyse(`time,event,group,site\n${rows.join('\n')}\n`, {
      columns: { ...columns, stratum: 'site' },
    }).results;
    expect(cox!.terms.map((term) => term.reason)).toEqual([null, reason, reason]);
    const alone = analyse(
      `time,event,group\n${rows
        .slice(0, 4)
        .map((row) => row.slice(0, 5))
        .join('\n')}\n`,
    ).results.cox!;
    expect(cox!.terms[0]?.hazard_ratio).toBeCloseTo(alone.terms[0]!.hazard_ratio!, 10);
  });

  test('a chain of groups compares its ends', () => {
    const { cox } = analyse(
      'time,event,group\n1,1,a\n1.5,0,a\n1.2,1,b\n4,1,b\n3,1,c\n6,0,c\n3.5,0,b\n1.1,0,c\n',
    ).results;
    expect(cox!.terms.map((term) => term.reason)).toEqual([null, null]);
  });
});

test('numbers beyond what can be squared are refused with their column', () => {
  const rows = (cells: readonly string[]) => `time,event,group,x\n${cells.join('\n')}\n`;
  const covariates = { columns: { ...columns, covariates: ['x'] } };
  expect(() => analyse(rows(['1,1,a,1e-308', '2,1,b,2e-308']), covariates)).toThrow(
    't.csv: column x: must differ by at least 1e-100 as a covariate; got 1e-308',
  );
  expect(() => analyse(rows(['1e-300,1,a,1', '2,1,b,2']))).toThrow('column time: must hold numbers of at least 1e-100');
  const counted = { columns: { ...columns, weight: 'x' }, weightsAre: 'patients' } as const;
  expect(() => analyse(rows(['1,1,a,10000000', '2,1,b,2']), counted)).toThrow(
    'column x: must count at most 1e7 patients',
  );
});
