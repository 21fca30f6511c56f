// Evidence: the contract of configurations: strict, every issue reported with its path.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSweep } from '../../../calibration/config/parse-sweep.js';
import { sweepCoordinates, sweepPoints } from '../../../calibration/studies/sweep/sweep-points.js';
import { ConfigError } from '../../../src/errors.js';
import { builtInRegimens } from '../../../src/index.js';

const folder = new URL('../../../configs/', import.meta.url);
const shipped = readdirSync(folder).filter((name) => name.startsWith('sweep-'));
const base = { name: 'a', seed: 1, regimen: 'published-tas102-bev' };
const parse = (changes: object) => parseSweep(JSON.stringify({ ...base, ...changes }), 'a.json');
const issuesOf = (changes: object): readonly string[] => {
  try {
    parse(changes);
    return [];
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.issues;
    throw cause;
  }
};

test.each(shipped)('%s loads', (file) => {
  const config = parseSweep(readFileSync(new URL(file, folder), 'utf8'), file);
  expect(`sweep-${config.name}.json`).toBe(file);
  expect(sweepPoints(config).length).toBeGreaterThan(1);
});

describe('parseSweep', () => {
  test('reports every issue of names at once', () => {
    expect(
      issuesOf({
        regimen: 'publishd-tas102',
        axes: [
          { name: 'x', parameter: 'd_T9', values: [1] },
          { name: 'x', parameter: 'V_C', values: [0] },
          { name: 'y', regimen: ['none', 'weekly'] },
        ],
        furtherDays: [400],
      }).map((issue) => issue.replace(/; got.*/, '')),
    ).toEqual([
      expect.stringContaining('regimen: must be one of none'),
      expect.stringContaining('axes[2].regimen[1]: must be one of'),
      'axes[0].parameter: must name a parameter of the model',
      expect.stringContaining('axes[1].parameter: parameters.V_C: must be > 0'),
      'axes[1]: must have a unique name',
      'furtherDays: must be at most horizonDays (366)',
    ]);
  });

  test.each([
    [{}, 'axes: must have either axes or points'],
    [{ axes: [{ name: 'x', dose: [1] }] }, 'axes[0].drug: must be the name of a drug; got nothing'],
    [
      { axes: [{ name: 'x', parameter: 'K1', factors: [1], factor: 1 }] },
      'axes[0].factor: must be a known key; got an unknown one (did you mean factors?)',
    ],
    [
      { points: [{ label: 'p', cylces: 1 }] },
      'points[0].cylces: must be a known key; got an unknown one (did you mean cycles?)',
    ],
    [
      { points: [{ label: 'p', doses: { tas102: 1e300 } }] },
      'points[0].doses.tas102: must lie in [0, 1000000]; got 1e+300',
    ],
    [{ points: [{ label: 'p', parameters: { K1: 0 } }] }, 'points[0].parameters: parameters.K1: must be > 0'],
    [{ points: [{ label: 'p', factors: { K_TN4: 0 } }] }, 'points[0].factors: parameters.K_TN4: must be > 0'],
    [{ points: [{ label: 'p' }], horizonDays: 9999 }, 'horizonDays: must lie in [56, 3660]; got 9999'],
    [
      {
        axes: ['x', 'y', 'z'].map((name) => ({
          name,
          drug: 'tas102',
          dose: Array.from({ length: 50 }, (_, dose) => dose),
        })),
      },
      'axes: must give at most 10000 points; got 125000',
    ],
    [{ axes: [{ name: 'x', drug: 'tas102', dose: [-1] }] }, 'axes[0]'],
    [{ axes: [{ name: 'x', switch: 'dosin', forms: ['posted'] }] }, 'axes[0]'],
    [
      { points: [{ label: 'p' }], patient: 5 },
      'patient: must be a known key; got an unknown one (did you mean patients?)',
    ],
    [{ points: [{ label: 'p' }, { label: 'p' }] }, 'points[1]: must have a unique name; got p again'],
    [
      { points: [{ label: 'p', factors: { beta_X9: 2 } }] },
      'points[0].factors: must name a parameter of the model; got beta_X9 (did you mean beta_X',
    ],
    [
      {
        points: [{ label: 'p' }],
        regimens: { bad: { tas102: { dose: 1, days: [1], cycleDays: 1e-6, cycles: null } } },
      },
      'regimens.bad.tas102.cycleDays: must give at most',
    ],
  ])('refuses %j', (changes, issue) => {
    expect(issuesOf(changes).join('\n')).toContain(issue);
  });
});

describe('sweepPoints', () => {
  test('are every combination of the axes, the last moving fastest', () => {
    const config = parse({
      axes: [
        { name: 'schedule', regimen: ['published-tas102-bev', 'none'] },
        { name: 'dose', drug: 'bevacizumab', dose: [0, 140] },
        { name: 'cycles', cycles: [1, null] },
        { name: 'd', parameter: 'd_T8', factors: [2] },
        { name: 'switch', switch: 'dpf-burden', forms: ['corrected'] },
      ],
    });
    expect(sweepCoordinates(config)).toEqual(['schedule', 'dose', 'cycles', 'd', 'switch']);
    const points = sweepPoints(config);
    expect(points.map(({ coordinates }) => coordinates.slice(0, 3).join())).toEqual([
      'published-tas102-bev,0,1',
      'published-tas102-bev,0,to the end',
      'published-tas102-bev,140,1',
      'published-tas102-bev,140,to the end',
      'none,0,1',
      'none,0,to the end',
      'none,140,1',
      'none,140,to the end',
    ]);
    const { tas102, bevacizumab } = builtInRegimens['published-tas102-bev']!;
    expect(points[0]!.regimen).toEqual({ tas102: [{ ...tas102![0]!, cycles: 1 }] });
    expect(points[3]!.regimen).toEqual({
      tas102: [{ ...tas102![0]!, cycles: null }],
      bevacizumab: [{ ...bevacizumab![0]!, cycles: null, dose: 140 }],
    });
    // A drug that the regimen does not give has no dose to change
    expect(points[7]!.regimen).toEqual({});
    expect(points[0]).toMatchObject({
      factors: { d_T8: 2 },
      switches: { 'dpf-burden': 'corrected', dosing: 'posted' },
    });
  });

  test('change the dose and the cycles of every course; a loading dose keeps its ratio to the dose', () => {
    const course = { dose: 100, days: [1], cycleDays: 14, cycles: 2, durationDays: 0.1 };
    const twice = [
      { ...course, loadingDose: 150 },
      { ...course, startDay: 40 },
    ];
    const sweepOf = (axes: unknown) => parse({ regimen: 'twice', regimens: { twice: { bevacizumab: twice } }, axes });
    const axes = [
      { name: 'dose', drug: 'bevacizumab', dose: [200, 0] },
      { name: 'cycles', cycles: [3] },
    ];
    const [more, none] = sweepPoints(sweepOf(axes));
    expect(more!.regimen).toEqual({
      bevacizumab: [
        { ...course, dose: 200, cycles: 3, loadingDose: 300 },
        { ...course, dose: 200, cycles: 3, startDay: 40 },
      ],
    });
    expect(none!.regimen).toEqual({});
  });

  test('of a list are its entries, each from the common regimen', () => {
    const config = parse({
      points: [{ label: 'a' }, { label: 'b', regimen: 'none', parameters: { V_C: 1 }, factors: { K1: 0.5 } }],
    });
    const [a, b] = sweepPoints(config);
    expect(a).toMatchObject({ coordinates: ['a'], regimen: builtInRegimens['published-tas102-bev'], values: {} });
    expect(b).toMatchObject({ coordinates: ['b'], regimen: {}, values: { V_C: 1 }, factors: { K1: 0.5 } });
  });
});
