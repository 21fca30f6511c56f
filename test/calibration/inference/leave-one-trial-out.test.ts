// Evidence: the same fit by hand on tables without the trial.
import { describe, expect, it } from 'vitest';
import { endpointNames } from '../../../calibration/endpoints/endpoints.js';
import { leaveOneTrialOut } from '../../../calibration/inference/leave-one-trial-out.js';
import { jobOf, mediansOf } from '../../../calibration/inference/refit-context.js';
import { withoutTrial } from '../../../calibration/targets/meta-analysis/leave-one-out.js';
import { survivalRow } from '../fit/objective/trial-tables.js';
import { expectedTables, toyContext } from './toy-context.js';

const plain = toyContext({ patients: 150 });
// A second curve for control, and C for the arm that would otherwise have none
const more = expectedTables(
  {
    ...plain.tables,
    recist: [
      ...plain.tables.recist,
      { ...plain.tables.recist[2]!, trial: 'C', n: 100 },
      { ...plain.tables.recist[2]!, trial: 'D', arm: 'elsewhere' },
    ].filter(({ arm }) => arm !== 'elsewhere'),
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

describe('leaveOneTrialOut', () => {
  it('predicts each trial from a fit to the others, with both errors in its interval', async () => {
    const { figures: predictions, not_possible: notPossible, level } = await leaveOneTrialOut(context, 0.8);
    expect([notPossible, level]).toEqual([[], 0.8]);
    expect(predictions.map(({ trial, arm, endpoint }) => `${trial} ${arm} ${endpoint}`)).toEqual([
      'A control dcr',
      'A treated dcr',
      'A control median_os',
      'A treated median_os',
      'B control dcr',
      'B control median_os',
      'C treated dcr',
      'C treated median_os',
    ]);
    const job = {
      ...jobOf(context, context.problemOf(withoutTrial(more, 'B'))),
      endpoints: mediansOf(context),
      standardErrors: true,
    };
    const [byHand] = await context.run('by hand', [job]);
    const dcr = predictions.find(({ trial, endpoint }) => trial === 'B' && endpoint === 'dcr')!;
    const place = endpointNames.indexOf('dcr');
    expect(dcr.predicted).toBe(byHand!.endpoints[place]);
    expect(dcr.prediction_error).toBe(byHand!.standardErrors[place]);
    // 135 of 150 patients are evaluable
    expect(dcr.patients).toBe(135);
    expect(dcr.sampling_error).toBeCloseTo(Math.sqrt((dcr.predicted * (100 - dcr.predicted)) / 135), 1);
    // z of 80 %
    const half = 1.2815515655446004 * Math.hypot(dcr.prediction_error, dcr.sampling_error);
    expect([dcr.low, dcr.high]).toEqual([
      expect.closeTo(dcr.predicted - half, 9),
      expect.closeTo(dcr.predicted + half, 9),
    ]);
  });

  it('covers trials with their expected values, and not one that deviates strongly', async () => {
    expect((await leaveOneTrialOut(context, 0.9)).figures.every(({ covered }) => covered)).toBe(true);
    const recist = more.recist.map((row) =>
      row.trial === 'B' ? { ...row, sdPercent: row.sdPercent + 30, pdPercent: row.pdPercent - 30 } : row,
    );
    const odd = { ...context, tables: { ...more, recist } };
    const { figures: predictions } = await leaveOneTrialOut({ ...odd, problem: odd.problemOf(odd.tables) }, 0.9);
    expect(predictions.find(({ trial, endpoint }) => trial === 'B' && endpoint === 'dcr')!.covered).toBe(false);
  });

  it('names trials that cannot be omitted', async () => {
    const { figures: predictions, not_possible: notPossible } = await leaveOneTrialOut(plain, 0.9);
    expect(notPossible).toEqual(['A']);
    expect([...new Set(predictions.map(({ trial }) => trial))]).toEqual(['B']);
  });
});
