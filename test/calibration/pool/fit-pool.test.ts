// Evidence: slow oracle (densities from their definition, rows read one by one) · laws.
import { describe, expect, it } from 'vitest';
import { toFitPool } from '../../../calibration/pool/fit-pool.js';
import { joinPools } from '../../../calibration/pool/mixture-pool.js';
import {
  assessedClasses,
  betaLogDensity,
  classifyResponse,
  responseClasses,
  responseCourse,
  rowsInMemory,
  sampleCohort,
  uniformDesign,
} from '../../../src/index.js';
import { HORIZON, toyMarginals, toyPool, toySimulate, toySpec, toyVisits } from '../fit/toy-model.js';
import { barePool, unitMarginals } from './bare-pool.js';
import { jointDensity } from './naive-density.js';

/** Absolute, on a logarithm; sums of a dozen terms of size ten. */
const ROUNDING = 1e-11;

const gridDays = [0, 50, 100, 366];
const marginals = toyMarginals(3);

describe('toFitPool', () => {
  const patients = 60;
  const fails = (response: number) => response > 0.7;
  const uniforms = uniformDesign({
    kind: 'latin-hypercube',
    patients,
    dimensions: 3,
    seed: '0',
    streamName: 'toy pool',
  });
  const cohort = sampleCohort({ marginals, uniforms, patients });
  const record = toySimulate(3, fails)({ spec: toySpec, parameters: cohort.values });
  const pool = toFitPool({
    cohort,
    record,
    spec: toySpec,
    marginals,
    gridDays,
    horizonDays: HORIZON,
    responseRule: 'volume',
  });
  const kept = Array.from({ length: patients }, (_, patient) => patient).filter(
    (patient) => !fails(cohort.values[3 * patient]!),
  );

  it('keeps the patients that completed, in their order, and only those', () => {
    expect(kept.length).toBeLessThan(patients);
    expect(pool.patients).toBe(kept.length);
    kept.forEach((patient, row) => {
      expect(pool.logX.subarray(3 * row, 3 * row + 3)).toEqual(cohort.logX.subarray(3 * patient, 3 * patient + 3));
      expect(pool.log1mX.subarray(3 * row, 3 * row + 3)).toEqual(cohort.log1mX.subarray(3 * patient, 3 * patient + 3));
    });
  });

  it('keeps the class of each patient and chi on the days of the grid', () => {
    for (const name of ['control', 'treated']) {
      const arm = record.arms[name]!;
      kept.forEach((patient, row) => {
        expect(responseClasses[pool.response[name]![row]!]).toBe(classifyResponse(arm.tri[patient]!, 'volume', 2));
        gridDays.forEach((day, node) => {
          expect(rowsInMemory(pool.burden[name]!)[row * 4 + node]).toBe(arm.burden[patient * (HORIZON + 1) + day]);
        });
      });
    }
  });

  it('leaves out a patient that failed under one arm alone, under every arm', () => {
    const status = record.arms.treated!.status.slice();
    status[kept[0]!] = 0;
    const arms = { ...record.arms, treated: { ...record.arms.treated!, status } };
    const smaller = toFitPool({
      cohort,
      record: { ...record, arms },
      spec: toySpec,
      marginals,
      gridDays,
      horizonDays: HORIZON,
      responseRule: 'volume',
    });
    expect(smaller.patients).toBe(kept.length - 1);
    expect(smaller.response.control).toEqual(pool.response.control!.slice(1));
    expect(smaller.burden.treated).toEqual(rowsInMemory(pool.burden.treated!).slice(4));
  });

  it('keeps a patient that completed on retry', () => {
    const status = record.arms.control!.status.map((code) => 2 * code);
    const arms = { ...record.arms, control: { ...record.arms.control!, status } };
    const input = { cohort, record: { ...record, arms }, spec: toySpec, marginals, gridDays, horizonDays: HORIZON };
    expect(toFitPool({ ...input, responseRule: 'volume' })).toEqual(pool);
  });

  it('classifies by the rule that it is given', () => {
    const input = { cohort, record, spec: toySpec, marginals, gridDays, horizonDays: HORIZON };
    const diameter = toFitPool({ ...input, responseRule: 'diameter' });
    expect(diameter.response.control).not.toEqual(pool.response.control);
    kept.forEach((patient, row) => {
      const expected = classifyResponse(record.arms.control!.tri[patient]!, 'diameter', 2);
      expect(responseClasses[diameter.response.control![row]!]).toBe(expected);
    });
  });

  it('keeps the progression and the best responses of each patient at the visits of its arm', () => {
    for (const name of ['control', 'treated']) {
      const { visits, progressionDay: days, runningBest } = pool.courses[name]!;
      expect(visits).toEqual(toyVisits);
      const sizes = record.arms[name]!.visitTumor;
      kept.forEach((patient, row) => {
        const own = sizes.subarray(2 * patient, 2 * patient + 2);
        const course = responseCourse(own, { density: 4e8, volumeCm3: 2 }, toyVisits, toySpec.assessment);
        expect(days[row]).toBe(
          course.progressionVisit < 0 ? Number.POSITIVE_INFINITY : visits[course.progressionVisit],
        );
        course.runningBest.forEach((best, visit) => {
          expect(assessedClasses[runningBest[2 * row + visit]!]).toBe(best);
        });
      });
    }
  });

  it('is empty where every patient failed', () => {
    const none = toyPool({ marginals, patients: 5, gridDays, fails: () => true });
    expect(none.patients).toBe(0);
    expect(none.response.control).toHaveLength(0);
  });
});

describe('joinPools', () => {
  const proposals = [unitMarginals([3, 2], [1, 1]), unitMarginals([2, 5], [2, 1]), unitMarginals([6, 6], [1, 3])];
  const sizes = [70, 20, 110];
  const parts = proposals.map((proposal, k) => barePool({ marginals: proposal, patients: sizes[k]!, seed: String(k) }));
  const pool = joinPools(parts);
  const total = 200;

  it('puts the patients one after the other', () => {
    expect(pool.patients).toBe(total);
    expect(pool.logX).toEqual(Float64Array.from(parts.flatMap(({ logX }) => [...logX])));
    expect(pool.log1mX).toEqual(Float64Array.from(parts.flatMap(({ log1mX }) => [...log1mX])));
    const simulated = [0, 1].map((seed) => toyPool({ marginals, patients: 4 + seed, gridDays, seed: String(seed) }));
    const joined = joinPools(simulated);
    expect(joined.response.control).toEqual(Uint8Array.from(simulated.flatMap((part) => [...part.response.control!])));
    expect(joined.burden.treated).toEqual(
      Float32Array.from(simulated.flatMap((part) => [...rowsInMemory(part.burden.treated!)])),
    );
  });

  it('has the log density of the mixture, sum of n_k / n times the densities', () => {
    for (let patient = 0; patient < total; patient++) {
      const mixture = proposals.reduce(
        (sum, proposal, k) => sum + (sizes[k]! / total) * jointDensity(pool, patient, proposal),
        0,
      );
      expect(Math.abs(pool.logProposal[patient]! - Math.log(mixture))).toBeLessThan(ROUNDING);
    }
  });

  it('has the density of its proposal for one pool', () => {
    const alone = joinPools([parts[0]!]);
    for (let patient = 0; patient < 70; patient++) {
      const expected = Math.log(jointDensity(alone, patient, proposals[0]!));
      expect(Math.abs(alone.logProposal[patient]! - expected)).toBeLessThan(ROUNDING);
    }
  });

  it('bounds the ratio to every component by n / n_k (balance heuristic)', () => {
    proposals.forEach((proposal, k) => {
      for (let patient = 0; patient < total; patient++) {
        const ratio = Math.log(jointDensity(pool, patient, proposal)) - pool.logProposal[patient]!;
        expect(ratio).toBeLessThanOrEqual(Math.log(total / sizes[k]!) + ROUNDING);
      }
    });
  });

  it('does not care in which order the pools come, up to the order of the patients', () => {
    const turned = joinPools([parts[2]!, parts[0]!, parts[1]!]);
    const expected = [...pool.logProposal.subarray(90), ...pool.logProposal.subarray(0, 90)];
    expected.forEach((log, patient) => {
      expect(Math.abs(turned.logProposal[patient]! - log)).toBeLessThan(ROUNDING);
    });
  });

  it('stays finite where the pools lie so far apart that one density underflows at the patients of the other', () => {
    const far = [unitMarginals([1000, 2], [1000, 2]), unitMarginals([2, 1000], [2, 1000])];
    const joined = joinPools(
      far.map((proposal, k) => barePool({ marginals: proposal, patients: 30, seed: String(k) })),
    );
    expect(joined.logProposal.every(Number.isFinite)).toBe(true);
    // At its own patients a component is all of the mixture: half of it is what remains
    const first = joined.logProposal[0]!;
    const own = far[0]!.reduce(
      (sum, shape, j) => sum + betaLogDensity(shape, { logX: joined.logX[j]!, log1mX: joined.log1mX[j]! }),
      0,
    );
    expect(Math.abs(first - (own + Math.log(0.5)))).toBeLessThan(ROUNDING * 100);
  });

  it('gives a pool without patients no part in the mixture', () => {
    const empty = { ...parts[1]!, patients: 0, logX: new Float64Array(0), log1mX: new Float64Array(0) };
    expect(joinPools([parts[0]!, empty]).logProposal).toEqual(joinPools([parts[0]!]).logProposal);
  });
});
