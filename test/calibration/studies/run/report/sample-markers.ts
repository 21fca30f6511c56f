import type {
  AucEstimate,
  Estimate,
  GroupSummary,
  MarkerAnalysis,
  MarkerResult,
  RunBiomarkers,
  TTest,
} from '../../../../../calibration/biomarkers/result.js';
import type { MarkerRow, RocRow } from '../../../../../calibration/studies/run/plot-tables.js';
import { quantileOf, sampleRandom } from './sample-random.js';

const MARKERS = ['th1', 'ctl', 'th1_treg', 'ctl_treg'] as const;
const CENTRES = [3.1e6, 6.2e6, 0.42, 0.81] as const;
const PAIRS: readonly (readonly [number, number])[] = [
  [0, 2],
  [0, 3],
  [1, 2],
  [0, 1],
  [1, 3],
  [2, 3],
];
const SIZE = 400;

interface Labelled {
  readonly responder: boolean;
  /** Log markers, in the order of MARKERS. */
  readonly logs: readonly number[];
}

function drawPatients(arm: string): readonly Labelled[] {
  const random = sampleRandom(`markers ${arm}`);
  const share = arm === 'tas102' ? 0.45 : 0.62;
  return Array.from({ length: SIZE }, () => {
    const responder = random.uniform() < share;
    const common = random.normal();
    const shift = responder ? 0.55 : -0.45;
    const logs = CENTRES.map((centre, index) => {
      const strength = [1.0, 1.05, 0.85, 0.45][index] ?? 0;
      return Math.log(centre) + 0.35 * (strength * shift + 0.5 * common + 0.85 * random.normal());
    });
    return { responder, logs };
  });
}

interface Curve {
  readonly auc: number;
  readonly points: readonly { fpr: number; tpr: number }[];
}

/** ROC by sorting; continuous scores, so no ties. */
function curveOf(patients: readonly Labelled[], score: (patient: Labelled) => number): Curve {
  const sorted = patients.map((patient) => ({ responder: patient.responder, score: score(patient) }));
  sorted.sort((a, b) => b.score - a.score);
  const positives = sorted.filter(({ responder }) => responder).length;
  const negatives = sorted.length - positives;
  let hits = 0;
  let alarms = 0;
  let auc = 0;
  const points = [{ fpr: 0, tpr: 0 }];
  for (const { responder } of sorted) {
    if (responder) {
      hits += 1;
    } else {
      alarms += 1;
      auc += hits / positives / negatives;
    }
    points.push({ fpr: alarms / negatives, tpr: hits / positives });
  }
  return { auc, points };
}

/** An AUC with an interval of about the right width. */
export function aucOf(auc: number): AucEstimate {
  const se = Math.sqrt((auc * (1 - auc)) / 150);
  return { auc, delong_se: se, ci_low: auc - 1.96 * se, ci_high: Math.min(1, auc + 1.96 * se) };
}

const threshold = {
  rule: '>=',
  threshold: 1,
  ...{ sensitivity: 0.7, sensitivity_low: 0.6, sensitivity_high: 0.8 },
  ...{ specificity: 0.7, specificity_low: 0.6, specificity_high: 0.8 },
  ...{ ppv: 0.7, ppv_low: 0.6, ppv_high: 0.8, npv: 0.7, npv_low: 0.6, npv_high: 0.8 },
} as const;

/** Results of a sample for a marker; the rest is filled in. */
type SampleMarker = AucEstimate & Pick<MarkerResult, 'positives' | 'negatives' | 'student' | 'welch'>;

/** An analysis of some markers, without classifiers. */
export function analysisOf(markers: Readonly<Record<string, SampleMarker>>): MarkerAnalysis {
  const [first] = Object.values(markers);
  const filled = (marker: SampleMarker): MarkerResult => ({
    ...marker,
    direction: 'higher',
    auc_higher: marker.auc,
    bootstrap_low: null,
    bootstrap_high: null,
    partial_auc: 0.02,
    partial_auc_standardised: 0.6,
    thresholds: { youden: threshold, at_sensitivity: threshold, at_specificity: threshold },
  });
  return {
    n_pos: first?.positives.n ?? 0,
    n_neg: first?.negatives.n ?? 0,
    prevalence: 0.5,
    ...{ folds: 10, repeats: 1, bootstrap_replicates: 0, partial_auc_to: 0.1, sensitivity: 0.9, specificity: 0.9 },
    markers: Object.fromEntries(Object.entries(markers).map(([name, marker]) => [name, filled(marker)])),
    comparisons: [],
    classifiers: [],
    min_max_sums: [],
    permutation: null,
    remarks: [],
  };
}

const estimateOf = (value: number): Estimate => ({ value, se: 0.1, ci_low: value - 0.2, ci_high: value + 0.2 });

function summaryOf(values: readonly number[]): GroupSummary & { p05: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sorted.length - 1);
  const at = (share: number): number => quantileOf(sorted, share);
  return {
    n: sorted.length,
    mean,
    sd: Math.sqrt(variance),
    min: at(0),
    q1: at(0.25),
    median: at(0.5),
    q3: at(0.75),
    max: at(1),
    p05: at(0.05),
    p95: at(0.95),
  };
}

const groupsOf = (patients: readonly Labelled[], index: number) => {
  const of = (responder: boolean) =>
    summaryOf(
      patients.filter((patient) => patient.responder === responder).map(({ logs }) => Math.exp(logs[index] ?? 0)),
    );
  return { responders: of(true), nonResponders: of(false) };
};

/** Mean of standardised logs of some markers, used in place of a fitted score. */
const scoreOf = (members: readonly number[], noise: number) => {
  const random = sampleRandom(`score ${members.join()} ${noise}`);
  return (patient: Labelled): number =>
    members.reduce((sum, index) => sum + (patient.logs[index] ?? 0), 0) + noise * random.normal();
};

const nameOf = (members: readonly number[]): readonly string[] => members.map((index) => MARKERS[index] ?? '');

const ALL = [0, 1, 2, 3] as const;
const CLASSIFIERS: readonly (readonly number[])[] = [...PAIRS, ALL];
const OUT_OF_FOLD_NOISE = 0.12;

export const SAMPLE_TREATED = ['tas102', 'tas102_bev'] as const;

export function sampleMarkers(): readonly MarkerRow[] {
  return SAMPLE_TREATED.flatMap((arm) => {
    const patients = drawPatients(arm);
    return MARKERS.flatMap((marker, index) => {
      const { responders, nonResponders } = groupsOf(patients, index);
      return [
        { arm, marker, group: 'responder', ...responders } as const,
        { arm, marker, group: 'non-responder', ...nonResponders } as const,
      ];
    });
  });
}

export function sampleRoc(): readonly RocRow[] {
  return SAMPLE_TREATED.flatMap((arm) => {
    const patients = drawPatients(arm);
    const rows = (members: readonly number[], kind: RocRow['kind'], noise: number): readonly RocRow[] => {
      const { auc, points } = curveOf(patients, scoreOf(members, noise));
      return points.map((point) => ({
        arm,
        score: nameOf(members).join(' + '),
        kind,
        scale: 'raw',
        threshold: null,
        ...point,
        auc,
      }));
    };
    return [
      ...ALL.flatMap((index) => rows([index], 'marker', 0)),
      ...CLASSIFIERS.flatMap((members) => rows(members, 'in sample', 0)),
      ...CLASSIFIERS.flatMap((members) => rows(members, 'out of fold', OUT_OF_FOLD_NOISE)),
      ...PAIRS.flatMap((members) => rows(members, 'min-max sum', 0.05)),
    ];
  });
}

function testOf(groups: ReturnType<typeof groupsOf>, pooled: boolean): TTest {
  const { responders, nonResponders } = groups;
  const spread = Math.sqrt(responders.sd ** 2 / responders.n + nonResponders.sd ** 2 / nonResponders.n);
  const t = (responders.mean - nonResponders.mean) / spread;
  return { t, degrees_of_freedom: pooled ? SIZE - 2 : SIZE - 41.7, p: Math.exp(-0.5 * t * t) };
}

function biomarkersOf(arm: string): MarkerAnalysis {
  const patients = drawPatients(arm);
  const auc = (members: readonly number[], noise: number): AucEstimate =>
    aucOf(curveOf(patients, scoreOf(members, noise)).auc);
  const markers = MARKERS.map((marker, index) => {
    const groups = groupsOf(patients, index);
    const { p05: _low, p95: _high, ...positives } = groups.responders;
    const { p05: _from, p95: _to, ...negatives } = groups.nonResponders;
    const tests = { student: testOf(groups, true), welch: testOf(groups, false) };
    return [marker, { ...auc([index], 0), positives, negatives, ...tests }] as const;
  });
  return {
    ...analysisOf(Object.fromEntries(markers)),
    classifiers: CLASSIFIERS.map((members) => ({
      markers: nameOf(members),
      scale: 'raw',
      trainer: 'TensorFlow.js, cpu',
      penalty: 'none',
      separated: false,
      intercept: estimateOf(-0.4),
      weights: members.map((index) => estimateOf(1 / (CENTRES[index] ?? 1))),
      standardised_weights: members.map((index) => 1.2 - 0.2 * index),
      trainer_difference: 0,
      in_sample: auc(members, 0),
      out_of_fold: {
        ...auc(members, OUT_OF_FOLD_NOISE),
        ...{ repeat_sd: null, brier: 0.2, brier_scaled: 0.3, penalised_folds: 0 },
        calibration_slope: estimateOf(1),
        calibration_intercept: estimateOf(0),
        calibration_in_the_large: estimateOf(0),
      },
    })),
    min_max_sums: PAIRS.map((members) => ({ markers: nameOf(members), ...auc(members, 0.05) })),
  };
}

export function sampleBiomarkers(): RunBiomarkers {
  return {
    marker_day: 56,
    assessment_day: 56,
    backend: 'cpu',
    remarks: ['Marker values are made up for this sample page.'],
    arms: Object.fromEntries(SAMPLE_TREATED.map((arm) => [arm, biomarkersOf(arm)])),
  };
}
