// Evidence: closed form (doses times a factor; overrides by name).
import { describe, expect, test } from 'vitest';
import { withScalars } from '../../../calibration/config/fitted-scalars.js';
import { configuredArms, parseConfig } from '../../../calibration/config/parse-config.js';
import { ConfigError } from '../../../src/errors.js';

const parse = (fit: unknown, model: unknown = {}) =>
  parseConfig(JSON.stringify({ name: 'scalars', seed: 1, fit, model }), 'c.json');
const config = parse({ scalars: { 'dose.tas102': { min: 0.5, max: 2 }, d_T8: { min: 0.01, max: 1 } } });

describe('withScalars', () => {
  const fitted = withScalars(config, { 'dose.tas102': 0.8, d_T8: 0.2 });

  test('scales every dose of the drug in every arm, and nothing else of a regimen', () => {
    const before = configuredArms(config);
    configuredArms(fitted).forEach(({ name, regimen }, index) => {
      const { regimen: old } = before[index]!;
      expect(name).toBe(before[index]!.name);
      expect(regimen.bevacizumab).toEqual(old.bevacizumab);
      expect(regimen.tas102).toEqual(old.tas102?.map((course) => ({ ...course, dose: 0.8 * course.dose })));
    });
  });

  test('a parameter becomes an override', () => {
    expect(fitted.model.overrides).toEqual({ d_T8: 0.2 });
  });

  test('leaves nothing to search for, and no scalar means no change', () => {
    expect(fitted.fit.scalars).toEqual({});
    expect(withScalars(config, {})).toEqual({ ...config, fit: { ...config.fit, scalars: {} } });
  });

  test('is a configuration that can be stored and read again', () => {
    expect(parseConfig(JSON.stringify(fitted), 'again.json')).toEqual(fitted);
  });
});

describe('scalars of a configuration', () => {
  test.each([
    [
      { d_T9x: { min: 0, max: 1 } },
      {},
      'fit.scalars.d_T9x: must name a fixed parameter or one of dose.tas102, dose.bevacizumab',
    ],
    [{ 'dose.tas103': { min: 0, max: 1 } }, {}, 'did you mean dose.tas102'],
    [{ d_T8: { min: 1, max: 0.5 } }, {}, 'min < max'],
    [{ d_T8: { min: 0.1, max: 1 } }, { overrides: { d_T8: 0.3 } }, 'must not be overridden too'],
    [{ d_T8: { min: -1, max: 1 } }, {}, 'fit.scalars.d_T8.min'],
  ])('refuses %j beside %j', (scalars, model, message) => {
    expect(() => parse({ scalars }, model)).toThrow(ConfigError);
    expect(() => parse({ scalars }, model)).toThrow(message);
  });
});
