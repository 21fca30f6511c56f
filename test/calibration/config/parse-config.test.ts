// Evidence: the contract of a configuration; each message is checked as `where: what was required; got value`.
import { describe, expect, test } from 'vitest';
import { configuredArms, configuredMarginals, parseConfig } from '../../../calibration/config/parse-config.js';
import { ConfigError } from '../../../src/errors.js';
import { builtInRegimens, fixedArm, heterogeneityParameterNames, heterogeneityParameters } from '../../../src/index.js';
import { issuesOf, issuesOfText, minimal, wheresAndGots } from './config-issues.js';

const parse = (keys: Readonly<Record<string, unknown>>) =>
  parseConfig(JSON.stringify({ ...minimal, ...keys }), 'mine.json');

describe('parseConfig', () => {
  test('needs a name and a seed, and nothing else', () => {
    expect(issuesOfText(JSON.stringify(minimal))).toEqual([]);
    expect(issuesOfText('{}').map((issue) => issue.split(':')[0])).toEqual(['name', 'seed']);
  });

  test('a resolved configuration resolves to itself', () => {
    const resolved = parse({ marginals: { K1: { min: 1 } }, targets: { recist: 'one.csv', publishedModel: null } });
    expect(parseConfig(JSON.stringify(resolved), 'mine.json')).toEqual(resolved);
    expect(resolved.targets.recist).toEqual(['one.csv']);
  });

  test.each([
    [0, '0'],
    ['0', '0'],
    [20250413, '20250413'],
    ['any text', 'any text'],
  ])('seed %j is the seed %j', (seed, text) => expect(parse({ seed }).seed).toBe(text));

  test.each([-1, 1.5, null, '', 1e16, [1]])('seed %j is refused', (seed) => {
    expect(wheresAndGots(issuesOf({ seed }))).toEqual([`seed = ${JSON.stringify(seed)}`]);
  });

  test('unknown keys are issues at every depth, all in one error', () => {
    const issues = issuesOf({
      sed: 2,
      model: { switches: { dosng: 'posted' } },
      regimens: { mine: { tas102: { dose: 1, days: [1], cycleDays: 28, cycles: 1, color: 1 } } },
      arms: { placebo: { regimn: 'none' }, tas102: {}, tas102_bev: {} },
      marginals: { K1: { mni: 1 } },
      targets: { weights: { os: 1 } },
      fit: { priorLogSD: 1 },
    });
    expect(issues).toEqual(
      [
        ['model.switches.dosng', 'dosing'],
        ['regimens.mine.tas102.color'],
        ['arms.placebo.regimn', 'regimen'],
        ['marginals.K1.mni'],
        ['targets.weights.os'],
        ['fit.priorLogSD', 'priorLogSd'],
        ['sed', 'seed'],
      ].map(
        ([path, nearest]) =>
          `${path}: must be a known key; got an unknown one${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`,
      ),
    );
  });

  test('names of the language are unknown keys like others', () => {
    const text = '{"name": "x", "seed": 1, "__proto__": {"a": 1}, "constructor": 1}';
    expect(issuesOfText(text)).toEqual([
      '__proto__: must be a known key; got an unknown one',
      'constructor: must be a known key; got an unknown one',
    ]);
    expect(issuesOf({ arms: { placebo: { regimen: 'toString' } }, biomarkers: { arms: [] } })).toHaveLength(1);
  });

  test('wrong types and values out of range are all named with their path and value', () => {
    const issues = issuesOf({
      name: '../up',
      model: { overrides: { d_T8: -1, d_T1: 'x', d_T2: null } },
      marginals: { K1: { min: 'NaN' }, K2: { min: -1, alpha: 0, beta: -2 } },
      simulation: { horizonDays: null, monthDays: 0, responseRule: 5, relativeTolerance: 1 },
      targets: { recist: [], publishedModel: '' },
      fit: { shapes: true, priorLogSd: 'NaN', mu: 'ranges', dailyDeathPercentAtZero: 3, leastEffectiveShare: 1 },
      biomarkers: { arms: 'tas102', folds: 1 },
    });
    expect(wheresAndGots(issues)).toEqual([
      'name = "../up"',
      'model.overrides.d_T8 = -1',
      'model.overrides.d_T1 = "x"',
      'model.overrides.d_T2 = null',
      'marginals.K1.min = "NaN"',
      'marginals.K2.min = -1',
      'marginals.K2.alpha = 0',
      'marginals.K2.beta = -2',
      'simulation.horizonDays = null',
      'simulation.monthDays = 0',
      'simulation.responseRule = 5',
      'simulation.relativeTolerance = 1',
      'targets.recist = []',
      'targets.publishedModel = ""',
      'fit.shapes = true',
      'fit.priorLogSd = "NaN"',
      'fit.mu = "ranges"',
      'fit.dailyDeathPercentAtZero = 3',
      'fit.leastEffectiveShare = 1',
      'biomarkers.arms = "tas102"',
      'biomarkers.folds = 1',
    ]);
  });

  const course = { dose: 95, days: [1], cycleDays: 28, cycles: 1 };
  const regimen = (changes: object) => ({ regimens: { z: { tas102: { ...course, ...changes } } } });
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['fit.priorLogSd: must lie in [0.001, 100]; got 1000000000000000000', { fit: { priorLogSd: 1e18 } }],
    ['simulation.monthDays: must lie in [28, 31]; got 1e-320', { simulation: { monthDays: 1e-320 } }],
    ['simulation.horizonDays: must lie in [1, 3660]; got 1000000', { simulation: { horizonDays: 1_000_000 } }],
    [
      'simulation.absoluteTolerance: must lie in [1e-12, 1000000]; got 1e+300',
      { simulation: { absoluteTolerance: 1e300 } },
    ],
    [
      'targets.tolerances.ratePoints: must lie in [0.001, 1000000]; got 1e-320',
      { targets: { tolerances: { ratePoints: 1e-320 } } },
    ],
    ['targets.weights.response: must lie in [0, 1000000]; got 1e+300', { targets: { weights: { response: 1e300 } } }],
    ['marginals.K1.max: must lie in [0, 1e+30]; got 1e+300', { marginals: { K1: { max: 1e300 } } }],
    ['marginals.K1.alpha: must lie in [0.001, 10000]; got 1e-320', { marginals: { K1: { alpha: 1e-320 } } }],
    ['model.overrides.d_T8: must lie in [0, 1e+30]; got 1e+300', { model: { overrides: { d_T8: 1e300 } } }],
    ['fit.poolPatients: must lie in [50, 1000000]; got 1000000000', { fit: { poolPatients: 1e9 } }],
    [
      'fit.rounds: must give a last pool of at most 1000000 patients; got 1e+26',
      { fit: { rounds: 100, poolGrowth: 1.7 } },
    ],
    [
      'fit.dailyDeathPercentAtZero[0]: must lie in [1e-9, 99.999999999]; got 1e-320',
      { fit: { dailyDeathPercentAtZero: [1e-320, 0.25] } },
    ],
    ['regimens.z.tas102.dose: must lie in [0, 1000000]; got 1e+300', regimen({ dose: 1e300 })],
    ['regimens.z.tas102.days[0]: must be 0 or lie in [0.0001, 3660]; got 1e-320', regimen({ days: [1e-320] })],
    ['regimens.z.tas102.days[0]: must lie in [0, 3660]; got 1e+300', regimen({ days: [1e300] })],
    [
      'regimens.z.tas102.durationDays: must be 0 or lie in [0.0001, 3660]; got 1e-320',
      regimen({ durationDays: 1e-320 }),
    ],
    ['regimens.z.tas102.cycleDays: must lie in (0, 3660]; got 1e+300', regimen({ cycleDays: 1e300 })],
    [
      'regimens.z.tas102.cycleDays: must give at most 10000 administrations in 366 days; got 0.000001, which gives 366000000',
      regimen({ cycleDays: 1e-6, cycles: null, durationDays: 1e-4 }),
    ],
    [
      'regimens.z.tas102.cycleDays: must give at most 10000 administrations in 366 days; got 1e-320, which gives Infinity',
      regimen({ cycleDays: 1e-320, cycles: null }),
    ],
  ])('%s', (issue, keys) => {
    expect(issuesOf(keys)).toEqual([issue]);
  });

  test('no patients are refused, in the pool and in the confirmation', () => {
    const issues = issuesOf({ fit: { poolPatients: 0 }, confirmation: { patients: 0 } });
    expect(wheresAndGots(issues)).toEqual(['fit.poolPatients = 0', 'confirmation.patients = 0']);
  });

  test.each([
    ['reversed', { min: 4e9, max: 1e9 }, 'min 4000000000, max 1000000000'],
    ['one point', { min: 2e9, max: 2e9 }, 'min 2000000000, max 2000000000'],
    ['above the published maximum', { min: 5e9 }, 'min 5000000000, max 4000000000'],
    ['below the published minimum', { max: 1e9 }, 'min 1500000000, max 1000000000'],
  ])('a range that is %s is refused', (_, K1, got) => {
    expect(issuesOf({ marginals: { K1 } })).toEqual([`marginals.K1: must have min < max; got ${got}`]);
  });

  test.each([[[0.2, 0.1]], [[0.2, 0.2]]])(
    'bounds %j of the daily death probability are refused',
    (dailyDeathPercentAtZero) => {
      expect(issuesOf({ fit: { dailyDeathPercentAtZero } })).toEqual([
        `fit.dailyDeathPercentAtZero: must be [lowest, highest] with lowest < highest; got ${JSON.stringify(dailyDeathPercentAtZero)}`,
      ]);
    },
  );

  test.each([
    ['overlap', 0.4],
    ['touch', 0.5],
  ])('bounds at chi = 0 and chi = 1 that %s are refused', (_, lowest) => {
    const fit = { dailyDeathPercentAtZero: [0.001, 0.5], dailyDeathPercentAtOne: [lowest, 50] };
    expect(issuesOf({ fit })).toEqual([
      `fit.dailyDeathPercentAtZero: must end below dailyDeathPercentAtOne, which starts at ${lowest}; got 0.5`,
    ]);
  });

  test('days that the simulation does not reach are refused', () => {
    expect(issuesOf({ simulation: { horizonDays: 366, assessmentDay: 367, markerDay: 400 } })).toEqual([
      'simulation.assessmentDay: must be at most horizonDays (366); got 367',
      'simulation.markerDay: must be at most horizonDays (366); got 400',
    ]);
    expect(issuesOf({ simulation: { horizonDays: 366, assessmentDay: 366, markerDay: 366 } })).toEqual([]);
  });

  test('unknown arms, regimens and overrides are named, with the nearest known name where there is one', () => {
    const regimens = [
      'none',
      'published-tas102',
      'published-tas102-bev',
      'protocol-tas102',
      'protocol-tas102-bev',
      'weekly',
    ];
    const issues = issuesOf({
      model: { overrides: { d_t8: 1, zzzzzzzzz: 1, K1: 1 } },
      regimens: { weekly: {} },
      arms: { mine: {}, other: { regimen: 'weakly' }, placebo: { regimen: 'qqqqqq' }, tas102: { regimen: 'weekly' } },
      biomarkers: { arms: ['tas102', 'tas103'] },
    });
    expect(issues).toEqual([
      'model.overrides.d_t8: must name a parameter of the model; got an unknown name (did you mean d_T8?)',
      'model.overrides.zzzzzzzzz: must name a parameter of the model; got an unknown name',
      'model.overrides.K1: must be a fixed parameter; got a per-patient one (change its range under marginals)',
      'arms.mine.regimen: must name a regimen, because the arm is not built in (placebo, tas102, tas102_bev); got none',
      `arms.other.regimen: must be one of ${regimens.join(', ')}; got weakly (did you mean weekly?)`,
      `arms.placebo.regimen: must be one of ${regimens.join(', ')}; got qqqqqq`,
      'biomarkers.arms[1]: must be one of the arms mine, other, placebo, tas102; got tas103',
    ]);
  });

  test('a parameter of a corrected form may be overridden where that form is chosen, and only there', () => {
    const overrides = { lambda_betaTfhI21: 0.2 };
    expect(issuesOf({ model: { overrides } })).toHaveLength(1);
    expect(issuesOf({ model: { overrides, switches: { 'tfh-il21': 'corrected' } } })).toEqual([]);
  });

  test('what is not JSON is refused with its place and what is there, also NaN and an empty text', () => {
    for (const [text, issue] of [
      ['', 'line 1, column 1: must be a value; got the end of the text'],
      ['{"name": "x",\n "seed": NaN}', "line 2, column 10: must be a value or key of JSON; got 'NaN'"],
      ['name: x', "line 1, column 1: must be a value or key of JSON; got 'name'"],
      ['['.repeat(200_000), 'line 1, column 101: must be nested at most 100 levels deep; got one more'],
    ] as const) {
      expect(issuesOfText(text)).toEqual([issue]);
    }
    expect(() => parseConfig('{', 'mine.json')).toThrow(ConfigError);
  });

  test('a key that stands twice is refused, with both places', () => {
    expect(issuesOfText('{"name":"twice","seed":1,"seed":2}')).toEqual([
      'seed: must be given once; got it at line 1, column 17 and at line 1, column 26',
    ]);
  });

  test('a key named __proto__ does not vanish, at any depth and among named values', () => {
    const reserved = (text: string) => issuesOfText(`{"name": "x", "seed": 1, ${text}}`);
    for (const [text, where] of [
      ['"__proto__": {}', '__proto__'],
      ['"fit": {"__proto__": 1}', 'fit.__proto__'],
      ['"model": {"overrides": {"__proto__": 1}}', 'model.overrides.__proto__'],
      ['"arms": {"__proto__": {"regimen": "tas102"}, "placebo": {}}', 'arms.__proto__'],
      [
        '"regimens": {"a": {"tas102": {"__proto__": 0, "dose": 9, "days": [1], "cycleDays": 7, "cycles": 1}}}',
        'regimens.a.tas102.__proto__',
      ],
    ] as const) {
      expect(reserved(text)).toEqual([`${where}: must be a known key; got an unknown one`]);
    }
  });

  test.each([[[]], [null], [5], ['text']])('%j is no configuration', (value) => {
    expect(wheresAndGots(issuesOfText(JSON.stringify(value)))).toEqual([`configuration = ${JSON.stringify(value)}`]);
  });
});

describe('configuredMarginals', () => {
  test('are the published ones where nothing is said', () => {
    const marginals = configuredMarginals(parse({}));
    expect(marginals.map(({ name }) => name)).toEqual([...heterogeneityParameterNames]);
    for (const { name, free, ...numbers } of marginals) {
      const { min, max, alpha, beta } = heterogeneityParameters[name as keyof typeof heterogeneityParameters];
      expect(numbers).toEqual({ min, max, alpha, beta });
      expect(free).toBe(true);
    }
  });

  test('take each change, 0 included, and leave the rest', () => {
    const config = parse({ marginals: { K1: { min: 0, beta: 9 }, K2: { free: false } } });
    const marginals = Object.fromEntries(configuredMarginals(config).map((marginal) => [marginal.name, marginal]));
    expect(marginals.K1).toEqual({ name: 'K1', min: 0, max: 4e9, alpha: 5, beta: 9, free: true });
    expect(marginals.K2).toMatchObject({ min: 1e9, free: false });
  });

  test('a marginal can be free where the others are not', () => {
    const config = parse({ fit: { shapes: 'none' }, marginals: { K2: { free: true } } });
    const free = configuredMarginals(config).filter((marginal) => marginal.free);
    expect(free.map(({ name }) => name)).toEqual(['K2']);
  });
});

describe('configuredArms', () => {
  test('built-in arms take the regimen of the switch `dosing`, unless one is named', () => {
    const corrected = { switches: { dosing: 'corrected' } };
    const arms = { tas102: {}, placebo: {}, mine: { regimen: 'published-tas102' } };
    const config = parse({ model: corrected, arms, biomarkers: { arms: [] } });
    const visits = [56, 112, 168, 224, 280, 336];
    expect(configuredArms(config)).toEqual([
      fixedArm('tas102', builtInRegimens['protocol-tas102']!, visits),
      fixedArm('placebo', builtInRegimens.none!, visits),
      fixedArm('mine', builtInRegimens['published-tas102']!, visits),
    ]);
  });

  test('a regimen of the configuration replaces a built-in one of its name', () => {
    const own = { dose: 1, days: [1], cycleDays: 7, cycles: null, durationDays: 0.1 };
    const config = parse({ regimens: { 'published-tas102': { tas102: own } } });
    expect(configuredArms(config).find(({ name }) => name === 'tas102')?.regimen).toEqual({ tas102: [own] });
  });
});

describe('further issues of a configuration', () => {
  test('issues of the schema and of the model are reported together', () => {
    // The model is looked at only where the schema holds.
    const issues = issuesOf({ sed: 2, marginals: { K1: { min: 4e9, max: 1e9 } }, biomarkers: { arms: ['tas103'] } });
    expect(issues.map((issue) => issue.split(':')[0])).toEqual(['sed', 'marginals.K1', 'biomarkers.arms[0]']);
  });

  test.each([
    ['a wrong type', { fit: { poolPatients: '100' } }],
    ['a missing key', { name: undefined }],
    ['a negative number', { marginals: { K1: { min: -1 } } }],
    ['an unknown choice', { fit: { mu: 'ranges' } }],
    ['a seed that is neither a whole number nor text', { seed: 1.5 }],
    ['a list that is too short', { fit: { dailyDeathPercentAtZero: [0.1] } }],
    ['an empty name of an arm', { arms: { '': {} }, biomarkers: { arms: [] } }],
  ])('%s is said as `where: must ...; got value`', (_, keys) => {
    // Messages of the schema library come through as they are.
    for (const issue of issuesOf(keys)) expect(issue).toMatch(/^[\w.[\]-]+: must .+; got .+$/);
  });

  test('a number beyond the range of a double is shown as it was given', () => {
    // JSON has no infinity, so it is shown as null.
    expect(issuesOfText('{"name": "x", "seed": 1, "fit": {"priorLogSd": 1e999}}')[0]).toMatch(/; got Infinity$/);
  });

  test('a byte order mark is accepted, as in tables', () => {
    expect(issuesOfText(`\uFEFF${JSON.stringify(minimal)}`)).toEqual([]);
  });

  test('an override of 0 is refused where the equations divide by it', () => {
    expect(issuesOf({ model: { overrides: { V_C: 0 } } })).toHaveLength(1);
  });

  test('a regimen whose administrations overlap is valid', () => {
    const tas102 = { dose: 95, days: [1, 1.05], cycleDays: 28, cycles: 3 };
    expect(issuesOf({ regimens: { mine: { tas102 } } })).toEqual([]);
  });

  test('a course stands for a list of one, and issues of both are named by their path', () => {
    const course = { dose: 95, days: [1], cycleDays: 28, cycles: 3 };
    const regimensOf = (tas102: unknown) => parse({ regimens: { mine: { tas102 } } }).regimens.mine!.tas102;
    expect(regimensOf(course)).toEqual(regimensOf([course]));
    expect(regimensOf([course, { ...course, startDay: 84 }])).toHaveLength(2);
    const issuesOfCourses = (tas102: unknown) => issuesOf({ regimens: { mine: { tas102 } } });
    expect(issuesOfCourses({ ...course, dose: -1, cycle: 2 })).toEqual([
      'regimens.mine.tas102.dose: must lie in [0, 1000000]; got -1',
      'regimens.mine.tas102.cycle: must be a known key; got an unknown one (did you mean cycles?)',
    ]);
    expect(issuesOfCourses([course, { ...course, startDay: -1 }])).toEqual([
      'regimens.mine.tas102[1].startDay: must lie in [0, 3660]; got -1',
    ]);
    expect(issuesOfCourses([course, { ...course, cycleDays: 1e-6, cycles: null }])).toEqual([
      'regimens.mine.tas102[1].cycleDays: must give at most 10000 administrations in 366 days; got 0.000001, which gives 366000000',
    ]);
    expect(issuesOfCourses([])).toHaveLength(1);
    expect(issuesOfCourses('daily')).toHaveLength(1);
  });

  test('a horizon below the landmarks that are fitted and reported is refused', () => {
    expect(issuesOf({ simulation: { horizonDays: 100 } })).toHaveLength(1);
  });

  test('an arm that is omitted needs no second key to leave out its biomarkers', () => {
    // The default of biomarkers.arms names built-in arms, present or not.
    expect(issuesOf({ arms: { placebo: {} } })).toEqual([]);
  });

  test('an arm is analysed once', () => {
    expect(issuesOf({ biomarkers: { arms: ['tas102', 'tas102'] } })).toHaveLength(1);
  });
});
