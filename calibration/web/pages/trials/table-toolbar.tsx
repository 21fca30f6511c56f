import { useRef } from 'preact/hooks';
import type { TrialFiles } from '../../../server/api/trials.js';
import { Button } from '../../components/button.js';
import { toast } from '../../components/toasts.js';
import { columnHelp, knownColumns } from './column-help.js';
import { curveFiles, edit, fileName, history, newTable, openDraft, redo, undo } from './draft.js';
import { openListed, plainName, readFile } from './table-files.js';
import {
  type CellRange,
  hasDecimalCommas,
  rangeBounds,
  withColumn,
  withDecimalPoints,
  withoutColumn,
  withoutRows,
  withRows,
} from './table-model.js';
import { openedTable } from './table-text.js';

interface TableToolbarProps {
  readonly files: TrialFiles | null;
  readonly range: CellRange;
  readonly onExclude: (first: number, last: number) => void;
  readonly onDownload: () => void;
  readonly onSave: () => void;
  readonly isValid: boolean;
}

const refused = (cause: unknown): void =>
  toast({ kind: 'bad', text: cause instanceof Error ? cause.message : String(cause) });

/** What can be done with the table: open, edit rows and columns, save. */
export function TableToolbar({ files, range, onExclude, onDownload, onSave, isValid }: TableToolbarProps) {
  const picker = useRef<HTMLInputElement>(null);
  const { table, past, future } = history.value;
  const { firstRow, lastRow, firstColumn } = rangeBounds(range);
  const [first, last] = [Math.max(0, firstRow), Math.max(0, lastRow)];
  const areExcluded = table.rows.slice(first, last + 1).every(({ excluded }) => excluded);
  const open = async (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      try {
        const text = await readFile(file);
        // A file of curves that the open table names belongs to it
        const names = table.header.includes('curve_file')
          ? table.rows.map(({ cells }) => cells[table.header.indexOf('curve_file')]?.trim())
          : [];
        if (names.includes(file.name))
          curveFiles.value = new Map([...curveFiles.value, [file.name, { source: file.name, text }]]);
        else openDraft(plainName(file.name), openedTable(text, file.name), []);
      } catch (cause) {
        refused(cause);
      }
    }
  };
  const choose = (value: string) => {
    const [kind, ...name] = value.split('/');
    if (value === 'new') openDraft('my-trials.csv', newTable(), []);
    else if (value === 'file') picker.current?.click();
    else if (kind === 'templates' || kind === 'saved') openListed(kind, name.join('/')).catch(refused);
  };
  const months = Array.from({ length: 24 }, (_, month) => month + 1);
  const further = [
    ...knownColumns,
    ...months.map((month) => `month_${month}`),
    ...months.map((month) => `pfs_month_${month}`),
  ].filter((name) => !table.header.includes(name));
  return (
    <div class="table-tools">
      <div class="toolbar" role="group" aria-label="Table">
        <select
          aria-label="Open a table"
          value=""
          onChange={(event) => {
            choose(event.currentTarget.value);
            event.currentTarget.value = '';
          }}
        >
          <option value="">Open …</option>
          <option value="new">New table</option>
          <option value="file">File of this machine …</option>
          {files === null || files.templates.length === 0 ? null : (
            <optgroup label="Examples">
              {files.templates.map((name) => (
                <option key={name} value={`templates/${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          {files === null || files.saved.length === 0 ? null : (
            <optgroup label="Saved beside the runs">
              {files.saved.map((name) => (
                <option key={name} value={`saved/${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        <input
          ref={picker}
          type="file"
          class="only-read"
          tabIndex={-1}
          aria-label="File of trials"
          accept=".csv,.tsv,.txt,.json"
          multiple
          onChange={(event) => {
            void open(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <label class="file-name">
          <span class="only-read">Name of the file</span>
          <input
            class="text-field"
            value={fileName.value}
            spellcheck={false}
            onChange={(event) => {
              fileName.value = plainName(event.currentTarget.value);
            }}
          />
        </label>
        <Button kind="quiet" icon="download" label="CSV" hint="Download the table as a CSV file" onClick={onDownload} />
        <Button
          kind="quiet"
          label="Save copy"
          hint="Save a checked copy in the folder inputs beside the runs"
          isDisabled={!isValid}
          onClick={onSave}
        />
        <div class="end">
          <Button
            kind="quiet"
            icon="undo"
            label="Undo"
            isIconOnly
            hint={past.length === 0 ? 'Nothing to undo' : `Undo: ${past.at(-1)!.what}`}
            isDisabled={past.length === 0}
            onClick={undo}
          />
          <Button
            kind="quiet"
            icon="redo"
            label="Redo"
            isIconOnly
            hint={future.length === 0 ? 'Nothing to redo' : `Redo: ${future.at(-1)!.what}`}
            isDisabled={future.length === 0}
            onClick={redo}
          />
          <Button
            kind="quiet"
            icon="plus"
            label="Row"
            hint="Insert a row below"
            onClick={() => edit(withRows(table, last + 1), 'row')}
          />
          <select
            aria-label="Add a column"
            value=""
            onChange={(event) => {
              edit(withColumn(table, event.currentTarget.value), 'column');
              event.currentTarget.value = '';
            }}
          >
            <option value="">+ Column</option>
            {further.map((name) => (
              <option key={name} value={name} title={columnHelp(name) ?? ''}>
                {name}
              </option>
            ))}
          </select>
          <Button
            kind="quiet"
            label={areExcluded ? 'Take in' : 'Exclude'}
            hint="Exclude the selected rows, or take them in again (Ctrl+E)"
            onClick={() => onExclude(first, last)}
          />
          <Button
            kind="quiet"
            icon="trash"
            label="Delete rows"
            isIconOnly
            hint="Delete the selected rows"
            isDisabled={table.rows.length === 0}
            onClick={() => edit(withoutRows(table, first, last), last > first ? 'delete rows' : 'delete row')}
          />
          <Button
            kind="quiet"
            icon="minus"
            label="Delete the column"
            isIconOnly
            hint={`Delete the column ${table.header[firstColumn] ?? ''}`}
            isDisabled={table.header.length < 2}
            onClick={() => edit(withoutColumn(table, firstColumn), 'delete column')}
          />
        </div>
      </div>
      {hasDecimalCommas(table) ? (
        <p class="comma-note">
          Numbers with decimal commas.{' '}
          <button type="button" class="link-button" onClick={() => edit(withDecimalPoints(table), 'decimal points')}>
            Write points in their place
          </button>
        </p>
      ) : null}
    </div>
  );
}
