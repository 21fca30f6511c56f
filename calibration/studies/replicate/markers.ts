import {
  armRoles,
  aucDeLong,
  type MarkerName,
  markerNames,
  minMaxScale,
  splitByLabel,
  square,
  studentTest,
} from '../../../src/index.js';
import { PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { armMarkers } from '../run/cohort-plot-rows.js';
import type { SimulatedForm } from './cohorts.js';
import type { Estimate, ReplicateSetting } from './result.js';

/** Arms whose markers the paper shows. */
export const markerArms = [armRoles.single, armRoles.combination] as const;

/** Pairs of Fig. 7c, d, in its order. */
const markerPairs: readonly (readonly [MarkerName, MarkerName])[] = [
  ['th1', 'th1_treg'],
  ['th1', 'ctl_treg'],
  ['ctl', 'th1_treg'],
  ['th1', 'ctl'],
  ['ctl', 'ctl_treg'],
  ['th1_treg', 'ctl_treg'],
];

/** Patients whose markers the paper shows, per arm: the size at which a pair is scaled and a p value is read. */
const PAPER_ROWS = 500;

/** Level of Fig. 6. */
const P_LIMIT = 0.01;

/** Markers and response (1 = CR, PR or SD) of the completed patients of an arm. */
export function markersOfArm({ record, spec }: SimulatedForm, arm: string): ReturnType<typeof armMarkers> {
  return armMarkers(record.arms[arm]!, {
    spec,
    monthDays: PAPER_MONTH_DAYS,
    responseRule: 'volume',
  });
}

/** Blocks of 500 rows, as the paper drew them; all rows in one where there are fewer, an incomplete last block is dropped. */
export function paperBlocks(rows: number): readonly (readonly [number, number])[] {
  const blocks = Math.floor(rows / PAPER_ROWS);
  if (blocks === 0) return [[0, rows]];
  return Array.from({ length: blocks }, (_, block) => [block * PAPER_ROWS, (block + 1) * PAPER_ROWS]);
}

/** Whether both classes occur at least twice, which AUCs and tests need. */
const isMixed = (labels: Uint8Array): boolean => {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return positives >= 2 && labels.length - positives >= 2;
};

/**
 * AUCs of the four markers and of the six min-max sums, and Student's test of responders against non-responders.
 *
 * The sum of two scaled markers depends on the extremes of the cohort it was scaled on, so it is scaled and evaluated on 500
 * patients at a time, as published: the value is the mean over such blocks. Its error is the spread between blocks, or
 * DeLong's where that is larger. Single markers are evaluated on all patients.
 */
export function markerEstimates(form: SimulatedForm, setting: ReplicateSetting, because: string): readonly Estimate[] {
  return markerArms.flatMap((arm) => {
    const { markers, responder } = markersOfArm(form, arm);
    if (!isMixed(responder)) return [];
    const plain = { setting, patients: responder.length, basis: 'computed', because } as const;
    const blocks = paperBlocks(responder.length).filter(([from, to]) => isMixed(responder.subarray(from, to)));
    const singles = markerNames.map((name): Estimate => {
      const { auc, standardError } = aucDeLong(markers[name], responder);
      return { ...plain, id: `auc.${arm}.${name}`, value: auc, standard_error: standardError };
    });
    if (blocks.length === 0) return singles;
    const pairs = markerPairs.map(([first, second]): Estimate => {
      const aucs = blocks.map(([from, to]) => {
        const [one, other] = [first, second].map((name) => minMaxScale(markers[name].subarray(from, to)));
        return aucDeLong(
          one!.map((value, row) => value + other![row]!),
          responder.subarray(from, to),
        );
      });
      return { ...plain, id: `auc.${arm}.${first}+${second}`, ...overBlocks(aucs) };
    });
    const tests = markerNames.map((name): Estimate => {
      const ps = blocks.map(([from, to]) => {
        const split = splitByLabel(markers[name].subarray(from, to), responder.subarray(from, to), 'replicate');
        return studentTest(split.positives, split.negatives).p;
      });
      const largest = Math.max(...ps);
      return {
        ...plain,
        id: `ttest.${arm}.${name}`,
        value: largest,
        standard_error: 0,
        interval: [Math.min(...ps), largest],
        share: ps.filter((p) => p < P_LIMIT).length / ps.length,
      };
    });
    return [...tests, ...singles, ...pairs];
  });
}

function overBlocks(aucs: readonly { readonly auc: number; readonly standardError: number }[]) {
  const count = aucs.length;
  const mean = aucs.reduce((sum, { auc }) => sum + auc, 0) / count;
  const spread = aucs.reduce((sum, { auc }) => sum + square(auc - mean), 0) / Math.max(1, count - 1);
  const deLong = aucs.reduce((sum, { standardError }) => sum + square(standardError), 0) / count;
  return { value: mean, standard_error: Math.sqrt(Math.max(spread, deLong) / count) };
}
