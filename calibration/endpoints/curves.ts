import { landmarkMonths, progressionLandmarkMonths } from './months.js';

/**
 * Time-to-event endpoints: one curve each, of which a median and landmarks are reported.
 *
 * The spellings are those of external files: trial tables, configuration keys, result keys.
 */
export const curves = {
  os: {
    name: 'os',
    label: 'Overall survival',
    shortLabel: 'OS',
    /** Name of the median, and its name within a sentence. */
    medianEndpoint: 'median_os',
    medianLabel: 'Median overall survival',
    medianSummary: 'median overall survival',
    /** Whether every arm that is fitted must state it. */
    required: true,
    /** The curve that is never below this one; null for none. */
    upperCurve: null,
    /** Months of the landmarks, and whether tables may state other months than whole ones. */
    landmarkMonths,
    decimalMonths: false,
    /** Share without the event at a landmark. */
    landmarkPrefix: 'survival_',
    landmarkLabel: 'Alive',
    landmarkUnit: '% alive',
    /** Patients who have the event between two months, such as `deaths_2_3`, and their label. */
    eventPrefix: 'deaths_',
    eventLabel: 'Deaths',
    /** Column of the fit for the curve at one time. */
    column: 'survival',
    /** Tables of trials, which are also keys of a configuration: its files and the weights of its targets. */
    medianTable: 'medianOs',
    curveTable: 'survival',
    /** Files of the tables that the package ships. */
    medianFile: 'median_os.csv',
    curveFile: 'survival_landmarks.csv',
    /** Columns of the tables; the landmarks' are this and a month. */
    medianColumn: 'median_os_months',
    medianIntervalColumns: { low: 'median_os_low_months', high: 'median_os_high_months' },
    monthColumn: 'month_',
    /** Keys of the result of an arm. */
    outcome: {
      median: 'median_os_months',
      medianError: 'median_os_standard_error',
      /** The median that is compared with those of trials, where it is another one. */
      comparedMedian: 'median_os_months',
      comparedMedianError: 'median_os_standard_error',
      landmarks: 'survival',
      landmarkErrors: 'survival_standard_errors',
    },
  },
  pfs: {
    name: 'pfs',
    label: 'Progression-free survival',
    shortLabel: 'PFS',
    medianEndpoint: 'median_pfs',
    medianLabel: 'Median progression-free survival',
    medianSummary: 'median progression-free survival',
    required: false,
    upperCurve: 'os',
    landmarkMonths: progressionLandmarkMonths,
    decimalMonths: true,
    landmarkPrefix: 'pfs_',
    landmarkLabel: 'Progression-free',
    landmarkUnit: '% progression-free',
    eventPrefix: 'pfs_events_',
    eventLabel: 'Progressions or deaths',
    column: 'pfs',
    medianTable: 'medianPfs',
    curveTable: 'pfs',
    medianFile: 'median_pfs.csv',
    curveFile: 'pfs_landmarks.csv',
    medianColumn: 'median_pfs_months',
    medianIntervalColumns: { low: 'median_pfs_low_months', high: 'median_pfs_high_months' },
    monthColumn: 'pfs_month_',
    outcome: {
      median: 'median_pfs_months',
      medianError: 'median_pfs_standard_error',
      comparedMedian: 'median_pfs_between_visits_months',
      comparedMedianError: 'median_pfs_between_visits_standard_error',
      landmarks: 'pfs_percent',
      landmarkErrors: 'pfs_percent_standard_errors',
    },
  },
} as const;

export type CurveName = keyof typeof curves;
export type Curve = (typeof curves)[CurveName];
/** Months of the landmarks of a curve. */
export type LandmarkMonth<Of extends Curve = Curve> = Of['landmarkMonths'][number];
export type MedianTable = Curve['medianTable'];
export type CurveTable = Curve['curveTable'];

/** The curves in the order in which they are reported. */
export const curveList: readonly Curve[] = Object.values(curves);

/** The curves that every arm that is fitted must state; the death function is identifiable by them alone. */
export const requiredCurves = curveList.filter(({ required }) => required);

/** Whether a curve is reported at a month. */
export const isLandmark = (curve: Curve, month: number): boolean =>
  curve.landmarkMonths.some((landmark) => landmark === month);

/** One value for each curve. */
export function forEachCurve<Value>(compute: (curve: Curve) => Value): Readonly<Record<CurveName, Value>> {
  return Object.fromEntries(curveList.map((curve) => [curve.name, compute(curve)])) as Record<CurveName, Value>;
}
