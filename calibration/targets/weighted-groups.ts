import { throwTableIssues } from '../../src/index.js';
import { curveList } from '../endpoints/curves.js';
import type { TargetGroup } from '../endpoints/endpoints.js';
import type { TrialTableName, TrialTables } from './trial-tables.js';

/** The table that the targets of each group are pooled from, without those that every arm must have. */
const tableOfGroup: readonly (readonly [group: TargetGroup, table: TrialTableName])[] = [
  ['response', 'recist'],
  ['bestResponse', 'bestResponse'],
  ...curveList
    .filter(({ required }) => !required)
    .flatMap(({ medianTable, curveTable }) => [medianTable, curveTable].map((table) => [table, table] as const)),
];

type Weights = Readonly<Record<TargetGroup, number>>;

/** Fitted arms without a row of a table. */
const armsWithout = (tables: TrialTables, table: TrialTableName, arms: readonly string[]): readonly string[] =>
  arms.filter((arm) => !tables[table].some((row) => row.arm === arm));

/**
 * Makes sure that groups with a weight can be fitted: response rates of every arm, other groups of one arm at least.
 *
 * @param tables - trial tables
 * @param arms - arms that are fitted
 * @param weights - of the groups
 * @throws DataError - naming every group that cannot
 */
export function requireWeightedGroups(tables: TrialTables, arms: readonly string[], weights: Weights): void {
  const issues = tableOfGroup.flatMap(([group, table]) => {
    const without = armsWithout(tables, table, arms);
    const isMissing = group === 'response' ? without.length > 0 : without.length === arms.length;
    // Arms without any response are refused where they are pooled
    if (weights[group] === 0 || !isMissing || (group === 'response' && tables.bestResponse.length === 0)) return [];
    return [
      `targets.weights.${group}: must be 0 where the trials have no row of ${table} for ${without.join(', ')}; got ${weights[group]}`,
    ];
  });
  throwTableIssues('targets', issues);
}

/** Fitted groups that the trials of an arm do not report: one remark each. */
export function unreportedRemarks(tables: TrialTables, arms: readonly string[], weights: Weights): readonly string[] {
  return tableOfGroup.flatMap(([group, table]) => {
    const without = armsWithout(tables, table, arms);
    if (weights[group] === 0 || without.length === 0) return [];
    return [`${table} of ${without.join(', ')}: no trial reports it, so it is not fitted there`];
  });
}
