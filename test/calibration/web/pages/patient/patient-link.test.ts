// Evidence: laws (what is written is read again), and every issue of an address.
import { describe, expect, test } from 'vitest';
import { publishedPatientModel } from '../../../../../calibration/studies/patient/build-patient-model.js';
import { armsCodec, baseCodec, valuesCodec } from '../../../../../calibration/web/pages/patient/patient-link.js';

describe('baseCodec', () => {
  test.each(['median', 'seed:7', 'seed:a:b', 'patient:12'])('reads %s and writes it again', (text) => {
    expect(baseCodec.write(baseCodec.read(text)!)).toBe(text);
  });
  test.each(['', 'seed:', 'patient:0', 'patient:1.5', 'patient:-1', 'mean'])('has no patient for "%s"', (text) => {
    expect(baseCodec.read(text)).toBeNull();
  });
});

describe('valuesCodec', () => {
  test('reads values to the last bit', () => {
    const values = { K1: 3e9, beta_X3: 0.1 + 0.2, 'state:NK_C': 5e-324, a: 0 };
    expect(valuesCodec.read(valuesCodec.write(values))).toEqual(values);
    expect(valuesCodec.read('')).toEqual({});
  });
  test.each(['K1', 'K1=', '=3', 'K1=-1', 'K1=x', 'K1=1,'])('has no values for "%s"', (text) => {
    expect(valuesCodec.read(text)).toBeNull();
  });
});

describe('armsCodec', () => {
  const { arms } = publishedPatientModel().plan;
  test('reads arms as they were written', () => {
    const edited = arms.map((arm) => ({ ...arm, untilProgression: { delayDays: 3, next: arm.regimen } }));
    expect(armsCodec.read(armsCodec.write(edited))).toEqual(edited);
    expect(armsCodec.write(null)).toBe('');
  });
  test.each([
    '[]',
    '{',
    '5',
    '[{"name":"a"}]',
    JSON.stringify([{ ...arms[1], regimen: { x: [{ dose: '1' }] } }]),
    JSON.stringify([{ ...arms[1], untilProgression: { delayDays: 0, next: [] } }]),
  ])('has no arms for %s', (text) => {
    expect(armsCodec.read(text)).toBeNull();
  });
});
