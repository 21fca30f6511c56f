import { isAnyMonthColumn, optionalColumns, requiredColumns } from '../../../browser.js';

const classes = {
  cr: 'complete response',
  pr: 'partial response',
  sd: 'stable disease',
  pd: 'progressive disease',
  ne: 'not evaluable',
};
const curves = { os: 'overall survival', pfs: 'progression-free survival' };
const single: Readonly<Record<string, string>> = {
  trial: 'Name of the study',
  arm: 'Treatment: letters, digits and _',
  n: 'Patients of the row, by which it is weighted',
  reference: 'Citation',
  doi: '10.x/y; tells the same publication under two names',
  year: 'Year of publication',
  subgroup: 'Part of the patients; empty for the whole arm',
  subset_of: 'Study whose row of the same arm holds these patients already',
  n_evaluable: 'Patients with an evaluable response',
  assessment_day: 'Day of the assessment; empty for the best response of the trial',
  interval_percent: 'Coverage of the intervals in percent; 95 where empty',
  hazard_ratio_versus: 'Arm of the same trial that the hazard ratios compare with',
  deaths: 'Deaths over the whole follow-up',
  curve_file: 'File of digitised curves',
  note: 'Anything a reader should know',
};

/** What a column of a table of trials holds, with its unit; null for an unknown one. */
export function columnHelp(name: string): string | null {
  const own = single[name];
  if (own !== undefined) return own;
  const ofClass = /^(bor_)?(cr|pr|sd|pd|ne)_(count|percent)$/.exec(name);
  if (ofClass !== null) {
    const [, best, key, unit] = ofClass;
    const of = best === undefined ? '' : 'Best response: ';
    return `${of}${classes[key as keyof typeof classes]}, ${unit === 'count' ? 'patients' : 'percent'}`;
  }
  const median = /^median_(os|pfs)_(low_|high_)?months$/.exec(name);
  if (median !== null) {
    const [, key, end] = median;
    const what = `median ${curves[key as keyof typeof curves]}`;
    return end === undefined
      ? `M${what.slice(1)}, months; NR where it was not reached`
      : `${end === 'low_' ? 'Lower' : 'Upper'} end of the interval of ${what}, months`;
  }
  const ratio = /^hazard_ratio_(os|pfs)(_low|_high)?$/.exec(name);
  if (ratio !== null) {
    const [, key, end] = ratio;
    const what = `hazard ratio of ${curves[key as keyof typeof curves]}`;
    return end === undefined
      ? `H${what.slice(1)}; a check, not a target`
      : `${end === '_low' ? 'Lower' : 'Upper'} end of the interval of the ${what}`;
  }
  if (!isAnyMonthColumn(name)) return null;
  const month = name.replace(/^.*month_/, '');
  return name.startsWith('pfs_')
    ? `Alive without progression at month ${month}, percent`
    : `Alive at month ${month}, percent`;
}

/** Names of columns that a table may have, beside the months. */
export const knownColumns: readonly string[] = [...requiredColumns, ...optionalColumns];

/** Whether texts are names of columns: two at least, and no other text. */
export function areColumnNames(texts: readonly string[]): boolean {
  const names = texts.map((text) => text.trim()).filter((text) => text !== '');
  return names.length > 1 && names.every((name) => columnHelp(name) !== null);
}

/** Columns of a new table. */
export const startColumns: readonly string[] = [
  ...['trial', 'arm', 'n', 'reference', 'doi'],
  ...['cr_percent', 'pr_percent', 'sd_percent', 'pd_percent'],
  ...['median_os_months', 'month_3', 'month_6', 'month_9', 'month_12', 'median_pfs_months', 'note'],
];
