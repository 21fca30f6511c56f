// Evidence: law.
import { expect, it } from 'vitest';
import { markerDayTiming } from '../../../../calibration/studies/biomarkers/result.js';

it('markerDayTiming warns exactly where the marker is not measured before the response', () => {
  expect(markerDayTiming(55, 56)).toEqual({ marker_day: 55, timing: 'before', warning: null });
  expect(markerDayTiming(56, 56)).toMatchObject({
    timing: 'same visit',
    warning: expect.stringMatching(/same visit, day 56/),
  });
  expect(markerDayTiming(57, 56)).toMatchObject({
    timing: 'after',
    warning: expect.stringMatching(/after the response assessment of day 56/),
  });
});
