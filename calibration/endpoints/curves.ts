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
      landmarks: 'survival',
      landmarkErrors: 'survival_standard_errors',
    },
  },
} as const;

export type CurveName = keyof typeof curves;
export type Curve = (typeof curves)[CurveName];
export type MedianTable = Curve['medianTable'];
export type CurveTable = Curve['curveTable'];

/** The curves in the order in which they are reported. */
export const curveList: readonly Curve[] = Object.values(curves);

/** One value for each curve. */
export function forEachCurve<Value>(compute: (curve: Curve) => Value): Readonly<Record<CurveName, Value>> {
  return Object.fromEntries(curveList.map((curve) => [curve.name, compute(curve)])) as Record<CurveName, Value>;
}
