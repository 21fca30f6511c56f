// Evidence: the contract of a configuration; each message is checked as `where: what was required; got value`.
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../calibration/config/parse-config.js';
import { loopSettings } from '../../../calibration/studies/run/run-settings.js';
import { issuesOf, minimal, wheresAndGots } from './config-issues.js';

const of = (confirmation: Readonly<Record<string, unknown>>, design = 'sobol') => ({ confirmation, fit: { design } });

describe('confirmation', () => {
  test('has no looks unless it names some, and then an error of one in a hundred', () => {
    const settings = (keys: object) => loopSettings(parseConfig(JSON.stringify({ ...minimal, ...keys }), 'mine'), {});
    expect(settings({})).toMatchObject({ looks: [], stopError: 0.01, confirmationPatients: 10_000 });
    expect(settings(of({ patients: 4096, looks: [1024, 2048] }))).toMatchObject({ looks: [1024, 2048] });
  });

  test.each([
    [of({ patients: 1000, looks: [1000] }), 'confirmation.looks[0] = 1000'],
    [of({ looks: [512, 512] }), 'confirmation.looks[1] = 512'],
    [of({ looks: [1024, 512] }), 'confirmation.looks[1] = 512'],
    [of({ looks: [255] }), 'confirmation.looks[0] = 255'],
    [of({ looks: [512.5] }), 'confirmation.looks[0] = 512.5'],
    [of({ stopError: 0 }), 'confirmation.stopError = 0'],
    [of({ stopError: 0.5 }), 'confirmation.stopError = 0.5'],
    [of({ looks: [512] }, 'latin-hypercube'), 'confirmation.looks = fit.design latin-hypercube'],
  ])('refuses %j', (keys, issue) => {
    expect(wheresAndGots(issuesOf(keys))).toEqual([issue]);
  });

  test('independent patients may be looked at too', () => {
    expect(issuesOf(of({ looks: [512, 1024] }, 'random'))).toEqual([]);
  });
});
