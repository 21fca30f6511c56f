// Evidence: closed form (worked by hand) · laws. The pieces have tests of their own.
import { describe, expect, it } from 'vitest';
import { analyseMarker } from '../../../calibration/biomarkers/analyse-marker.js';
import { studentTest, welchTest } from '../../../src/stats/t-test.js';

describe('analyseMarker', () => {
  const values = Float64Array.of(3, 2, 1, 2);
  const responder = Uint8Array.of(1, 1, 0, 0);

  it('reads a marker that is higher in responders as it stands', () => {
    const { result, score } = analyseMarker(values, responder);
    expect(result.direction).toBe('higher');
    expect(result.auc).toBe(0.875);
    expect(Array.from(score)).toEqual([3, 2, 1, 2]);
    expect(result.responders).toMatchObject({ n: 2, mean: 2.5, min: 2, max: 3 });
    expect(result.non_responders).toMatchObject({ n: 2, mean: 1.5, min: 1, max: 2 });
    expect(result.student).toEqual(studentTest([3, 2], [1, 2]));
    expect(result.welch).toEqual(welchTest([3, 2], [1, 2]));
    expect(result.student.t).toBeGreaterThan(0);
  });

  it('reads a marker that is lower in responders the other way round, and says so', () => {
    const { result, score } = analyseMarker(values, Uint8Array.of(0, 0, 1, 1));
    expect(result.direction).toBe('lower');
    expect(result.auc).toBe(0.875);
    expect(Array.from(score)).toEqual([-3, -2, -1, -2]);
    // The groups and the sign of t keep the marker's own scale.
    expect(result.responders.mean).toBe(1.5);
    expect(result.student.t).toBeLessThan(0);
  });

  it('calls a marker of area 1/2 higher', () => {
    const { result } = analyseMarker(Float64Array.of(1, 4, 2, 3), Uint8Array.of(1, 1, 0, 0));
    expect(result).toMatchObject({ auc: 0.5, direction: 'higher' });
  });
});
