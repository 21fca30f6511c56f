// Evidence: counting.
import { describe, expect, it } from 'vitest';
import { MARKER_NAMES, MARKER_PAIRS } from '../../../calibration/biomarkers/marker-names.js';

describe('MARKER_PAIRS', () => {
  it('has each of the six pairs of different markers once', () => {
    expect(MARKER_PAIRS.length).toBe(6);
    expect(new Set(MARKER_PAIRS.map((pair) => [...pair].sort().join())).size).toBe(6);
    for (const [first, second] of MARKER_PAIRS) {
      expect(first).not.toBe(second);
      expect(MARKER_NAMES).toContain(first);
      expect(MARKER_NAMES).toContain(second);
    }
  });
});
