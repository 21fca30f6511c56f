// Evidence: the contract of the key explore; each message is checked as `where: what was required; got value`.
import { describe, expect, test } from 'vitest';
import { courseRemarks } from '../../../calibration/config/course-remarks.js';
import { exploredConfig } from '../../../calibration/config/explore-config.js';
import { configuredArms, configuredDrugs, parseConfig } from '../../../calibration/config/parse-config.js';
import { issuesOf, minimal } from './config-issues.js';

const nivolumab = { dose: 210, days: [1, 15], cycleDays: 28, cycles: null };
const keys = {
  regimens: { pd1: { nivolumab } },
  explore: { pd1: { regimen: 'pd1', death: 'placebo' } },
};
const parsed = (changes: Readonly<Record<string, unknown>>) =>
  parseConfig(JSON.stringify({ ...minimal, ...changes }), 'mine.json');

describe('explored arms', () => {
  test('stand beside the arms of the fit, whose model does not have their drugs', () => {
    const config = parsed(keys);
    expect(configuredArms(config).map(({ name }) => name)).toEqual(['placebo', 'tas102', 'tas102_bev']);
    expect(configuredDrugs(config).map(({ name }) => name)).toEqual(['bevacizumab', 'tas102']);
    const explored = exploredConfig(config);
    expect(configuredArms(explored).map(({ name }) => name)).toEqual(['pd1']);
    expect(configuredDrugs(explored).map(({ name }) => name)).toEqual(['bevacizumab', 'tas102', 'nivolumab']);
  });

  test('have remarks: not calibrated, and their regimen is given', () => {
    expect(courseRemarks(parsed(keys))).toEqual([
      'Arm pd1: nivolumab is not calibrated: the effects have not been fitted to trials, and the results of this arm are an exploration.',
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'a death function that is not fitted',
      { explore: { pd1: { regimen: 'none', death: 'plcebo' } } },
      [
        'explore.pd1.death: must be an arm of the fit (placebo, tas102, tas102_bev); got plcebo (did you mean placebo?)',
      ],
    ],
    ['no death function', { explore: { pd1: { regimen: 'none' } } }, ['explore.pd1.death: must be text; got nothing']],
    [
      'a name of the fit',
      { explore: { tas102: { death: 'placebo' } } },
      ['explore.tas102: must have another name than the arms of the fit; got tas102'],
    ],
    [
      'no regimen',
      { explore: { pd1: { death: 'placebo' } } },
      [
        'explore.pd1.regimen: must name a regimen, because the arm is not built in (placebo, tas102, tas102_bev); got none',
      ],
    ],
    [
      'visits of two kinds',
      { explore: { pd1: { regimen: 'none', death: 'placebo', visits: { everyDays: 56, days: [56] } } } },
      ['explore.pd1.visits: must have everyDays or days, not both; got both'],
    ],
  ])('%s', (_what, changes, issues) => expect(issuesOf(changes)).toEqual(issues));
});
