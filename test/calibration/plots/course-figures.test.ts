// Evidence: marks counted in the drawing, by hand from the sample · values read back from the specification.
import { describe, expect, it } from 'vitest';
import { FIGURE_LAYOUTS } from '../../../calibration/page/drawn-plot.js';
import { thinWithJumps } from '../../../calibration/page/plots/thin-rows.js';
import { armStyles } from '../../../calibration/plots/arm-style.js';
import { responseThresholds } from '../../../calibration/plots/recist-style.js';
import { bestResponseFigure } from '../../../calibration/studies/run/report/best-response-plot.js';
import { hazardRatiosFigure } from '../../../calibration/studies/run/report/hazard-ratios-plot.js';
import { pfsFigure } from '../../../calibration/studies/run/report/pfs-plot.js';
import { statesFigure, statesKey } from '../../../calibration/studies/run/report/states-plot.js';
import { swimmerFigure } from '../../../calibration/studies/run/report/swimmer-plot.js';
import { waterfallFigure } from '../../../calibration/studies/run/report/waterfall-plot.js';
import { countMarks } from '../studies/run/report/page-checks.js';
import {
  SAMPLE_SWIMMERS,
  sampleBestChange,
  sampleBestResponse,
  sampleHazardRatios,
  samplePfs,
  samplePfsClinical,
  sampleStates,
  sampleSwimmer,
} from '../studies/run/report/sample-courses.js';
import { drawWide } from './draw-figure.js';

const WIDE = FIGURE_LAYOUTS.wide;

const arms = armStyles(['placebo', 'tas102', 'tas102_bev']);
const monthDays = 30.4375;

describe('thinWithJumps', () => {
  it('keeps both sides of a jump and no more points than asked for besides', () => {
    const steps = Array.from({ length: 301 }, (_, day) => ({ day, value: day < 100 ? 100 : 40 - 0.001 * day }));
    const kept = thinWithJumps(steps, 10, ({ value }) => [value]).map(({ day }) => day);
    expect(kept).toContain(99);
    expect(kept).toContain(100);
    expect(kept.length).toBeLessThanOrEqual(13);
    expect([kept[0], kept.at(-1)]).toEqual([0, 300]);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
  });
});

describe('figures of courses', () => {
  const options = { simulated: samplePfs(), clinical: samplePfsClinical(), arms, monthDays };

  it('progression-free survival: three curves, pooled shares over them, a line per median of the trials', async () => {
    const medianOf = (arm: string) => (arm === 'placebo' ? null : 1.84);
    const svg = await drawWide((layout) => pfsFigure({ ...options, medianOf, comparedMedianOf: medianOf }, layout));
    expect(countMarks(svg, 'line')).toBe(3);
    // 2 pooled shares; 6 medians
    expect(countMarks(svg, 'symbol')).toBe(8);
    expect(svg.match(/>1\.84<\/text>/g)).toHaveLength(2);
    expect(svg).toContain('TAS-102 + bevacizumab, pooled trials (n = 306)');
  });

  it('progression-free survival without trials is the curves alone', async () => {
    const svg = await drawWide((layout) =>
      pfsFigure({ ...options, clinical: [], medianOf: () => null, comparedMedianOf: () => null }, layout),
    );
    expect([countMarks(svg, 'line'), countMarks(svg, 'symbol')]).toEqual([3, 0]);
    expect(svg).not.toContain('Medians');
  });

  it('states fill each panel from 0 to 100 %, and the key names those that occur', () => {
    const rows = sampleStates();
    const values = (statesFigure(rows, { arms, monthDays }, WIDE) as { data: { values: readonly Area[] } }).data.values;
    interface Area {
      readonly armLabel: string;
      readonly month: number;
      readonly low: number;
      readonly high: number;
    }
    for (let place = 0; place < values.length; place += 5) {
      const stack = values.slice(place, place + 5);
      expect(stack[0]!.low).toBe(0);
      expect(stack[4]!.high).toBeCloseTo(100, 9);
      stack.slice(1).forEach(({ low }, index) => {
        expect(low).toBe(stack[index]!.high);
      });
    }
    expect(statesKey(rows)).toHaveLength(5);
    const untreated = rows.filter(({ arm }) => arm === 'placebo');
    expect(statesKey(untreated).map(({ label }) => label)).not.toContain('progression-free, on treatment');
  });

  it('a swimmer plot has a bar per patient, a darker one per treated patient, and a mark per event', async () => {
    const rows = sampleSwimmer();
    const svg = await drawWide((layout) => swimmerFigure(rows, arms, layout));
    const treated = rows.filter((row) => row.treatment_end_day > 0).length;
    const count = (column: 'response_day' | 'progression_day') => rows.filter((row) => row[column] !== null).length;
    expect(countMarks(svg, 'rect')).toBe(3 * SAMPLE_SWIMMERS + treated);
    expect(countMarks(svg, 'symbol')).toBe(count('response_day') + count('progression_day') + 3 * SAMPLE_SWIMMERS);
  });

  it('best responses: a bar of segments per source, numbers where there is room for them', async () => {
    const rows = sampleBestResponse();
    const svg = await drawWide((layout) => bestResponseFigure(rows, arms, layout));
    expect(countMarks(svg, 'rect')).toBe(rows.filter(({ percent }) => percent > 0).length);
    expect(countMarks(svg, 'text')).toBeGreaterThanOrEqual(rows.filter(({ percent }) => percent >= 6).length);
    expect(svg).toContain('Trial A (n = 260)');
  });

  it('hazard ratios: a symbol per row, an interval where one is stated, a block per endpoint and pair', async () => {
    const rows = sampleHazardRatios();
    const svg = await drawWide((layout) => hazardRatiosFigure(rows, arms, layout));
    expect(countMarks(svg, 'symbol')).toBe(rows.length);
    // 4 intervals and 4 lines at 1
    expect(countMarks(svg, 'rule')).toBe(8);
    expect(svg).toContain('>Progression-free survival: TAS-102 against Placebo</text>');
    expect(svg).toContain('>0.61 (0.49 to 0.77)</text>');
  });

  it('a ratio far from 1 is inside the axis', async () => {
    const [row] = sampleHazardRatios();
    const svg = await drawWide((layout) =>
      hazardRatiosFigure([{ ...row!, hazard_ratio: 0.02, ci_low: 0.001, ci_high: 7 }], arms, layout),
    );
    expect(countMarks(svg, 'symbol')).toBe(1);
  });

  it('the waterfall of best changes is headed by the classes that occur', async () => {
    const rows = sampleBestChange().map((row, index) => (index === 0 ? { ...row, recist: 'NE' as const } : row));
    const thresholds = responseThresholds('volume');
    const svg = await drawWide((layout) =>
      waterfallFigure(rows, { arms, thresholds, title: 'Best change of tumor volume (%)' }, layout),
    );
    expect(countMarks(svg, 'rect')).toBe(300);
    expect(svg).toContain('NE 1');
    expect(svg).toContain('Best change of tumor volume (%)');
  });
});
