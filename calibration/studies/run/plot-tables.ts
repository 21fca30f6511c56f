import { assessedClasses, responseClasses } from '../../../src/index.js';
import { PD_OR_NE } from '../../endpoints/best-response.js';
import { rateNames } from '../../endpoints/endpoints.js';

/** What the cells of one column of a figure table hold. `optional` cells may be empty (null in the typed row). */
export type FigureColumn =
  | { readonly kind: 'text'; readonly description: string }
  | { readonly kind: 'number'; readonly description: string }
  | { readonly kind: 'optional'; readonly description: string }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly description: string };

const text = (description: string) => ({ kind: 'text', description }) as const;
const number = (description: string) => ({ kind: 'number', description }) as const;
const optional = (description: string) => ({ kind: 'optional', description }) as const;
const choice = <const T extends readonly string[]>(of: T, description: string) =>
  ({ kind: 'choice', of, description }) as const;

const subgroup = text('part of the trial, as its publication names it; empty for a whole arm and for other rows');

const arm = text('treatment arm, as named in the configuration');

/**
 * Columns of the table behind each figure, in file order; `<name>.csv` in the run's figures folder has exactly these.
 *
 * Row types derive from this constant, so a column is stated once.
 */
export const FIGURE_TABLES = {
  response: {
    arm,
    endpoint: choice(rateNames, 'response class, or ORR = CR + PR, DCR = CR + PR + SD'),
    source: text('`simulated`, `pooled trials`, or the name of one trial'),
    subgroup,
    percent: number('share of patients; percent'),
    ci_low: optional('lower end of the 95 % Wilson interval; percent'),
    ci_high: optional('upper end of the 95 % Wilson interval; percent'),
    n: number('patients behind the share'),
  },
  spider: {
    arm,
    patient: text('patient number, or `mean` for the mean of the cohort'),
    day: number('day of treatment; days'),
    change_percent: number('change of tumor volume from baseline; percent'),
    recist: choice([...responseClasses, ''], 'response class at the assessment; empty for the mean'),
  },
  waterfall: {
    arm,
    rank: number('place of the bar, 1 = largest growth'),
    patient: text('patient number'),
    change_percent: number('change of tumor volume from baseline at the assessment; percent'),
    recist: choice(responseClasses, 'response class at the assessment'),
  },
  survival: {
    arm,
    day: number('day of treatment; days'),
    month: number('the same in months of the run; months'),
    survival_percent: number('expected share of the cohort alive; percent'),
  },
  survival_clinical: {
    arm,
    trial: text('`pooled`, or the name of one trial'),
    subgroup,
    month: number('month of the published curve; months'),
    survival_percent: number('share alive; percent'),
    ci_low: optional('lower end of the 95 % interval; percent'),
    ci_high: optional('upper end of the 95 % interval; percent'),
    n: number('patients behind this point of the curve'),
  },
  pfs: {
    arm,
    day: number('day of treatment; days'),
    month: number('the same in months of the run; months'),
    pfs_percent: number('expected share of the cohort alive without progression; percent'),
  },
  pfs_clinical: {
    arm,
    trial: text('`pooled`, or the name of one trial'),
    subgroup,
    statistic: choice(['median', 'landmark'], 'what the trial states: a median, or a share at a month'),
    month: number('the median, or the month of the share; months'),
    month_low: optional('lower end of the 95 % interval of a median; months'),
    month_high: optional('upper end of the 95 % interval of a median; months'),
    pfs_percent: number('share alive without progression, 50 for a median; percent'),
    ci_low: optional('lower end of the 95 % interval of a share; percent'),
    ci_high: optional('upper end of the 95 % interval of a share; percent'),
    n: number('patients of the trials behind it'),
  },
  best_response: {
    arm,
    source: text('`simulated`, `pooled trials`, or the name of one trial'),
    subgroup,
    best: choice(
      [...assessedClasses, PD_OR_NE],
      'best overall response; NE is not evaluable, `PD or NE` where a source does not tell them apart',
    ),
    percent: number('share of patients; percent'),
    n: number('patients behind the share'),
  },
  best_change: {
    arm,
    rank: number('place of the bar, 1 = largest growth'),
    patient: text('patient number'),
    change_percent: number('best change of tumor volume from baseline up to progression; percent'),
    recist: choice(assessedClasses, 'best overall response of a patient who lives to every visit'),
  },
  swimmer: {
    arm,
    rank: number('place of the bar, 1 = longest follow-up'),
    patient: text('patient number'),
    best: choice(assessedClasses, 'best overall response until the drawn death'),
    treatment_end_day: number('end of the treatment, 0 where no drug is given; days'),
    response_day: optional('first visit with a complete or partial response; days'),
    progression_day: optional('visit that shows progression; days'),
    end_day: number('drawn death, or the end of the simulation; days'),
    status: choice(['dead', 'alive'], 'status at that day'),
  },
  states: {
    arm,
    day: number('day of treatment; days'),
    month: number('the same in months of the run; months'),
    on_treatment_percent: number('expected share alive without progression, on treatment; percent'),
    off_treatment_percent: number('expected share alive without progression, off treatment; percent'),
    progressed_percent: number('expected share alive after progression; percent'),
    dead_after_progression_percent: number('expected share dead after progression; percent'),
    dead_without_progression_percent: number('expected share dead without progression; percent'),
  },
  hazard_ratios: {
    endpoint: choice(['os', 'pfs'], 'overall survival or progression-free survival'),
    arm,
    versus: text('arm that it is compared with'),
    source: text('`simulated`, or the name of one trial'),
    hazard_ratio: number('hazard ratio, arm against the other'),
    ci_low: optional('lower end of its 95 % interval; empty where none is stated'),
    ci_high: optional('upper end of its 95 % interval; empty where none is stated'),
    basis: text('what a published value rests on; empty for the simulated one'),
  },
  markers: {
    arm,
    marker: text('marker in the tumor'),
    group: choice(['responder', 'non-responder'], 'CR, PR or SD against PD'),
    n: number('patients in the group'),
    mean: number('mean; unit of the marker'),
    sd: number('standard deviation; unit of the marker'),
    min: number('smallest value; unit of the marker'),
    q1: number('lower quartile; unit of the marker'),
    median: number('median; unit of the marker'),
    q3: number('upper quartile; unit of the marker'),
    max: number('largest value; unit of the marker'),
    p05: number('5th percentile; unit of the marker'),
    p95: number('95th percentile; unit of the marker'),
  },
  roc: {
    arm,
    score: text('marker, or markers joined by ` + `'),
    kind: choice(['marker', 'out of fold', 'in sample', 'min-max sum'], 'how the score is made and evaluated'),
    scale: choice(['raw', 'log'], 'markers as they are, or their natural logarithms'),
    threshold: optional('least score called positive; unit of the marker, log odds or sum; empty for an infinite one'),
    fpr: number('false positive rate, in [0, 1]'),
    tpr: number('true positive rate, in [0, 1]'),
    auc: number('area under this curve, in [0, 1]; repeated on each row'),
  },
  shapes: {
    parameter: text('heterogeneous parameter of the model'),
    x: number('value of the parameter; its own unit'),
    density_published: number('Beta density of the published shapes; 1 / unit'),
    density_fitted: number('Beta density of the fitted shapes; 1 / unit'),
  },
  singular_values: {
    index: number('place in falling order, 1 = largest'),
    singular_value: number('singular value of the Jacobian, data against prior'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FigureColumn>>>>;

/** Name of a figure table; also the name of its file without `.csv`. */
export type FigureTableName = keyof typeof FIGURE_TABLES;

type CellOf<Column extends FigureColumn> = Column extends { readonly kind: 'choice'; readonly of: infer Choices }
  ? Choices extends readonly (infer Choice)[]
    ? Choice
    : never
  : Column extends { readonly kind: 'text' }
    ? string
    : Column extends { readonly kind: 'number' }
      ? number
      : number | null;

/** One row of the named table. */
export type FigureRow<Name extends FigureTableName> = {
  readonly [Column in keyof (typeof FIGURE_TABLES)[Name]]: (typeof FIGURE_TABLES)[Name][Column] extends FigureColumn
    ? CellOf<(typeof FIGURE_TABLES)[Name][Column]>
    : never;
};

/** All figure tables of a run; a table that the run did not reach is empty. */
export type FigureTables = { readonly [Name in FigureTableName]: readonly FigureRow<Name>[] };

export type ResponseRow = FigureRow<'response'>;
export type SpiderRow = FigureRow<'spider'>;
export type WaterfallRow = FigureRow<'waterfall'>;
export type SurvivalRow = FigureRow<'survival'>;
export type SurvivalClinicalRow = FigureRow<'survival_clinical'>;
export type PfsRow = FigureRow<'pfs'>;
export type PfsClinicalRow = FigureRow<'pfs_clinical'>;
export type BestResponseRow = FigureRow<'best_response'>;
export type BestChangeRow = FigureRow<'best_change'>;
export type SwimmerRow = FigureRow<'swimmer'>;
export type StatesRow = FigureRow<'states'>;
export type HazardRatioRow = FigureRow<'hazard_ratios'>;
export type MarkerRow = FigureRow<'markers'>;
export type RocRow = FigureRow<'roc'>;
export type ShapeRow = FigureRow<'shapes'>;
export type SingularValueRow = FigureRow<'singular_values'>;

/** The names of all figure tables, in the order of the report. */
export const FIGURE_TABLE_NAMES = Object.keys(FIGURE_TABLES) as readonly FigureTableName[];
