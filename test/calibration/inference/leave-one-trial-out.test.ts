// Evidence: the same fit by hand on tables without the trial, and the errors of a binomial sample.
import { describe, expect, it } from 'vitest';
import { leaveOneTrialOut } from '../../../calibration/inference/leave-one-trial-out.js';
import { armForecasts } from '../../../calibration/inference/prediction/arm-forecasts.js';
import { trialEffects } from '../../../calibration/inference/prediction/trial-effects.js';
import { jobOf } from '../../../calibration/inference/refit-context.js';
import { withoutTrial } from '../../../calibration/targets/meta-analysis/leave-one-out.js';
import { mapTables } from '../../../calibration/targets/trial-tables.js';
import { survivalRow } from '../fit/objective/trial-tables.js';
import { expectedTables, toyContext } from './toy-context.js';

const plain = toyContext({ patients: 150 });
// A second curve for control, and C for the arm that would otherwise have none
const more = expectedTables(
  {
    ...plain.tables,
    recist: [...plain.tables.recist, { ...plain.tables.recist[2]!, trial: 'C', n: 100 }],
    medianOs: [...plain.tables.medianOs, { ...plain.tables.medianOs[3]!, trial: 'C', n: 100 }],
    survival: [
      ...plain.tables.survival,
      survivalRow({ trial: 'B', arm: 'control', n: 150 }),
      survivalRow({ trial: 'C', arm: 'treated', n: 100 }),
    ],
  },
  plain.models,
);
const context = { ...plain, tables: more, problem: plain.problemOf(more) };
const DRAWS = 200;

describe('leaveOneTrialOut', () => {
  it('predicts each trial from a fit to the others, with three errors in its interval', async () => {
    const { figures, not_possible: notPossible, level } = await leaveOneTrialOut(context, 0.8, DRAWS);
    expect([notPossible, level]).toEqual([[], 0.8]);
    expect([...new Set(figures.map(({ trial, arm }) => `${trial} ${arm}`))]).toEqual([
      'A control',
      'A treated',
      'B control',
      'C treated',
    ]);
    const ofB = figures.filter(({ trial }) => trial === 'B');
    expect(ofB.map(({ endpoint }) => endpoint)).toEqual(expect.arrayContaining(['orr', 'dcr', 'median_os']));
    const [byHand] = await context.run('by hand', [jobOf(context, context.problemOf(withoutTrial(more, 'B')))]);
    const { problem, pool } = context;
    const { fitted } = armForecasts(problem, pool, Array.from(byHand!.values));
    const [control] = trialEffects(withoutTrial(more, 'B'), fitted, problem.settings);
    // One trial of control is left: its logit of disease control is the prediction
    const expected =
      fitted.control!.logits.rate[0]! + control!.deviations.find(({ arm }) => arm === 'control')!.estimate;
    const dcr = ofB.find(({ endpoint }) => endpoint === 'dcr')!;
    const logit = Math.log(dcr.predicted / (100 - dcr.predicted));
    expect(Math.abs(logit - expected)).toBeLessThan(0.15);
    // 135 of 150 patients are evaluable; the error of 400 draws, and a skewed distribution
    expect(dcr.patients).toBe(135);
    expect(dcr.low).toBeLessThan(dcr.predicted);
    expect(dcr.high).toBeGreaterThan(dcr.predicted);
    const total = Math.hypot(dcr.prediction_error, dcr.sampling_error, dcr.between_trials_error);
    // z of 80 %
    const width = (dcr.high - dcr.low) / (2 * 1.2815515655446004);
    expect(width / total).toBeGreaterThan(0.8);
    expect(width / total).toBeLessThan(1.2);
  });

  it('covers trials with their expected values, and not one that deviates strongly', {
    tags: 'full/oracles',
  }, async () => {
    expect((await leaveOneTrialOut(context, 0.9, DRAWS)).figures.every(({ covered }) => covered)).toBe(true);
    // Many trials that agree, so that the differences between them are known to be small
    const agreeing = Array.from({ length: 5 }, (_, index) => `D${index}`);
    const many = {
      ...more,
      recist: [
        ...more.recist,
        ...agreeing.map((trial) => ({ ...more.recist[1]!, trial })),
        {
          ...more.recist[1]!,
          trial: 'odd',
          sdPercent: more.recist[1]!.sdPercent - 20,
          pdPercent: more.recist[1]!.pdPercent + 20,
        },
      ],
    };
    const { figures } = await leaveOneTrialOut(
      { ...context, tables: many, problem: context.problemOf(many) },
      0.9,
      DRAWS,
    );
    const covered = (trial: string) => figures.find((each) => each.trial === trial && each.endpoint === 'dcr')!.covered;
    expect(covered('D3')).toBe(true);
    expect(covered('odd')).toBe(false);
  });

  it('names trials that cannot be omitted', async () => {
    const { figures, not_possible: notPossible } = await leaveOneTrialOut(plain, 0.9, DRAWS);
    expect(notPossible).toEqual(['A']);
    expect([...new Set(figures.map(({ trial }) => trial))]).toEqual(['B']);
  });

  it('gives the same numbers whatever the order of the trials', async () => {
    const turned = mapTables(more, (rows) => [...rows].reverse());
    const forth = await leaveOneTrialOut(context, 0.9, DRAWS);
    const back = await leaveOneTrialOut({ ...context, tables: turned, problem: context.problemOf(turned) }, 0.9, DRAWS);
    const of = ({ figures }: typeof forth, trial: string) =>
      figures.find((each) => each.trial === trial && each.endpoint === 'dcr')!;
    expect(of(back, 'B').predicted).toBeCloseTo(of(forth, 'B').predicted, 0);
  });
});
