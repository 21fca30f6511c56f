// Evidence: days and amounts counted by hand.
import { describe, expect, test } from 'vitest';
import { amountsByDay, calendars } from '../../../../../calibration/studies/optimise/report/calendars.js';
import { chosenSchedules, scheduleStyles } from '../../../../../calibration/studies/optimise/report/schedule-names.js';
import type { OptimiseResult } from '../../../../../calibration/studies/optimise/result.js';
import { sampleOptimiseResult } from '../sample-optimise.js';

const header = ['label', 'drug', 'day', 'amount'];

describe('amountsByDay', () => {
  test('adds amounts of one day, and leaves out what comes later', () => {
    const table = [header, ['1', 'a', '1', '35'], ['1', 'a', '1.5', '35'], ['1', 'b', '3', '5'], ['1', 'a', '8', '1']];
    const days = amountsByDay(table, 7);
    expect(days.get('1')?.get('a')).toEqual([70, 0, 0, 0, 0, 0, 0]);
    expect(days.get('1')?.get('b')).toEqual([0, 0, 5, 0, 0, 0, 0]);
    expect(days.get('2')).toBeUndefined();
  });

  test('reads columns by their names', () => {
    const table = [
      ['amount', 'day', 'drug', 'label'],
      ['2', '2', 'a', 'reference'],
    ];
    expect(amountsByDay(table, 3).get('reference')?.get('a')).toEqual([0, 2, 0]);
  });
});

describe('calendars', () => {
  const result: OptimiseResult = {
    ...sampleOptimiseResult,
    front: sampleOptimiseResult.front.map((candidate) => ({ ...candidate, chosen: candidate.label === '1' })),
    asked: [],
    drugs: [
      ...sampleOptimiseResult.drugs,
      { name: 'b', label: 'Drug <B>', dose_unit: 'mg', calibrated: false },
      { name: 'never', label: 'Never given', dose_unit: 'mg', calibrated: true },
    ],
  };
  const rows = ['1', '2', '3', '4', '5', '8', '9', '10', '11', '12'].map((day) => ['reference', 'tas102', day, '90']);
  const table = [header, ...rows, ['1', 'tas102', '1', '30'], ['1', 'b', '15', '5'], ['3', 'b', '15', '500']];
  const { markup } = calendars(result, chosenSchedules(result), scheduleStyles(result), table);

  test('the reference stands first, then the chosen schedules, each with every drug that one of them gives', () => {
    expect([...markup.matchAll(/<h3>.*?<\/svg>(.*?)<\/h3>/g)].map(([, name]) => name)).toEqual([
      'Reference',
      'Schedule 1',
    ]);
    expect([...markup.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
      'Reference, TAS-102: 90 dose units on days 1-5, 8-12 of the first 16 weeks',
      'Reference, Drug &lt;B&gt;: none',
      'Schedule 1, TAS-102: 30 dose units on days 1 of the first 16 weeks',
      'Schedule 1, Drug &lt;B&gt;: 5 mg on days 15 of the first 16 weeks',
    ]);
    expect(markup).not.toContain('Never given');
  });

  test('each grid has a square for each day, and a shade for each day with an amount', () => {
    const drawings = [...markup.matchAll(/<svg role="img".*?<\/svg>/gs)].map(([drawing]) => drawing);
    expect(drawings.map((drawing) => drawing.match(/<rect/g)?.length)).toEqual([112, 112, 112, 112]);
    expect(drawings.map((drawing) => drawing.match(/fill-opacity/g)?.length ?? 0)).toEqual([10, 0, 1, 1]);
    // The largest amount has the full colour, the smallest one is still seen
    expect(drawings[0]).toContain('fill-opacity="1"');
    expect(drawings[2]).toContain('fill-opacity="0.4"');
  });

  test('amounts of schedules without a calendar have no shade, and a drug that is not calibrated is marked', () => {
    expect(markup).not.toContain('500');
    expect(markup.match(/not calibrated/g)).toHaveLength(1);
  });
});
