// Evidence: laws; what the analysis itself computes is tested with it.
import { describe, expect, it } from 'vitest';
import { type BiomarkerRunSettings, runBiomarkers } from '../../../../calibration/studies/run/run-biomarkers.js';
import { randomStream, toPrettyJson } from '../../../../src/index.js';
import { armRecord, figureSpec } from './arm-record.js';

const uniform = randomStream({ seed: '0', streamName: 'markers', index: 0 });
/** Patients whose markers know their response only in part. */
function mixedArm() {
  const arm = armRecord(Array.from({ length: 60 }, () => 2 * uniform() - 0.8));
  arm.markers.forEach((_, at) => {
    arm.markers[at] = 1 + uniform() + 0.3 * arm.tri[Math.floor(at / 4)]!;
  });
  return arm;
}
const arms = { treated: mixedArm(), hopeless: armRecord([0.5, 0.6, 0.7, 0.8]), lost: armRecord([null, null]) };
const record = { patients: 60, arms, failures: [] };

const settings: BiomarkerRunSettings = {
  spec: figureSpec,
  monthDays: 30,
  responseRule: 'volume',
  seed: '0',
  arms: ['treated'],
  folds: 3,
  markerDay: 56,
  assessmentDay: 56,
};

describe('runBiomarkers', () => {
  it('has no result, and loads nothing, where no arm is asked for', async () => {
    expect(await runBiomarkers(record, { ...settings, arms: [] })).toEqual({ result: null, markers: [], roc: [] });
  });

  it('has results, marker groups and curves of each arm', async () => {
    const { result, markers, roc } = await runBiomarkers(record, settings);
    expect(Object.keys(result!.arms)).toEqual(['treated']);
    expect(result).toMatchObject({ marker_day: 56, assessment_day: 56 });
    expect(markers).toHaveLength(8);
    expect(new Set(roc.map(({ kind }) => kind))).toEqual(
      new Set(['marker', 'in sample', 'out of fold', 'min-max sum']),
    );
    for (const { fpr, tpr, auc } of roc) {
      for (const share of [fpr, tpr, auc]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
    expect(() => toPrettyJson({ result, markers, roc })).not.toThrow();
  });

  it('skips an arm that cannot be analysed, and gives the reason', async () => {
    const { result } = await runBiomarkers(record, { ...settings, arms: ['treated', 'hopeless', 'lost'] });
    expect(Object.keys(result!.arms)).toEqual(['treated']);
    const remarks = result!.remarks.join('\n');
    expect(remarks).toContain('hopeless');
    expect(remarks).toContain('lost');
  });

  it('repeats itself', async () => {
    expect(await runBiomarkers(record, settings)).toEqual(await runBiomarkers(record, settings));
  });

  it('stops where it is asked to', async () => {
    await expect(runBiomarkers(record, { ...settings, signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('skips an arm with a ratio that has no value', async () => {
    const broken = mixedArm();
    broken.markers[2] = Number.POSITIVE_INFINITY;
    const { result } = await runBiomarkers(
      { ...record, arms: { ...arms, broken } },
      { ...settings, arms: ['treated', 'broken'] },
    );
    expect(Object.keys(result!.arms)).toEqual(['treated']);
  });
});
