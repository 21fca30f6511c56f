import type { MarkerRow, RocRow } from '../../../../../calibration/studies/run/plot-tables.js';
import type {
  ArmBiomarkers,
  AucEstimate,
  BiomarkersResult,
  GroupSummary,
  TTest,
} from '../../../../../calibration/studies/run/result.js';
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

function estimateOf(auc: number): AucEstimate {
  const standardError = Math.sqrt((auc * (1 - auc)) / 150);
  return {
    auc,
    standard_error: standardError,
    ci_low: auc - 1.96 * standardError,
    ci_high: Math.min(1, auc + 1.96 * standardError),
  };
}

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

/** Mean of standardised logs of some markers, a stand-in for a fitted score. */
const scoreOf = (members: readonly number[], noise: number) => {
  const random = sampleRandom(`score ${members.join()} ${noise}`);
  return (patient: Labelled): number =>
    members.reduce((sum, index) => sum + (patient.logs[index] ?? 0), 0) + noise * random.normal();
};

const nameOf = (members: readonly number[]): readonly string[] => members.map((index) => MARKERS[index] ?? '');

const ALL = [0, 1, 2, 3] as const;
const CLASSIFIERS: readonly (readonly number[])[] = [...PAIRS, ALL];
const HELD_OUT_NOISE = 0.12;

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
      return points.map((point) => ({ arm, score: nameOf(members).join(' + '), kind, ...point, auc }));
    };
    return [
      ...ALL.flatMap((index) => rows([index], 'single', 0)),
      ...CLASSIFIERS.flatMap((members) => rows(members, 'logistic in sample', 0)),
      ...CLASSIFIERS.flatMap((members) => rows(members, 'logistic held out', HELD_OUT_NOISE)),
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

function biomarkersOf(arm: string): ArmBiomarkers {
  const patients = drawPatients(arm);
  const responders = patients.filter(({ responder }) => responder).length;
  const auc = (members: readonly number[], noise: number): AucEstimate =>
    estimateOf(curveOf(patients, scoreOf(members, noise)).auc);
  const markers = MARKERS.map((marker, index) => {
    const groups = groupsOf(patients, index);
    const { p05: _low, p95: _high, ...responderSummary } = groups.responders;
    const { p05: _from, p95: _to, ...otherSummary } = groups.nonResponders;
    return [
      marker,
      {
        ...auc([index], 0),
        responders: responderSummary,
        non_responders: otherSummary,
        student: testOf(groups, true),
        welch: testOf(groups, false),
        direction: 'higher',
      },
    ] as const;
  });
  return {
    responders,
    non_responders: SIZE - responders,
    markers: Object.fromEntries(markers),
    classifiers: CLASSIFIERS.map((members) => ({
      markers: nameOf(members),
      intercept: -0.4,
      weights: members.map((index) => 1 / (CENTRES[index] ?? 1)),
      standardised_weights: members.map((index) => 1.2 - 0.2 * index),
      iterations: 38,
      converged: true,
      separated: false,
      in_sample: auc(members, 0),
      out_of_fold: { ...auc(members, HELD_OUT_NOISE), folds: 10 },
    })),
    min_max_sums: PAIRS.map((members) => ({ markers: nameOf(members), ...auc(members, 0.05) })),
  };
}

export function sampleBiomarkers(): BiomarkersResult {
  return {
    marker_day: 56,
    assessment_day: 56,
    backend: 'cpu',
    remarks: ['Marker values are made up for this sample page.'],
    arms: Object.fromEntries(SAMPLE_TREATED.map((arm) => [arm, biomarkersOf(arm)])),
  };
}
