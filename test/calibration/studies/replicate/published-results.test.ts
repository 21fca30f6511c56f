// Evidence: the shipped table, and tables with one issue each.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePublishedResults } from '../../../../calibration/studies/replicate/published-results.js';

const shipped = readFileSync(new URL('../../../../data/published/paper-results.csv', import.meta.url), 'utf8');
const [header] = shipped.split('\n');
const parse = (...rows: readonly string[]) => parsePublishedResults([header, ...rows, ''].join('\n'), 'paper.csv');
const good = 'auc.a,Fig. 7,tas102,AUC,=,0.77,2,500,AUC,,doi:1';

describe('the shipped results of the paper', () => {
  const results = parsePublishedResults(shipped, 'paper-results.csv');

  test('every row names the paper and the place in it', () => {
    expect(results.length).toBeGreaterThan(100);
    for (const { id, source } of results) expect(source, id).toMatch(/^doi:10\.1038\/s41540-025-00513-1, \S/);
  });

  test('printed rates of an arm add up: SD + PD + PR + CR = 100, DCR + PD = 100', () => {
    for (const arm of ['placebo', 'tas102', 'tas102_bev']) {
      const value = (rate: string) => results.find(({ id }) => id === `response.${arm}.${rate}`)!.value!;
      expect(value('cr') + value('pr') + value('sd') + value('pd')).toBe(100);
      expect(value('dcr') + value('pd')).toBe(100);
    }
  });

  test('deaths by quarter are the steps of the survival curve', () => {
    for (const arm of ['placebo', 'tas102', 'tas102_bev']) {
      const value = (id: string) => results.find((result) => result.id === id)!.value!;
      const alive = [100, ...[3, 6, 9, 12].map((month) => value(`survival.${arm}.${month}`))];
      ['0-3', '3-6', '6-9', '9-12'].forEach((quarter, index) => {
        expect(value(`deaths.${arm}.${quarter}`)).toBeCloseTo(alive[index]! - alive[index + 1]!, 9);
      });
    }
  });
});

describe('parsePublishedResults', () => {
  test('an empty value is null where a recomputed one is given', () => {
    expect(parse('pcc.a,Fig. S3,placebo,PCC,=,,3,1000,r,0.5,doi:1')).toMatchObject([{ value: null, recomputed: 0.5 }]);
  });

  test.each([
    ['a missing source', 'auc.a,Fig. 7,tas102,AUC,=,0.77,2,500,AUC,,', 'column source: must not be empty'],
    ['a value that is no number', good.replace('0.77', 'high'), 'column value: must be a number or empty'],
    ['neither value nor recomputed', good.replace('0.77', ''), 'must be a number where nothing was recomputed'],
    ['an unknown relation', good.replace('=', '~'), "column relation: must be '=' or '<'"],
    ['patients that are no count', good.replace('500', '-3'), 'column patients: must be an integer >= 1'],
    ['decimals that are no count', good.replace(',2,', ',-1,'), 'column decimals: must be an integer >= 0'],
  ])('%s is an issue', (_, row, message) => {
    expect(() => parse(row)).toThrow(message);
  });

  test('an id occurs once', () => {
    expect(() => parse(good, good)).toThrow('paper.csv:3: column id: must occur in one row only');
  });
});
