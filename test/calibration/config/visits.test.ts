// Evidence: worked by hand · every issue of a user's input · laws.
import { describe, expect, test } from 'vitest';
import { courseRemarks } from '../../../calibration/config/course-remarks.js';
import { withScalars } from '../../../calibration/config/fitted-scalars.js';
import { configuredArms, parseConfig } from '../../../calibration/config/parse-config.js';
import { simulationSpec } from '../../../calibration/studies/run/run-settings.js';
import { builtInRegimens, toCanonicalJson } from '../../../src/index.js';
import { issuesOf, minimal } from './config-issues.js';

const parse = (keys: object = {}) => parseConfig(JSON.stringify({ ...minimal, ...keys }), 'mine.json');
const arms = (arm: object) => ({ arms: { tas102: arm }, biomarkers: { arms: [] } });
const every56 = [56, 112, 168, 224, 280, 336];

describe('visits of a configuration', () => {
  test('are every 56 days for every arm, by volume, and decide on no dose', () => {
    const { arms: own, assessment } = simulationSpec(parse());
    expect(own.map(({ visits }) => visits)).toEqual([every56, every56, every56]);
    expect(own.map(({ untilProgression }) => untilProgression)).toEqual([null, null, null]);
    expect(assessment).toMatchObject({ rule: 'volume', leastStableDays: 42, confirmDays: 28 });
  });

  test('an arm may have visits of its own', () => {
    const simulation = { visits: { everyDays: 100 } };
    const own = {
      placebo: {},
      tas102: { visits: { days: [30, 45, 366] } },
      tas102_bev: { visits: { everyDays: 300 } },
    };
    const { arms: simulated } = simulationSpec(parse({ simulation, arms: own }));
    expect(simulated.map(({ visits }) => visits)).toEqual([[100, 200, 300], [30, 45, 366], [300]]);
  });

  test.each([
    [{}, 'volume'],
    [{ responseRule: 'diameter' }, 'diameter'],
    [{ responseRule: 'diameter', visits: { rule: 'volume' } }, 'volume'],
    [{ visits: { rule: 'diameter' } }, 'diameter'],
  ] as const)('with %j their rule is %s', (simulation, rule) => {
    expect(simulationSpec(parse({ simulation })).assessment.rule).toBe(rule);
  });

  test('the durations of stable disease and of a response can be set', () => {
    const simulation = { visits: { leastStableDays: 56, confirmDays: 0 } };
    expect(simulationSpec(parse({ simulation })).assessment).toMatchObject({ leastStableDays: 56, confirmDays: 0 });
  });

  test('a resolved configuration is the same when it is read again', () => {
    for (const keys of [
      {},
      { simulation: { visits: { days: [56] } } },
      arms({ visits: { everyDays: 28 }, untilProgression: true, stopDelayDays: 7, afterProgression: 'none' }),
    ]) {
      const config = parse(keys);
      expect(parseConfig(toCanonicalJson(config), 'again.json')).toEqual(config);
    }
  });

  test.each([
    [{ everyDays: 56, days: [56] }, 'simulation.visits: must have everyDays or days, not both; got both'],
    [{ everyDays: 0 }, 'simulation.visits.everyDays: must lie in [1, 3660]; got 0'],
    [{ everyDays: 400 }, 'simulation.visits.everyDays: must be at most horizonDays (366); got 400'],
    [{ days: [] }, 'simulation.visits.days: must be a list of at least 1; got []'],
    [{ days: [56, 400] }, 'simulation.visits.days[1]: must be a whole day from 1 to the horizon (366); got 400'],
    [{ days: [0] }, 'simulation.visits.days[0]: must lie in [1, 3660]; got 0'],
    [{ days: [56, 56] }, 'simulation.visits.days[1]: must be later than the visit before it (day 56); got 56'],
    [{ rule: 'length' }, 'simulation.visits.rule: must be one of volume, diameter; got "length"'],
    [{ leastStableDays: -1 }, 'simulation.visits.leastStableDays: must lie in [0, 3660]; got -1'],
    [
      { every_days: 56 },
      'simulation.visits.every_days: must be a known key; got an unknown one (did you mean everyDays?)',
    ],
  ])('refuses %j', (visits, issue) => {
    expect(issuesOf({ simulation: { visits } })).toEqual([issue]);
  });

  test.each([
    [{ visits: {} }, 'arms.tas102.visits: must have everyDays or days; got none'],
    [{ visits: { everyDays: 7, days: [7] } }, 'arms.tas102.visits: must have everyDays or days, not both; got both'],
    [
      { visits: { days: [30, 367] } },
      'arms.tas102.visits.days[1]: must be a whole day from 1 to the horizon (366); got 367',
    ],
    [{ stopDelayDays: 14 }, 'arms.tas102.stopDelayDays: must stand beside untilProgression: true; got 14'],
    [
      { untilProgression: false, afterProgression: 'none' },
      'arms.tas102.afterProgression: must stand beside untilProgression: true; got none',
    ],
    [
      { untilProgression: true, afterProgression: 'protocol-tas12' },
      'arms.tas102.afterProgression: must be one of none, published-tas102, published-tas102-bev, protocol-tas102, protocol-tas102-bev; got protocol-tas12 (did you mean protocol-tas102?)',
    ],
    [{ untilProgression: true, stopDelayDays: -1 }, 'arms.tas102.stopDelayDays: must lie in [0, 3660]; got -1'],
    [{ untilProgression: 1 }, 'arms.tas102.untilProgression: must be true or false; got 1'],
  ])('refuses an arm with %j', (arm, issue) => {
    expect(issuesOf(arms(arm))).toEqual([issue]);
  });
});

describe('doses until progression in a configuration', () => {
  const keys = {
    regimens: { rescue: { bevacizumab: { dose: 280, days: [1], cycleDays: 21, cycles: 2 } } },
    ...arms({ regimen: 'protocol-tas102', untilProgression: true, stopDelayDays: 3.5, afterProgression: 'rescue' }),
  };

  test('end at the visit plus the delay, and the named regimen follows', () => {
    const [arm] = configuredArms(parse(keys));
    expect(arm).toEqual({
      name: 'tas102',
      regimen: builtInRegimens['protocol-tas102'],
      visits: every56,
      untilProgression: { delayDays: 3.5, next: parse(keys).regimens.rescue },
    });
  });

  test.each([[{}], [{ afterProgression: null }]])(
    'without a delay and a further regimen where none is named: %j',
    (more) => {
      const [arm] = configuredArms(parse(arms({ untilProgression: true, ...more })));
      expect(arm!.untilProgression).toEqual({ delayDays: 0, next: null });
    },
  );

  test('a fitted factor scales the doses before and after progression, and nothing else of an arm', () => {
    const scalars = { 'dose.bevacizumab': { min: 0.5, max: 2 }, 'dose.tas102': { min: 0.5, max: 2 } };
    const config = withScalars(parse({ ...keys, fit: { scalars } }), { 'dose.bevacizumab': 0.5, 'dose.tas102': 2 });
    const [arm] = configuredArms(config);
    const [before] = configuredArms(parse(keys));
    const { tas102 } = before!.regimen;
    expect(arm).toEqual({
      ...before,
      regimen: { tas102: [{ ...tas102![0]!, dose: 190 }] },
      untilProgression: {
        delayDays: 3.5,
        next: { bevacizumab: [{ ...before!.untilProgression!.next!.bevacizumab![0]!, dose: 140 }] },
      },
    });
  });

  test('remarks where no visit changes a dose, and counts a later regimen as used', () => {
    expect(courseRemarks(parse(keys))).toEqual([]);
    expect(courseRemarks(parse(arms({ regimen: 'none', untilProgression: true })))).toEqual([
      'Arm tas102: untilProgression changes no dose, because none is scheduled after a visit.',
    ]);
    const bevacizumab = { 'dose.bevacizumab': { min: 0.5, max: 2 } };
    expect(courseRemarks(parse({ ...keys, fit: { scalars: bevacizumab } }))).toEqual([]);
  });
});
