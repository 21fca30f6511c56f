import {
  type EndpointForest,
  endpointLabel,
  type ForestInterval,
  type ForestRow,
  formatFixed,
  unitOf,
} from '../../../browser.js';

/** A line of the drawn forest. */
export interface ForestLine {
  readonly kind: 'trial' | 'pooled' | 'random' | 'prediction' | 'other';
  readonly label: string;
  /** For the pointer: source or meaning. */
  readonly hint: string;
  readonly n: number | null;
  /** Share in [0, 1]; null where it has none. */
  readonly weight: number | null;
  readonly value: number | null;
  readonly interval: ForestInterval | null;
  /** Of a trial: of the table that is edited, excluded, part of another trial. */
  readonly isOwn: boolean;
  readonly isExcluded: boolean;
  readonly isPart: boolean;
  /** Row of a trial; null for what is computed from them. */
  readonly row: ForestRow | null;
}

/** A forest plot as it is drawn. */
export interface ForestView {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly lines: readonly ForestLine[];
  readonly pooled: number;
}

/** What a forest is compared with. */
export interface ForestContext {
  /** With the excluded rows taken in; null where none is excluded. */
  readonly all: EndpointForest | null;
  /** Before trials were added or dropped; null where nothing has changed. */
  readonly before: EndpointForest | null;
  readonly isOwn: (row: ForestRow) => boolean;
}

const nameOf = ({ trial, subgroup }: ForestRow): string => (subgroup === '' ? trial : `${trial}, ${subgroup}`);
const isSame = (a: ForestRow, b: ForestRow): boolean => a.trial === b.trial && a.subgroup === b.subgroup;

const basis: Readonly<Record<ForestRow['intervalFrom'], string>> = {
  counts: 'Wilson interval of its patients',
  interval: 'interval as reported',
  'pooled curve': 'interval from the density of the pooled curve',
  'exponential curve': 'interval from an exponential curve',
};

/**
 * The lines of a forest plot: trials in their order, the excluded among them, then the pooled value with and without them, the
 * random-effects mean and the prediction interval.
 */
export function forestView(forest: EndpointForest, { all, before, isOwn }: ForestContext): ForestView {
  const whole = all ?? forest;
  const trials = whole.rows.map((row): ForestLine => {
    const own = forest.rows.find((other) => isSame(other, row));
    const { value, interval, weight } = own ?? row;
    const isExcluded = own === undefined;
    const isPart = row.subsetOf !== null;
    return {
      kind: 'trial',
      label: nameOf(row),
      hint: `${nameOf(row)}: ${row.source}; ${basis[row.intervalFrom]}${isPart ? `; these patients are in ${row.subsetOf}` : ''}`,
      n: row.n,
      weight: isExcluded || isPart ? null : weight,
      value,
      interval,
      isOwn: isOwn(row),
      isExcluded,
      isPart,
      row,
    };
  });
  const summary = (
    kind: ForestLine['kind'],
    label: string,
    hint: string,
    n: number | null,
    value: number | null,
    interval: ForestInterval | null,
  ): ForestLine => ({
    kind,
    label,
    hint,
    n,
    weight: null,
    value,
    interval,
    isOwn: false,
    isExcluded: false,
    isPart: false,
    row: null,
  });
  const { pooled, heterogeneity } = forest;
  const excluded = trials.filter(({ isExcluded }) => isExcluded).length;
  const other = (label: string, hint: string, { pooled: one }: EndpointForest) =>
    summary('other', label, hint, one.n, one.value, one.interval);
  return {
    title: endpointLabel(forest.endpoint),
    unit: unitOf(forest.endpoint),
    decimals: unitOf(forest.endpoint) === '%' ? 1 : 2,
    pooled: pooled.value,
    lines: [
      ...trials,
      summary(
        'pooled',
        excluded === 0 ? 'Pooled' : `Pooled without ${excluded} excluded`,
        'Weighted by patients, each counted once (eq. 18)',
        pooled.n,
        pooled.value,
        pooled.interval,
      ),
      ...(all === null || excluded === 0 ? [] : [other('With the excluded', 'Pooled with the excluded trials', all)]),
      ...(before === null || (all !== null && excluded > 0 && all.pooled.value === before.pooled.value)
        ? []
        : [other('Before', 'Pooled before trials were added or excluded', before)]),
      ...(heterogeneity === null
        ? []
        : [
            summary(
              'random',
              'Random effects',
              'Mean of a random-effects model (DerSimonian and Laird)',
              null,
              heterogeneity.mean,
              heterogeneity.interval,
            ),
          ]),
      ...(heterogeneity === null || heterogeneity.prediction === null
        ? []
        : [
            summary(
              'prediction',
              'A further trial',
              '95 % prediction interval of a further trial',
              null,
              null,
              heterogeneity.prediction,
            ),
          ]),
    ],
  };
}

/** A value with its interval: `45.7 (43.6 to 47.8)`. */
export function intervalText({ value, interval }: Pick<ForestLine, 'value' | 'interval'>, decimals: number): string {
  const ends =
    interval === null ? '' : `${formatFixed(interval.low, decimals)} to ${formatFixed(interval.high, decimals)}`;
  if (value === null) return ends;
  return ends === '' ? formatFixed(value, decimals) : `${formatFixed(value, decimals)} (${ends})`;
}

/** The table behind a forest plot. */
export function forestTable({ title, unit, lines }: ForestView) {
  return {
    columns: [
      'row',
      'kind',
      'n (patients)',
      'weight (share)',
      `${title} (${unit})`,
      `low (${unit})`,
      `high (${unit})`,
      'excluded',
    ],
    rows: lines.map(({ label, kind, n, weight, value, interval, isExcluded }) => [
      label,
      kind,
      n,
      weight,
      value,
      interval?.low ?? null,
      interval?.high ?? null,
      isExcluded ? 'yes' : 'no',
    ]),
  };
}

/** What a forest plot shows, with its numbers. */
export function forestAlt({ title, unit, lines, decimals }: ForestView): string {
  const trials = lines.filter(({ kind, isExcluded }) => kind === 'trial' && !isExcluded);
  const values = trials.flatMap(({ value }) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => formatFixed(value, decimals));
  const pooled = lines.find(({ kind }) => kind === 'pooled');
  const mean = pooled === undefined ? '' : `; pooled ${intervalText(pooled, decimals)} ${unit}`;
  return `Forest plot: ${title} of ${trials.length} trials from ${low} to ${high} ${unit}${mean}.`;
}
