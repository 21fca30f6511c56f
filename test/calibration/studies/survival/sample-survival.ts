import type { SurvivalOptions, SurvivalOrigin } from '../../../../calibration/studies/survival/compute.js';
import type { SurvivalData } from '../../../../calibration/studies/survival/survival-data.js';
import { datasets } from '../../../src/stats/survival-fixture.js';

export const leukemia = datasets[0]!;

/** Remission of 42 patients under 6-mercaptopurine or placebo; the treated are the reference. */
export function sampleData(changes: Partial<SurvivalData> = {}): SurvivalData {
  const groups = ['6-MP', 'placebo'];
  return {
    times: Float64Array.from(leukemia.times),
    observed: Uint8Array.from(leukemia.observed),
    groups,
    groupOf: Uint32Array.from(leukemia.group, (name) => groups.indexOf(name)),
    strata: null,
    covariates: [],
    weighting: null,
    marker: null,
    ...changes,
  };
}

export const sampleOptions: SurvivalOptions = {
  level: 0.95,
  ties: 'efron',
  cut: 'median',
  seed: '0',
  permutations: 99,
};

export const sampleOrigin: SurvivalOrigin = {
  kind: 'table',
  endpoint: null,
  source: 'leukemia.csv',
  sha256: '0'.repeat(64),
  time_unit: null,
  columns: { time: 'weeks', event: 'relapse', group: 'arm' },
  event_values: { event: '1', censored: ['0'] },
  missing: { policy: 'refuse', lines: [], columns: [] },
  remarks: [],
  expected: null,
};

/** A marker that rises with the row. */
export const sampleMarker = { name: 'row', values: Float64Array.from(leukemia.times, (_, row) => row) };
