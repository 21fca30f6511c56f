// Evidence: the contract, fault by fault.
import { describe, expect, it } from 'vitest';
import { type ArmMarkerData, checkMarkerData } from '../../../calibration/biomarkers/check-marker-data.js';
import { DataError } from '../../../src/errors.js';

const rising = Float64Array.of(1, 2, 3, 4, 5);
const good: ArmMarkerData = {
  arm: 'tas102',
  markers: { th1: rising, ctl: rising, th1_treg: rising, ctl_treg: rising },
  responder: Uint8Array.of(0, 1, 0, 1, 0),
};

describe('checkMarkerData', () => {
  it('accepts one patient of each outcome per fold', () => {
    expect(() => checkMarkerData(good, 2)).not.toThrow();
  });

  it.each([
    [
      'no responder',
      { responder: new Uint8Array(5) },
      'biomarkers.tas102: must have at least 2 responders, one per fold; got 0 of 5',
    ],
    [
      'too few non-responders',
      { responder: Uint8Array.of(1, 1, 0, 1, 1) },
      'biomarkers.tas102: must have at least 2 non-responders, one per fold; got 1 of 5',
    ],
    [
      'no patient',
      { responder: new Uint8Array(0) },
      'biomarkers.tas102: must have at least 2 responders, one per fold; got 0 of 0',
    ],
    [
      'an outcome of 2',
      { responder: Uint8Array.of(0, 1, 2, 1, 0) },
      'biomarkers.tas102.responder[2]: must be 0 or 1; got 2',
    ],
    [
      'a constant marker',
      { markers: { ...good.markers, ctl: new Float64Array(5).fill(7) } },
      'biomarkers.tas102.ctl: must differ between patients; got 7 in all 5',
    ],
    [
      'a ratio to no cells',
      { markers: { ...good.markers, th1_treg: Float64Array.of(1, Infinity, 3, 4, 5) } },
      'biomarkers.tas102.th1_treg[1]: must be finite; got Infinity',
    ],
    [
      'NaN',
      { markers: { ...good.markers, th1: Float64Array.of(1, 2, 3, Number.NaN, 5) } },
      'biomarkers.tas102.th1[3]: must be finite; got NaN',
    ],
    [
      'a value too few',
      { markers: { ...good.markers, ctl_treg: Float64Array.of(1, 2, 3, 4) } },
      'biomarkers.tas102.ctl_treg: must hold one value per patient (5); got 4',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => checkMarkerData({ ...good, ...change }, 2)).toThrow(new DataError(message));
  });
});
