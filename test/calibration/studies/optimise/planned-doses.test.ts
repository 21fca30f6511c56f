// Evidence: closed forms, worked by hand.
import { describe, expect, test } from 'vitest';
import { type HeldDose, plannedDose, withHeldDose } from '../../../../calibration/studies/optimise/planned-doses.js';
import { builtInRegimens, type Regimen } from '../../../../src/index.js';

const protocol = builtInRegimens['protocol-tas102']!;
const [course] = protocol.tas102!;
const withCourse = (changes: object): Regimen => ({ tas102: [{ ...course!, ...changes }] });
const fortnightly = withCourse({ days: [1, 2, 3, 4, 5], cycleDays: 14 });
const ROUNDING = 9;

describe('planned doses', () => {
  test('of the protocol: 10 administrations of 95 in 28 days, 131 before day 366', () => {
    expect(plannedDose('dose_per_cycle', protocol, 'tas102', 366)).toBe(950);
    expect(plannedDose('dose_intensity', protocol, 'tas102', 366)).toBe(950);
    expect(plannedDose('planned_dose', protocol, 'tas102', 366)).toBeCloseTo(131 * 95, ROUNDING);
  });

  test('the intensity of two cycles of 14 days is that of one of 28; that of a drug that is not given is 0', () => {
    expect(plannedDose('dose_per_cycle', fortnightly, 'tas102', 366)).toBe(475);
    expect(plannedDose('dose_intensity', fortnightly, 'tas102', 366)).toBe(950);
    expect(plannedDose('dose_intensity', fortnightly, 'bevacizumab', 366)).toBe(0);
  });

  test('courses add up; a first dose counts in the planned dose alone', () => {
    const regimen: Regimen = {
      tas102: [
        { ...course!, cycles: 2, loadingDose: 200 },
        { ...fortnightly.tas102![0]!, cycles: 1 },
      ],
    };
    expect(plannedDose('dose_intensity', regimen, 'tas102', 366)).toBe(1900);
    expect(plannedDose('planned_dose', regimen, 'tas102', 366)).toBeCloseTo(20 * 95 + 105 + 5 * 95, ROUNDING);
  });

  test('a dose per square meter is that of 70 kg and 170 cm: 1.8181 m2', () => {
    const regimen = withCourse({ per: 'm2' });
    expect(plannedDose('dose_per_cycle', regimen, 'tas102', 366)).toBeCloseTo(
      950 * Math.sqrt((70 * 170) / 3600),
      ROUNDING,
    );
  });
});

describe('a dose that keeps a planned measure', () => {
  const held: HeldDose = {
    measure: 'dose_intensity',
    drug: 'tas102',
    least: 50,
    most: 150,
    value: 950,
    keepsLoading: false,
  };
  const doseOf = (regimen: Regimen, changes: Partial<HeldDose> = {}) => {
    const solved = withHeldDose(regimen, { ...held, ...changes }, 366);
    return 'regimen' in solved ? solved.regimen.tas102![0]! : solved.impossible;
  };

  test('five days of 21 need 95 x 10 / 28 x 21 / 5 = 142.5', () => {
    expect(doseOf(withCourse({ days: [1, 2, 3, 4, 5], cycleDays: 21 }))).toMatchObject({ dose: 142.5 });
  });

  test('a total of 1000 by a first dose of 280 and nine others needs 80', () => {
    const regimen = withCourse({ cycles: 1, loadingDose: 280 });
    const solved = doseOf(regimen, { measure: 'planned_dose', value: 1000, keepsLoading: true });
    expect(solved).toMatchObject({ loadingDose: 280 });
    expect((solved as { readonly dose: number }).dose).toBeCloseTo(80, ROUNDING);
  });

  test('a first dose of twice the others keeps its ratio: 1100 is 2 + 9 times 100', () => {
    const solved = doseOf(withCourse({ cycles: 1, loadingDose: 190 }), { measure: 'planned_dose', value: 1100 });
    expect((solved as { readonly dose: number }).dose).toBeCloseTo(100, ROUNDING);
    expect((solved as { readonly loadingDose: number }).loadingDose).toBeCloseTo(200, ROUNDING);
  });

  test('a dose outside the bounds, and a drug that is not given, are impossible', () => {
    expect(doseOf(withCourse({ days: [1], cycleDays: 28 }))).toBe(
      'hold dose_intensity.tas102: must need a dose in [50, 150]; got one outside',
    );
    expect(doseOf({})).toBe('hold dose_intensity.tas102: must have doses to change; got none');
  });
});
