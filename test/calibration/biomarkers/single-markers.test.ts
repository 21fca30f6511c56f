// Evidence: closed form (worked by hand) · laws. The parts have their own tests.
import { describe, expect, it } from 'vitest';
import { markerResult, orientMarker } from '../../../calibration/biomarkers/single-markers.js';
import { studentTest, type TTestResult, welchTest } from '../../../src/stats/t-test.js';
import { quickSettings } from './score-table-settings.js';

const analysed = (values: Float64Array, labels: Uint8Array) => {
  const marker = orientMarker({ name: 'x', values }, labels);
  const counts = { positives: 2, negatives: 2, prevalence: 0.5 };
  return { score: marker.score, ...markerResult(marker, labels, { counts, settings: quickSettings }) };
};

const asStored = ({ t, degreesOfFreedom, p }: TTestResult) => ({ t, degrees_of_freedom: degreesOfFreedom, p });

describe('markerResult', () => {
  const values = Float64Array.of(3, 2, 1, 2);

  it('does not change a marker that is higher in positives', () => {
    const { result, score } = analysed(values, Uint8Array.of(1, 1, 0, 0));
    expect(result.direction).toBe('higher');
    expect(result.auc).toBe(0.875);
    expect(Array.from(score)).toEqual([3, 2, 1, 2]);
    expect(result.positives).toMatchObject({ n: 2, mean: 2.5, min: 2, max: 3 });
    expect(result.negatives).toMatchObject({ n: 2, mean: 1.5, min: 1, max: 2 });
    expect(result.student).toEqual(asStored(studentTest([3, 2], [1, 2])));
    expect(result.welch).toEqual(asStored(welchTest([3, 2], [1, 2])));
    expect(result.student!.t).toBeGreaterThan(0);
  });

  it('reverses a marker that is lower in positives, and reports it', () => {
    const { result, score } = analysed(values, Uint8Array.of(0, 0, 1, 1));
    expect(result.direction).toBe('lower');
    expect(result.auc).toBe(0.875);
    expect(Array.from(score)).toEqual([-3, -2, -1, -2]);
    // The groups and the sign of t keep the marker's own scale.
    expect(result.positives.mean).toBe(1.5);
    expect(result.student!.t).toBeLessThan(0);
  });

  it('gives a marker with an AUC of 1/2 the direction higher', () => {
    const { result } = analysed(Float64Array.of(1, 4, 2, 3), Uint8Array.of(1, 1, 0, 0));
    expect(result).toMatchObject({ auc: 0.5, direction: 'higher' });
  });

  it('has no t-test for a marker that is constant in both groups', () => {
    const { result } = analysed(Float64Array.of(2, 2, 1, 1), Uint8Array.of(1, 1, 0, 0));
    expect(result).toMatchObject({ auc: 1, student: null, welch: null });
  });
});
