import type { TableIssue } from './check-table.js';
import { columnHelp } from './column-help.js';
import { CELL_MESSAGE } from './edit-grid-rows.js';
import { type CellPlace, type EditTable, HEADER_ROW } from './table-model.js';

/** Name of a cell in a sentence. */
export function placeName({ row, columns }: Pick<TableIssue, 'row' | 'columns'>, { header }: EditTable): string {
  const at = row === null ? 'Table' : row === HEADER_ROW ? 'Header' : `Row ${row + 1}`;
  const names = columns.map((column) => header[column]?.trim() || `column ${column + 1}`);
  if (names.length === 0) return at;
  return `${at}, ${names.length > 3 ? `${names[0]} to ${names.at(-1)}` : names.join(', ')}`;
}

interface MessageBarProps {
  readonly table: EditTable;
  readonly active: CellPlace;
  readonly issues: readonly TableIssue[];
  readonly remarks: readonly TableIssue[];
}

/** What is said of the active cell: its issues in the words of the command line, remarks on its row, else what its column holds. */
export function MessageBar({ table, active, issues, remarks }: MessageBarProps) {
  const isHere = ({ row, columns }: TableIssue) =>
    row === active.row && (columns.length === 0 || columns.includes(active.column));
  const own = issues.filter(isHere);
  const said = remarks.filter(isHere);
  const name = table.header[active.column]?.trim() ?? '';
  const help = columnHelp(name);
  return (
    <p class={`message-bar${own.length > 0 ? ' bad' : said.length > 0 ? ' warn' : ''}`} id={CELL_MESSAGE}>
      <span class="message-place">{placeName({ row: active.row, columns: [active.column] }, table)}</span>
      <span>
        {own.length > 0
          ? own.map(({ text }) => text).join(' · ')
          : said.length > 0
            ? said.map(({ text }) => text).join(' · ')
            : (help ?? (name === '' ? 'A column without a name' : 'No column of a table of trials'))}
      </span>
    </p>
  );
}

interface IssueListProps {
  readonly table: EditTable;
  readonly issues: readonly TableIssue[];
  readonly most: number;
  readonly onOpen: (issue: TableIssue) => void;
}

/** Issues or remarks, one a line; a click goes to the cell. */
export function IssueList({ table, issues, most, onOpen }: IssueListProps) {
  return (
    <ul class="issue-list">
      {issues.slice(0, most).map((issue) => (
        <li key={issue.sentence}>
          {issue.row === null ? (
            <span class="issue-place">Table</span>
          ) : (
            <button type="button" class="issue-place" onClick={() => onOpen(issue)}>
              {placeName(issue, table)}
            </button>
          )}
          <span>{issue.text}</span>
        </li>
      ))}
      {issues.length > most ? <li class="soft">and {issues.length - most} more</li> : null}
    </ul>
  );
}
