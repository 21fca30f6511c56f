import { describe, expect, it } from 'vitest';
import { monthAxis } from '../../../calibration/plots/month-axis.js';

const axisTo = (month: number, monthDays: number) =>
  monthAxis({ simulated: [{ arm: 'a', day: 1, month, survival_percent: 1 }], clinical: [], monthDays });

describe('monthAxis', () => {
  it('365 days of 30.4375 per month are read as twelve months', () => {
    const axis = axisTo(365 / 30.4375, 30.4375);
    expect(axis.scale).toMatchObject({ domain: [0, 12] });
    expect(axis.axis).toMatchObject({
      values: [0, 3, 6, 9, 12],
      title: 'Time from start of treatment (months of 30.4375 days)',
    });
  });

  it('365 days of 30 per month end beyond twelve', () => {
    const axis = axisTo(365 / 30, 30);
    expect(axis.scale).toMatchObject({ domain: [0, 365 / 30] });
    expect(axis.axis).toMatchObject({ values: [0, 3, 6, 9, 12] });
  });
});
