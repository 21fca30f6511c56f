import { ownValue } from '../../../src/index.js';
import { endpoints, unitOf } from '../../endpoints/endpoints.js';

/** How a column of endpoints is named. */
export interface ColumnDescription {
  /** In a narrow header: `DCR`. */
  readonly title: string;
  /** Under it: `%`, `month 12, %`. */
  readonly unit: string;
  /** On an axis and in a sentence: `alive at month 12`. */
  readonly summary: string;
  /** Behind a number, with a space before it: ` %`, ` months`; empty for a number without one. */
  readonly behind: string;
  readonly decimals: number;
}

const described: Readonly<Record<string, ColumnDescription>> = {
  ...Object.fromEntries(
    endpoints.flatMap((endpoint) => {
      if (endpoint.kind === 'landmark' || endpoint.kind === 'best') return [];
      const { name, label, shortLabel: title, decimals } = endpoint;
      const unit = unitOf(name);
      const summary = endpoint.kind === 'rate' ? endpoint.summary : label.toLowerCase();
      const column = endpoint.kind === 'rate' ? name : endpoint.curve.outcome.median;
      return [[column, { title, unit, summary, behind: ` ${unit}`, decimals }]];
    }),
  ),
  ...Object.fromEntries(
    ['Th1', 'CTL', 'Th1/Treg', 'CTL/Treg'].map((marker) => [
      `auc_${marker.toLowerCase().replace('/', '_')}`,
      { title: 'AUC', unit: marker, summary: `AUC of ${marker}`, behind: '', decimals: 3 },
    ]),
  ),
};

/** Columns whose names hold a month or a day. */
const families: readonly {
  readonly pattern: RegExp;
  readonly title: string;
  readonly at: string;
}[] = [
  { pattern: /^survival_(\d+)$/, title: 'Alive', at: 'month' },
  { pattern: /^control_(\d+)$/, title: 'Without progression', at: 'day' },
  { pattern: /^median_change_(\d+)$/, title: 'Median change of volume', at: 'day' },
];

/** How a column of `sweep.csv` is named; by its own name where it is not known. */
export function describeColumn(column: string): ColumnDescription {
  for (const { pattern, title, at } of families) {
    const [, number] = pattern.exec(column) ?? [];
    if (number === undefined) continue;
    const summary = `${title.toLowerCase()} at ${at} ${number}`;
    return { title, unit: `${at} ${number}, %`, summary, behind: ' %', decimals: 1 };
  }
  return ownValue(described, column) ?? { title: column, unit: '', summary: column, behind: '', decimals: 2 };
}

/** Title of an axis of such a column: `Alive at month 12 (%)`. */
export function columnTitle(column: string): string {
  const { summary, behind } = describeColumn(column);
  const title = summary.charAt(0).toUpperCase() + summary.slice(1);
  return behind === '' ? title : `${title} (${behind.trim()})`;
}
