// Evidence: marks counted in the drawing; contract of the page.
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { analyseSurvival } from '../../../../calibration/studies/survival/compute.js';
import { overallCurve } from '../../../../calibration/studies/survival/expected-curves.js';
import { survivalOutput } from '../../../../calibration/studies/survival/output.js';
import { survivalAnswer } from '../../../../calibration/studies/survival/report/answer.js';
import { groupStyles } from '../../../../calibration/studies/survival/report/curves-plot.js';
import { render } from '../../../../calibration/studies/survival/report.js';
import { survivalResultSchema } from '../../../../calibration/studies/survival/result.js';
import { armSurvivals, drawTrial, expectedResult } from '../../../../calibration/studies/survival/simulated-trial.js';
import { countMarks, figureOf } from '../run/report/page-checks.js';
import { storedSource } from '../stored-source.js';
import { leukemia, sampleData, sampleMarker, sampleOptions, sampleOrigin } from './sample-survival.js';

async function drawn(analysed: ReturnType<typeof analyseSurvival>, arms: ReturnType<typeof armSurvivals> = []) {
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const stored = storedSource(survivalOutput(analysed, arms), (value) => survivalResultSchema.parse(value));
  const page = pageOf(await render(stored, { onWarning }));
  expect(warnings).toEqual([]);
  expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  return page;
}

/** As R prints them: survfit and coxph of survival 3.5 on the leukemia data of Freireich and others (1963). */
describe('the answer', () => {
  const answerOf = (analysed: ReturnType<typeof analyseSurvival>) =>
    survivalAnswer(analysed.results, (group) => (group === 'placebo' ? 'Placebo' : group));

  test('names the better group with the published medians, hazard ratio and test', () => {
    expect(answerOf(analyseSurvival(sampleData(), sampleOptions, sampleOrigin))).toMatch(
      /^The time to the event is longest with 6-MP: median 23\.0 \(95 % interval 13\.0 to not reached\), against 8\.00 with Placebo; hazard ratio 4\.82 \(2\.15 to 10\.81\) of Placebo against it, log-rank p < 0\.001\.$/,
    );
  });

  test('of groups that do not differ claims no winner, and of one group states its median', () => {
    const alternating = Uint32Array.from(leukemia.times, (_, row) => row % 2);
    const text = answerOf(analyseSurvival(sampleData({ groupOf: alternating }), sampleOptions, sampleOrigin));
    expect(text).toMatch(/^The groups do not differ beyond chance, log-rank p = 0\.\d{3}: /);
    const one = { groups: ['all'], groupOf: new Uint32Array(42) };
    expect(answerOf(analyseSurvival(sampleData(one), sampleOptions, sampleOrigin))).toContain(
      '30 events in 42 patients',
    );
  });

  test('has a second sentence on the marker that divides patients', () => {
    const analysed = analyseSurvival(
      sampleData({ marker: sampleMarker }),
      { ...sampleOptions, cut: 'optimal' },
      sampleOrigin,
    );
    const p = analysed.results.prognosis[0]!.optimal!.p_permutation;
    expect(answerOf(analysed)).toContain(`Within 6-MP, row ${p < 0.05 ? 'separates' : 'does not separate'} patients`);
  });
});

describe('render', () => {
  test('the figure has a curve and a band per group, a mark per censored time, and numbers at risk', async () => {
    const analysed = analyseSurvival(sampleData(), sampleOptions, sampleOrigin);
    const page = await drawn(analysed);
    const censoredTimes = new Set(leukemia.times.filter((_, row) => leukemia.observed[row] === 0));
    // 32, 34 and 35 keep apart on an axis to 35; every censored time has its mark
    expect(countMarks(figureOf(page, 'main-plot'), 'symbol')).toBe(censoredTimes.size);
    expect(page).toContain('>21<');
    expect(page).toContain('16.79');
    expect(page).toContain('4.82');
    expect(page).toContain('If these are virtual patients');
    expect(await drawn(analysed)).toBe(page);
  });

  test('names of groups and columns are text, never markup', async () => {
    const groups = ['<b>a</b>', '"b" & c'];
    const page = await drawn(analyseSurvival(sampleData({ groups }), sampleOptions, sampleOrigin));
    expect(page).not.toContain('<b>a</b>');
    expect(page).toContain('&lt;b&gt;a&lt;/b&gt;');
  });

  test('all censored, one patient at time 0, one group: a page all the same', async () => {
    await drawn(analyseSurvival(sampleData({ observed: new Uint8Array(42) }), sampleOptions, sampleOrigin));
    const one = { times: Float64Array.of(0), observed: Uint8Array.of(1), groups: ['a'], groupOf: Uint32Array.of(0) };
    await drawn(analyseSurvival(sampleData(one), sampleOptions, sampleOrigin));
  });

  test('prognosis has a figure and the adjusted p of an optimal cut', async () => {
    const analysed = analyseSurvival(
      sampleData({ marker: sampleMarker }),
      { ...sampleOptions, cut: 'optimal' },
      sampleOrigin,
    );
    const page = await drawn(analysed);
    expect(page).toContain('row within 6-MP');
    expect(page).toContain('99 permutations');
    const { tables, summary } = survivalOutput(analysed, []);
    const [, , prognosis] = tables;
    expect(prognosis?.header[0]).toBe('within');
    expect(summary.join('\n')).toContain('adjusted for the choice');
  });

  test('a simulated trial is drawn with the exact expected curve', async () => {
    const rows = ['placebo'].flatMap((arm) =>
      [0, 6, 12].map((month) => ({ arm, day: month * 30, month, survival_percent: 100 - 5 * month })),
    );
    const arms = armSurvivals({ arms: ['placebo'], targets: [] }, (arm) => overallCurve(rows, arm), { trialSize: 40 });
    const origin = { ...sampleOrigin, kind: 'simulated trial' as const, time_unit: 'months of 30 days', expected: {} };
    const analysed = analyseSurvival(drawTrial(arms, { seed: '0', endpoint: 'os' }), sampleOptions, origin);
    const { landmarks, tau } = analysed.results;
    const expected = { placebo: expectedResult(arms[0]!.curve, { landmarks, tau }) };
    const page = await drawn({ ...analysed, results: { ...analysed.results, expected } }, arms);
    expect(page).toContain('exact expected curve');
    expect(page).toContain('Patients alive (%)');
    expect(survivalOutput(analysed, arms).tables.at(-1)).toMatchObject({
      file: 'expected.csv',
      rows: [
        ['placebo', 0, 1],
        ['placebo', 6, 0.7],
        ['placebo', 12, 0.4],
      ],
    });
  });
});

test('groupStyles: arms of the trials keep their look, other groups get colours of their own', () => {
  const [low, placebo, high] = groupStyles(['low', 'placebo', 'high']);
  expect(placebo).toMatchObject({ label: 'Placebo', colour: '#7d8894' });
  expect(low?.colour).not.toBe(high?.colour);
});
