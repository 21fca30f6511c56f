// Evidence: worked by hand · slow oracle (the simulator's own record).
import { describe, expect, it } from 'vitest';
import {
  endpointColumns,
  endpointRows,
  trajectoryColumns,
  trajectoryRows,
  visitColumns,
  visitRows,
} from '../../../../calibration/studies/simulate/endpoint-table.js';
import { type CohortRecord, cohortSimulator, publishedDrugs, stateNames } from '../../../../src/index.js';
import { shortRun, shortSpec } from '../../pool/short-simulation.js';
import { armRecord, figureSpec } from '../run/arm-record.js';

const treated = armRecord([null, -0.9, 0.2]);
treated.status[2] = 2;
const record: CohortRecord = {
  patients: 3,
  arms: { control: armRecord([0.5, 0.1, -0.5]), treated },
  failures: [{ patient: 0, arm: 'treated', reason: 'negative density', day: 12.3456 }],
};

const settings = { spec: figureSpec, responseRule: 'volume' } as const;

describe('endpointRows', () => {
  const rows = [...endpointRows(record, settings, ['p1', 'p2', 'p3'])];

  it('have one row per patient and arm, patients in input order, as wide as the header', () => {
    expect(rows.map(([patient, arm]) => [patient, arm])).toEqual(
      ['p1', 'p2', 'p3'].flatMap((id) => [
        [id, 'control'],
        [id, 'treated'],
      ]),
    );
    for (const row of rows) expect(row).toHaveLength(endpointColumns(56).length);
    expect(endpointColumns(56)).toEqual([
      'patient',
      'arm',
      'status',
      'tri_day56',
      'recist',
      'th1',
      'ctl',
      'th1_treg',
      'ctl_treg',
      'bor',
      'bor_confirmed',
      'progression_day',
      'response_day',
    ]);
    expect(endpointColumns(60)[3]).toBe('tri_day60');
  });

  it('hold change, class and markers of completed patients', () => {
    expect(rows[0]!.slice(0, 9)).toEqual(['p1', 'control', 'completed', 0.5, 'PD', 0, 9.5, 0, 1.5]);
    expect(rows[3]!.slice(0, 5)).toEqual(['p2', 'treated', 'completed', -0.9, 'CR']);
  });

  it('hold best response, confirmed and not, and the days of progression and response', () => {
    const courses = rows.map((row) => row.slice(9));
    // The tumor changes linearly: 1.25 and 1.5, then 1.05 and 1.1, then 0.75 and 0.5 of baseline
    expect([courses[0], courses[2], courses[4]]).toEqual([
      ['PD', 'PD', 28, null],
      ['SD', 'SD', null, null],
      ['PR', 'SD', null, 56],
    ]);
    // 0.55 and 0.1 of baseline: the partial response is confirmed by a complete one, which nothing confirms
    expect(courses[3]).toEqual(['CR', 'PR', null, 28]);
  });

  it('say that a patient needed a second attempt', () => {
    expect(rows[5]!.slice(0, 5)).toEqual(['p3', 'treated', 'completed on retry', 0.2, 'PD']);
  });

  it('hold reason and day of a failed patient and no endpoints', () => {
    expect(rows[1]).toEqual(['p1', 'treated', 'failed: negative density on day 12.35', ...new Array(10).fill(null)]);
  });
});

describe('visitRows', () => {
  it('hold day, size relative to baseline and class of every visit; failed patients have none', () => {
    const rows = [...visitRows(record.arms, figureSpec, ['p1', 'p2', 'p3'])];
    for (const row of rows) expect(row).toHaveLength(visitColumns.length);
    expect(rows.slice(0, 4)).toEqual([
      ['p1', 'control', 28, 1.25, 'PD'],
      ['p1', 'control', 56, 1.5, 'PD'],
      ['p2', 'control', 28, 1.05, 'SD'],
      ['p2', 'control', 56, 1.1, 'SD'],
    ]);
    expect(rows.filter(([id, arm]) => id === 'p1' && arm === 'treated')).toEqual([]);
    expect(rows).toHaveLength(10);
  });

  it('compare each patient with its own baseline', () => {
    // Sizes of 6e8 and 8e8 cell/L: progression against 4e8, first stable and then grown by a third against 8e8
    const doubled = armRecord([1]);
    doubled.baselineTumor[0] = 8e8;
    const cells = (control: typeof doubled, spec = figureSpec) =>
      [...visitRows({ control, treated }, spec, ['p1'])].map((row) => row.slice(3));
    expect(cells(armRecord([1]))).toEqual([
      [1.5, 'PD'],
      [2, 'PD'],
    ]);
    expect(cells(doubled)).toEqual([
      [0.75, 'SD'],
      [1, 'PD'],
    ]);
    // 80 % of volume are 21.6 % of diameter: 3.4 mm of 15.6 mm, which is too little, or 8.6 mm of 40 mm
    const diameter = { ...figureSpec, assessment: { ...figureSpec.assessment, rule: 'diameter' } } as const;
    const large = armRecord([0.8]);
    large.baselineVolumeCm3[0] = 33.5;
    expect(cells(armRecord([0.8]), diameter).map(([, name]) => name)).toEqual(['SD', 'SD']);
    expect(cells(large, diameter).map(([, name]) => name)).toEqual(['SD', 'PD']);
  });
});

describe('trajectoryRows', () => {
  const run = shortRun(2, '0', { ...shortSpec, keepTrajectories: true });
  const simulated = cohortSimulator(run.spec, 'javascript')(run.parameters);

  it('hold every state of every day, patient by patient and arm by arm', () => {
    const rows = [...trajectoryRows(simulated, run.spec, ['a', 'b'])];
    expect(rows).toHaveLength(2 * 2 * 29);
    expect(trajectoryColumns({ drugs: publishedDrugs })).toEqual(['patient', 'arm', 'day', ...stateNames]);
    const further = { name: 'further', definition: { ...publishedDrugs[0]!.definition, symbol: 'own' } };
    expect(trajectoryColumns({ drugs: [...publishedDrugs, further] }).slice(-2)).toEqual(['own_C', 'own_P']);
    rows.forEach((row, index) => {
      const [patient, arm, day] = [Math.floor(index / 58), Math.floor((index % 58) / 29), index % 29];
      const name = run.spec.arms[arm]!.name;
      expect(row.slice(0, 3)).toEqual([['a', 'b'][patient], name, day]);
      const start = (patient * 29 + day) * stateNames.length;
      expect(row.slice(3)).toEqual([...simulated.arms[name]!.trajectories.subarray(start, start + stateNames.length)]);
    });
  });

  it('leave out failed patients, and are none where no states were kept', () => {
    const status = Uint8Array.of(0, 1);
    const arms = { ...simulated.arms, placebo: { ...simulated.arms.placebo!, status } };
    const rows = [...trajectoryRows({ ...simulated, arms }, run.spec, ['a', 'b'])];
    expect(rows.filter(([id, arm]) => id === 'a' && arm === 'placebo')).toEqual([]);
    expect(rows).toHaveLength(3 * 29);
    expect([...trajectoryRows(record, figureSpec, ['a', 'b', 'c'])]).toEqual([]);
  });
});
