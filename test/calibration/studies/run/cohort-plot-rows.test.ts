// Evidence: worked by hand · slow oracle (rows of a cohort counted one by one) · laws.
import { describe, expect, it } from 'vitest';
import {
  armMarkers,
  completedPatients,
  markerRows,
  spiderRows,
  survivalRows,
  waterfallRows,
} from '../../../../calibration/studies/run/cohort-plot-rows.js';
import { classifyResponse, randomStream } from '../../../../src/index.js';
import { armRecord, figureSpec } from './arm-record.js';

const settings = { spec: figureSpec, monthDays: 30, responseRule: 'volume' } as const;

// The second patient failed; the last two change by the same amount
const tris = [0.5, null, -0.9, 0.1, -0.5, 3, 3];
const record = { patients: 7, arms: { control: armRecord(tris) }, failures: [] };

const uniform = randomStream({ seed: '0', streamName: 'figures', index: 0 });
const manyTris = Array.from({ length: 250 }, (_, patient) => (patient % 17 === 3 ? null : 4 * uniform() - 1));
const large = { patients: 250, arms: { a: armRecord(manyTris), b: armRecord([0.3]) }, failures: [] };

describe('completedPatients', () => {
  it('are those with a status, retried ones included, in input order', () => {
    const arm = armRecord(tris);
    arm.status[4] = 2;
    expect(completedPatients(arm)).toEqual([0, 2, 3, 4, 5, 6]);
    expect(completedPatients(armRecord([null]))).toEqual([]);
  });
});

describe('waterfallRows', () => {
  const rows = waterfallRows(record, settings);

  it('are in order of growth, largest first, equal ones in input order', () => {
    expect(rows.map(({ patient }) => patient)).toEqual(['6', '7', '1', '4', '5', '3']);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('hold the change at the assessment in percent, with its class', () => {
    expect(rows.map(({ change_percent }) => change_percent)).toEqual([300, 300, 50, 10, -50, -90]);
    expect(rows.map(({ recist }) => recist)).toEqual(['PD', 'PD', 'PD', 'SD', 'PR', 'CR']);
  });

  it('hold the first hundred completed patients of each arm, and no other', () => {
    const first = waterfallRows(large, settings).filter(({ arm }) => arm === 'a');
    expect(first).toHaveLength(100);
    const expected = completedPatients(large.arms.a).slice(0, 100);
    expect(first.map(({ patient }) => Number(patient) - 1).sort((a, b) => a - b)).toEqual(expected);
    first.forEach(({ change_percent }, index) => {
      if (index > 0) expect(change_percent).toBeLessThanOrEqual(first[index - 1]!.change_percent);
    });
    expect(waterfallRows(large, settings).filter(({ arm }) => arm === 'b')).toHaveLength(1);
  });

  it('do not disturb the record', () => {
    const before = structuredClone(large.arms.a.tri);
    waterfallRows(large, settings);
    expect(large.arms.a.tri).toEqual(before);
  });

  it('are none where nobody completed', () => {
    expect(waterfallRows({ ...record, arms: { control: armRecord([null]) } }, settings)).toEqual([]);
  });
});

describe('spiderRows', () => {
  const rows = spiderRows(record, settings);

  it('have a line of every kept day for each completed patient, from 0 to the change at the assessment', () => {
    const line = rows.filter(({ patient }) => patient === '1');
    expect(line).toEqual([
      { arm: 'control', patient: '1', day: 0, change_percent: 0, recist: 'PD' },
      { arm: 'control', patient: '1', day: 28, change_percent: 25, recist: 'PD' },
      { arm: 'control', patient: '1', day: 56, change_percent: 50, recist: 'PD' },
    ]);
    expect(rows.filter(({ patient }) => patient === '2')).toEqual([]);
  });

  it('have the mean of the cohort last, without a class', () => {
    const mean = rows.slice(-3);
    expect(mean.map(({ patient, recist }) => [patient, recist])).toEqual([
      ['mean', ''],
      ['mean', ''],
      ['mean', ''],
    ]);
    // (0.5 - 0.9 + 0.1 - 0.5 + 3 + 3) / 6
    expect(mean[2]!.change_percent).toBeCloseTo(520 / 6, 10);
    expect(mean[0]!.change_percent).toBe(0);
  });

  it('draw a hundred patients and average all of them', () => {
    const first = spiderRows(large, settings).filter(({ arm }) => arm === 'a');
    expect(new Set(first.map(({ patient }) => patient)).size).toBe(101);
    const done = manyTris.filter((tri): tri is number => tri !== null);
    const expected = (100 * done.reduce((sum, tri) => sum + tri, 0)) / done.length;
    expect(first.at(-1)!.change_percent).toBeCloseTo(expected, 8);
  });
});

describe('survivalRows', () => {
  it('have a row a day, with the day in months of the run', () => {
    const alive = Float64Array.of(1, 0.9, 0.5);
    const rows = survivalRows({ control: { alive, progressionFree: alive, outcome: null as never } }, 30);
    expect(rows).toEqual([
      { arm: 'control', day: 0, month: 0, survival_percent: 100 },
      { arm: 'control', day: 1, month: 1 / 30, survival_percent: 90 },
      { arm: 'control', day: 2, month: 2 / 30, survival_percent: 50 },
    ]);
  });
});

describe('armMarkers', () => {
  const data = armMarkers(record.arms.control, settings);

  it('hold the four markers of completed patients, in order', () => {
    expect(Array.from(data.markers.th1)).toEqual([0, 2, 3, 4, 5, 6]);
    expect(Array.from(data.markers.ctl)).toEqual([9.5, 10.9, 9.9, 10.5, 7, 7]);
    expect(Array.from(data.markers.th1_treg)).toEqual([0, 4, 9, 16, 25, 36]);
    expect(Array.from(data.markers.ctl_treg)).toEqual([1.5, 1 - 0.9, 1.1, 0.5, 4, 4]);
  });

  it('call everybody a responder who does not progress', () => {
    expect(Array.from(data.responder)).toEqual([0, 1, 1, 1, 0, 0]);
    const expected = manyTris
      .filter((tri): tri is number => tri !== null)
      .map((tri) => (classifyResponse(tri, 'diameter', 2) === 'PD' ? 0 : 1));
    const diameter = armMarkers(large.arms.a, { ...settings, responseRule: 'diameter' });
    expect(Array.from(diameter.responder)).toEqual(expected);
  });
});

describe('markerRows', () => {
  it('summarise each marker in both groups', () => {
    const rows = markerRows('control', armMarkers(record.arms.control, settings));
    expect(rows.map(({ marker, group, n }) => [marker, group, n])).toEqual(
      ['th1', 'ctl', 'th1_treg', 'ctl_treg'].flatMap((marker) => [
        [marker, 'responder', 3],
        [marker, 'non-responder', 3],
      ]),
    );
    // Responders have 2, 3, 4; type-7 quantiles are 2 + 2 p
    expect(rows[0]).toMatchObject({ mean: 3, sd: 1, min: 2, q1: 2.5, median: 3, q3: 3.5, max: 4, p05: 2.1, p95: 3.9 });
  });

  it('sort by value and not by text', () => {
    const values = armRecord([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
    const [row] = markerRows('control', armMarkers(values, settings));
    expect(row).toMatchObject({ group: 'non-responder', min: 0, median: 5.5, max: 11 });
  });

  it('omit groups of one patient or none', () => {
    const lonely = armMarkers(armRecord([0.5, 0.6, -0.5]), settings);
    expect(markerRows('control', lonely).map(({ group }) => group)).toEqual(new Array(4).fill('non-responder'));
    expect(markerRows('control', armMarkers(armRecord([null]), settings))).toEqual([]);
  });
});
