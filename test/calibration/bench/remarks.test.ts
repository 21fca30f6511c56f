// Evidence: the documented rules on constructed results.
import { expect, test } from 'vitest';
import { remarksOf } from '../../../calibration/bench/remarks.js';
import { precisionRow, sampleBench, timingRow } from './sample-bench.js';

const { machine } = sampleBench();
const quiet = { machine, timings: [timingRow()], precision: [precisionRow({ error: 1e-7 })] };

test('a quiet machine and peers that reach the class leave nothing to remark', () => {
  expect(remarksOf(quiet)).toEqual([]);
  expect(remarksOf({ machine, timings: [], precision: [] })).toEqual([]);
});

test('a busy machine, failed patients, and times below the noise are reported', () => {
  expect(remarksOf({ ...quiet, machine: { ...machine, loadAtStart: 1.5 } })).toEqual([
    expect.stringMatching(/^The machine was busy .*load 1\.50/),
  ]);
  expect(remarksOf({ ...quiet, timings: [timingRow({ solver: 'odex', failed: 3 })] })).toEqual([
    'odex (npm) failed on 3 patient(s): placebo, 365 days, default.',
  ]);
  expect(remarksOf({ ...quiet, precision: [precisionRow({ error: 1e-7, solver: 'odex', failed: 2 })] })).toEqual([
    'odex (npm) failed on 2 patient(s) at relative tolerance 0.000001: placebo.',
  ]);
  expect(remarksOf({ ...quiet, timings: [timingRow({ milliseconds: null })] })).toEqual([
    expect.stringMatching(/^this workbench has no time above the noise/),
  ]);
});

test('a peer that no tolerance brings into the class is named once per arm', () => {
  const precision = [1e-4, 1e-5].map((error) => precisionRow({ error, arm: 'tas102_bev' }));
  expect(remarksOf({ ...quiet, precision })).toEqual([
    'CVODE BDF, dense does not reach the accuracy class at any tolerance: tas102_bev.',
  ]);
  expect(remarksOf({ ...quiet, precision: [precisionRow({ error: null })] })).toEqual([]);
});
