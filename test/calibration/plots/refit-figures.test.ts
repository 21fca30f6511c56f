import { describe, expect, it } from 'vitest';
import { endpointNames } from '../../../calibration/endpoints/endpoints.js';
import type { EndpointChange } from '../../../calibration/inference/results.js';
import { FIGURE_LAYOUTS } from '../../../calibration/page/drawn-plot.js';
import { armStyles } from '../../../calibration/plots/arm-style.js';
import { recoverFigure } from '../../../calibration/studies/recover/report/recover-plot.js';
import { bootstrapFigure, intervalRows } from '../../../calibration/studies/refit/report/bootstrap-plot.js';
import {
  endpointChangesPlot,
  inEndpointOrder,
} from '../../../calibration/studies/refit/report/endpoint-changes-plot.js';
import { leaveOneTrialOutPlot } from '../../../calibration/studies/refit/report/leave-one-trial-out-plot.js';
import { profilesFigure } from '../../../calibration/studies/refit/report/profiles-plot.js';
import { isDrawable, ridgeFigure } from '../../../calibration/studies/refit/report/ridge-plot.js';
import { Z95 } from '../../../src/index.js';
import { countMarks } from '../studies/run/report/page-checks.js';
import {
  REFIT_ARMS,
  sampleProfile,
  sampleRecover,
  sampleRefit,
  sampleRidge,
} from '../studies/run/report/sample-refit.js';
import { drawWide } from './draw-figure.js';

const WIDE = FIGURE_LAYOUTS.wide;

const ARMS = armStyles(REFIT_ARMS);
const SIZE = { columns: { wide: 3, narrow: 2 }, height: 60 };

/** All rows of data inside a specification that have a field. */
function rowsWith(spec: unknown, field: string): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(spec)) return spec.flatMap((part) => rowsWith(part, field));
  if (typeof spec !== 'object' || spec === null) return [];
  const { values } = 'values' in spec ? spec : { values: null };
  const own = Array.isArray(values)
    ? values.filter((row) => typeof row === 'object' && row !== null && field in row)
    : [];
  return [...own, ...Object.values(spec).flatMap((part) => (part === values ? [] : rowsWith(part, field)))];
}

const changeOf = (changes: Partial<EndpointChange>): EndpointChange => ({
  arm: 'tas102',
  endpoint: 'dcr',
  before: 45,
  after: 47,
  confirmed: 48,
  difference: 1,
  monte_carlo_error: 0.1,
  sampling_error: 2,
  parameter_error: 0.5,
  total_error: Math.hypot(2, 0.1),
  z: 1 / Math.hypot(2, 0.1),
  verdict: 'follows',
  ...changes,
});

describe('endpointChangesPlot', () => {
  it('three bands of 95 %: sampling around the trials, the other two around the model', () => {
    const bands = rowsWith(endpointChangesPlot([changeOf({})], ARMS, WIDE), 'error');
    expect(bands).toEqual([
      { row: 'DCR', error: 'sampling', low: -2 * Z95, high: 2 * Z95 },
      { row: 'DCR', error: 'parameters', low: 1 - Z95 * 0.5, high: 1 + Z95 * 0.5 },
      { row: 'DCR', error: 'simulation', low: 1 - Z95 * 0.1, high: 1 + Z95 * 0.1 },
    ]);
  });

  it('the endpoint before is drawn at its distance from the one after, the model at its difference', () => {
    expect(rowsWith(endpointChangesPlot([changeOf({})], ARMS, WIDE), 'role')).toEqual([
      { row: 'DCR', role: 'before', at: -2, hover: 'DCR, trials before the change: 45.0 %' },
      {
        row: 'DCR',
        role: 'confirmed',
        at: 1,
        hover: 'DCR, refitted model: 48.0 against 47.0 % of the trials, z = 0.5',
      },
    ]);
  });

  it('an error that is not known has no band, one of zero has one without width', () => {
    const spec = endpointChangesPlot([changeOf({ monte_carlo_error: null, parameter_error: 0 })], ARMS, WIDE);
    expect(rowsWith(spec, 'error').map(({ error, low, high }) => [error, low, high])).toEqual([
      ['sampling', -2 * Z95, 2 * Z95],
      ['parameters', 1, 1],
    ]);
  });

  it('five arms break into rows of three panels', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const svg = await drawWide((layout) =>
      endpointChangesPlot(
        names.map((arm) => changeOf({ arm })),
        armStyles(names),
        layout,
      ),
    );
    expect(countMarks(svg, 'rect')).toBe(15);
    expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1000);
  });

  it('inEndpointOrder follows the endpoints', () => {
    const rows = [changeOf({ endpoint: 'survival_3' }), changeOf({ endpoint: 'cr' })];
    expect(inEndpointOrder(rows).map(({ endpoint }) => endpoint)).toEqual(['cr', 'survival_3']);
  });
});

describe('bootstrapFigure', () => {
  it('draws what has an interval, in percent and in months', async () => {
    const { endpoints } = sampleRefit().bootstrap!;
    const placebo = endpoints.placebo!;
    const broken = { placebo: { ...placebo, cr: { ...placebo.cr, low: Number.NaN } } };
    expect(intervalRows(broken, ARMS)).toHaveLength(endpointNames.length - 1);
    const svg = await drawWide((layout) => bootstrapFigure(broken, ARMS, layout));
    expect(countMarks(svg, 'symbol')).toBe(endpointNames.length - 1);
    expect(svg).toContain('>Months</text>');
  });
});

describe('profilesFigure', () => {
  it('a point limited by the effective sample size is hollow', async () => {
    const svg = await drawWide((layout) =>
      profilesFigure([sampleProfile('mu', 'placebo', 1.5)], ARMS, { ...SIZE, layout: layout }),
    );
    // 11 points, those at -3.5 and 3.5 limited
    expect(svg.match(/fill="#ffffff"/g)).toHaveLength(2);
    expect(svg).toMatch(/>Placebo<\/tspan>.*>μ<\/tspan>/s);
  });

  it('an open end runs to the edge of its panel', () => {
    const spec = profilesFigure([sampleProfile('sigma', null, 1, true)], ARMS, { ...SIZE, layout: WIDE });
    const [band] = rowsWith(spec, 'high');
    // Points from 1 - 0.315 to 1 + 0.315, 6 % of the span of 0.63 beyond
    expect(band?.low).toBeCloseTo(1 - 1.96 * 0.09, 12);
    expect(band?.high).toBeCloseTo(1.315 + 0.0378, 12);
  });

  it('a profile of no point and one of a single point are drawn', async () => {
    const profile = sampleProfile('mu', 'placebo', 1.5);
    const svg = await drawWide((layout) =>
      profilesFigure(
        [
          { ...profile, points: [] },
          { ...profile, points: profile.points.slice(5, 6) },
        ],
        ARMS,
        { ...SIZE, layout: layout },
      ),
    );
    expect(countMarks(svg, 'symbol')).toBe(1);
  });
});

describe('ridgeFigure', () => {
  it('four arms break into rows of three, the median above the curve', async () => {
    const arms = ['a', 'b', 'c', 'd'];
    const svg = await drawWide((layout) =>
      ridgeFigure(
        arms.map((arm) => sampleRidge(arm, 1, 0.2)),
        armStyles(arms),
        layout,
      ),
    );
    expect(countMarks(svg, 'area')).toBe(4 * 2 * 3);
    expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1000);
  });

  it('grids without an area, or not above zero, are no map', () => {
    const ridge = sampleRidge('a', 1, 0.2);
    expect(isDrawable(ridge)).toBe(true);
    expect(isDrawable({ ...ridge, mu: [1] })).toBe(false);
    expect(isDrawable({ ...ridge, sigma: [0, 1] })).toBe(false);
    expect(isDrawable({ ...ridge, mu: [] })).toBe(false);
  });
});

describe('leaveOneTrialOutPlot', () => {
  it('a trial of two arms has two rows; an observation outside is hollow', async () => {
    const figures = sampleRefit().leave_one_trial_out!.figures.filter(({ trial }) => trial === 'Xu 2018 (TERRA)');
    const svg = await drawWide((layout) => leaveOneTrialOutPlot(figures, ARMS, layout));
    expect(svg.match(/>Xu 2018 \(TERRA\)<\/text>/g)).toHaveLength(2);
    // Endpoint 5 of the sample was moved out of its intervals, of both kinds
    expect(svg.match(/fill="#ffffff"/g)).toHaveLength(2);
  });
});

describe('recoverFigure', () => {
  it('estimates are drawn at their distance from the truth', () => {
    const [first] = sampleRecover().endpoints.filter(({ endpoint }) => endpoint === 'dcr');
    const spec = recoverFigure([{ ...first!, truth: 10, estimates: [9, 12.5, Number.NaN], bias: 0.75 }], ARMS, WIDE);
    expect(rowsWith(spec, 'error').map(({ error }) => error)).toEqual([-1, 2.5]);
    expect(rowsWith(spec, 'bias')).toMatchObject([{ row: 'DCR', bias: 0.75 }]);
  });
});
