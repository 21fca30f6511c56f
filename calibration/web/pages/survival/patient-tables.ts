import { parseTable } from '../../../browser.js';
import type { PatientTable } from '../../../server/api/survival.js';
import { postJson } from '../../app/api-client.js';

/** Columns that a table of patients is read by. */
export interface TableColumns {
  readonly time: string;
  readonly event: string;
  readonly group: string;
  readonly marker: string;
}

/** Names that tables often have for a column, the most usual first. */
const USUAL: Readonly<Record<keyof TableColumns, readonly string[]>> = {
  time: ['time', 'months', 'days', 'survival', 'os', 'followup'],
  event: ['event', 'died', 'death', 'status', 'observed'],
  group: ['arm', 'group', 'treatment'],
  marker: [],
};

/** Header of a table. @throws DataError - when it is none */
export function headerOf({ text, name }: PatientTable): readonly string[] {
  return parseTable(text, name).header.map((cell) => cell.trim());
}

/** Columns by their usual names; the marker is the first other column of numbers; no group is an empty name. */
export function usualColumns(table: PatientTable): TableColumns {
  const { header, rows, numbers } = parseTable(table.text, table.name);
  const names = header.map((cell) => cell.trim());
  const found = (role: keyof TableColumns) =>
    names.find((name) => USUAL[role].some((usual) => name.toLowerCase() === usual)) ?? '';
  const [time, event, group] = [found('time'), found('event'), found('group')];
  const isNumeric = (place: number) => {
    const values = new Set(rows.slice(0, 50).map(({ cells }) => numbers.parse(cells[place] ?? '')));
    return values.size > 2 && ![...values].some((value) => Number.isNaN(value));
  };
  const marker = names.find(
    (name, place) => ![time, event, group].includes(name) && !/^(patient|id|row)s?$/i.test(name) && isNumeric(place),
  );
  return { time, event, group, marker: marker ?? '' };
}

/** Stores a file of the user in the folder of inputs, so that the address and the command name it. */
export async function storeTable(file: File): Promise<PatientTable> {
  const name = file.name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[^A-Za-z0-9_]+/, '') || 'patients.csv';
  return postJson<PatientTable>('/api/survival/tables', {
    name: name.toLowerCase().endsWith('.csv') ? name : `${name}.csv`,
    text: await file.text(),
  });
}
