import { curveList } from '../../endpoints/curves.js';
import { classRateNames } from '../../endpoints/endpoints.js';
import { PRINTED_RATE } from '../meta-analysis/discrepancies.js';
import { rowKey, rowName, type TrialRow } from '../trial-row.js';
import { allRows, type TrialTableName, type TrialTables, trialTableNames } from '../trial-tables.js';
import type { NewTrial } from './new-trial.js';

/**
 * Rows of new trials that are probably another row under a second name: the same name but for case, punctuation or a qualifier in brackets,
 * or the same n, rates, medians and survival.
 *
 * @param trials - rows of new trials
 * @param tables - the tables with these rows added
 * @returns one question per pair of rows of one arm; none for subgroups of one trial and for declared subsets
 */
export function probableDoubles(trials: readonly NewTrial[], tables: TrialTables): readonly string[] {
  const rows = new Map([...allRows(tables)].reverse().map((row) => [rowKey(row), row]));
  const isNew = new Set(trials.map(rowKey));
  const asked = new Set<string>();
  const names = new Map([...trials, ...rows.values()].map(({ trial }) => [trial, partsOf(trial)]));
  const ofArm = groupedByArm([...rows].map(([key, row]) => ({ key, row })));
  const places = tablePlaces(tables);
  return trials.flatMap((trial) => {
    const own = rowKey(trial);
    asked.add(own);
    return (ofArm.get(trial.arm) ?? []).flatMap(({ key, row: other }) => {
      // A pair of new rows is compared once, from the later one
      if ((isNew.has(key) && !asked.has(key)) || areParts(trial, other)) return [];
      const equal = equalFigures(own, key, places);
      const what = [
        ...(isSameName(names.get(trial.trial)!, names.get(other.trial)!)
          ? ['the name but for case, punctuation or a qualifier']
          : []),
        ...(equal.length === 0 ? [] : [`the same ${equal.join(', ')}`]),
      ];
      if (what.length === 0) return [];
      return [
        `${trial.where}: ${rowName(trial)}: has ${what.join(' and ')} as ${rowName(other)} (${other.where}): is it the same trial?`,
      ];
    });
  });
}

/** Whether two rows are the same trial, or one is declared as a part of the other. */
const areParts = (a: TrialRow, b: TrialRow): boolean =>
  a.trial === b.trial || a.subsetOf === b.trial || b.subsetOf === a.trial;

/** Letters and digits alone, without case and accents. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const QUALIFIER = /\(([^()]*)\)/;

/** Whether two names differ in case, punctuation or a qualifier that only one of them has; a qualifier alone is a name too. */
function isSameName(
  [wholeA, baseA, qualifierA]: ReturnType<typeof partsOf>,
  [wholeB, baseB, qualifierB]: ReturnType<typeof partsOf>,
): boolean {
  if (wholeA === wholeB) return true;
  if (qualifierA === '' && qualifierB !== '') return wholeA === baseB || wholeA === qualifierB;
  return qualifierB === '' && qualifierA !== '' && (wholeB === baseA || wholeB === qualifierA);
}

function partsOf(name: string): readonly [whole: string, base: string, qualifier: string] {
  return [plain(name), plain(name.replace(QUALIFIER, '')), plain(QUALIFIER.exec(name)?.[1] ?? '')];
}

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= PRINTED_RATE;

function groupedByArm<Entry extends { readonly row: TrialRow }>(
  entries: readonly Entry[],
): ReadonlyMap<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.row.arm);
    if (group === undefined) groups.set(entry.row.arm, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The rows of each table by their identity; the first where a table has two. */
type TablePlaces = { readonly [Name in TrialTableName]: ReadonlyMap<string, TrialTables[Name][number]> };

function tablePlaces(tables: TrialTables): TablePlaces {
  const places = trialTableNames.map((name) => {
    const rows: readonly TrialRow[] = tables[name];
    return [name, new Map([...rows].reverse().map((row) => [rowKey(row), row]))];
  });
  return Object.fromEntries(places) as TablePlaces;
}

/** What two rows have in common where every table that has both states the same; empty otherwise. */
function equalFigures(a: string, b: string, places: TablePlaces): readonly string[] {
  const pair = <Row extends TrialRow>(table: ReadonlyMap<string, Row>): readonly [Row, Row] | null => {
    const [own, other] = [table.get(a), table.get(b)];
    return own === undefined || other === undefined ? null : [own, other];
  };
  const names: string[] = [];
  // Most pairs differ in the first number that is compared: the rest of theirs is not looked at
  const isSame = (name: string, [own, other]: readonly [TrialRow, TrialRow], isEqual: () => boolean): boolean => {
    if (own.n !== other.n || !isEqual()) return false;
    names.push(name);
    return true;
  };
  const rates = pair(places.recist) ?? pair(places.bestResponse);
  if (rates !== null) {
    const [own, other] = rates;
    const isEqual = () => classRateNames.every((name) => isClose(own[`${name}Percent`], other[`${name}Percent`]));
    if (!isSame('rates', rates, isEqual)) return [];
  }
  for (const { medianTable, curveTable, shortLabel } of curveList) {
    const medians = pair(places[medianTable]);
    if (medians !== null) {
      const isEqual = () => medians[0].medianMonths === medians[1].medianMonths;
      if (!isSame(`median ${shortLabel}`, medians, isEqual)) return [];
    }
    const curves = pair(places[curveTable]);
    const months = curves?.[0].months.filter((month) => month > 0 && curves[1].months.includes(month)) ?? [];
    if (curves === null || months.length === 0) continue;
    const at = (index: 0 | 1, month: number) => curves[index].percent[curves[index].months.indexOf(month)]!;
    if (!isSame(curveTable, curves, () => months.every((month) => isClose(at(0, month), at(1, month))))) return [];
  }
  return names.length > 0 ? ['n', ...names] : [];
}
