import type { Signal } from '@preact/signals';
import type { NotEvaluable } from '../../../targets/new-trials/to-table-rows.js';
import type { CheckedTable } from './check-table.js';

interface TableFootProps {
  readonly checked: CheckedTable;
  /** Whether the table that is shown has been checked. */
  readonly isSettled: boolean;
  /** Number of excluded rows. */
  readonly excluded: number;
  readonly isRangeAllowed: Signal<boolean>;
  readonly rule: Signal<NotEvaluable>;
}

/** What the check says in a word, and how the table is read. */
export function TableFoot({ checked, isSettled, excluded, isRangeAllowed, rule }: TableFootProps) {
  const { issues, trials } = checked;
  return (
    <div class="table-foot">
      <p>
        {issues.length > 0 ? (
          <strong class="bad">
            {issues.length} {issues.length === 1 ? 'issue' : 'issues'}: the table is not pooled
          </strong>
        ) : trials.length > 0 ? (
          <span class="good">
            {trials.length} {trials.length === 1 ? 'row' : 'rows'} without issues
          </span>
        ) : isSettled ? (
          <span class="soft">The table is empty: type, paste from a spreadsheet, or open a file.</span>
        ) : (
          <span class="soft">Reading</span>
        )}
        {excluded === 0 ? null : <span class="soft"> · {excluded} excluded, left out of the file too</span>}
      </p>
      <div class="table-settings">
        <label class="check-label">
          <input
            type="checkbox"
            checked={isRangeAllowed.value}
            onChange={(event) => {
              isRangeAllowed.value = event.currentTarget.checked;
            }}
          />
          Allow medians outside 0.5 to 60 months
        </label>
        <label class="check-label">
          <input
            type="checkbox"
            checked={rule.value === 'progressed'}
            onChange={(event) => {
              rule.value = event.currentTarget.checked ? 'progressed' : 'left-out';
            }}
          />
          Count not evaluable patients as progressed
        </label>
      </div>
    </div>
  );
}
