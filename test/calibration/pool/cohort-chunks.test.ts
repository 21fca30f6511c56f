// Evidence: closed form (arms x days x patients) · laws.
import { describe, expect, it } from 'vitest';
import { cohortChunks, patientsPerChunk } from '../../../calibration/pool/cohort-chunks.js';
import { bytesPerPatient } from '../../../calibration/pool/cohort-rows.js';
import { shortSpec } from './short-simulation.js';

const specOf = (arms: number, days: number, keepTrajectories = false) => ({
  ...shortSpec,
  arms: Array.from({ length: arms }, (_, index) => ({ name: `arm ${index}`, regimen: {} })),
  horizonDays: days - 1,
  keepTrajectories,
});

describe('patientsPerChunk', () => {
  it.each([
    [3, 366, 64],
    [1, 366, 128],
    [2, 366, 98],
    [3, 732, 32],
    [3, 57, 128],
    [1, 29, 128],
    [12, 3000, 2],
    [40, 3660, 2],
  ])('for %i arm(s) of %i days is %i', (arms, days, patients) => {
    expect(patientsPerChunk(specOf(arms, days))).toBe(patients);
  });

  it.each([
    [1, 57],
    [3, 366],
    [5, 366],
  ])('keeps daily states of at most 8 MiB, %i arm(s) of %i days', (arms, days) => {
    const spec = specOf(arms, days, true);
    const patients = patientsPerChunk(spec);
    expect(patients % 2).toBe(0);
    expect(patients * bytesPerPatient(spec)).toBeLessThanOrEqual(8 * 2 ** 20);
    const isAlone = patients < patientsPerChunk(specOf(arms, days));
    if (isAlone) expect((patients + 2) * bytesPerPatient(spec)).toBeGreaterThan(8 * 2 ** 20);
  });
});

describe('cohortChunks', () => {
  const spec = specOf(3, 366);

  it.each([0, 1, 63, 64, 65, 128, 1000])('covers %i patients in order, each once', (patients) => {
    const chunks = cohortChunks(spec, patients);
    const rows = chunks.flatMap(({ first, count }) => Array.from({ length: count }, (_, row) => first + row));
    expect(rows).toEqual(Array.from({ length: patients }, (_, row) => row));
    expect(chunks.slice(0, -1).every(({ count }) => count === 64)).toBe(true);
    expect(chunks.every(({ count }) => count >= 1)).toBe(true);
  });

  it('begins a longer cohort like a shorter one', () => {
    expect(cohortChunks(spec, 1000).slice(0, 4)).toEqual(cohortChunks(spec, 256));
  });
});
