import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { shellQuoted } from '../../../browser.js';
import type { PatientTable } from '../../../server/api/survival.js';
import { useAddressState } from '../../app/address.js';
import { apiPath, errorText, getJson, useResource } from '../../app/api-client.js';
import { numberCodec, textCodec } from '../../app/codecs.js';
import { Empty } from '../../components/empty.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Toolbar } from '../../components/toolbar.js';
import { CutPanel } from './cut-panel.js';
import { headerOf, storeTable, type TableColumns, usualColumns } from './patient-tables.js';

/** Survival by a marker, with a cut that moves and what its choice costs. */
export function Page() {
  const name = useAddressState('table', textCodec, '', 'step');
  const names = useResource('tables', (signal) => getJson<readonly string[]>('/api/survival/tables', { signal }));
  const { value: table, error } = useResource(name.value === '' ? null : name.value, (signal) =>
    getJson<PatientTable>(apiPath`/api/survival/tables/${name.value}`, { signal }),
  );
  const issue = useSignal<string | null>(null);
  const open = async (file: File) => {
    try {
      const stored = await storeTable(file);
      issue.value = null;
      name.value = stored.name;
      names.reload();
    } catch (cause) {
      issue.value = errorText(cause);
    }
  };
  const shown = name.value === '' ? null : table;
  const controls = (
    <Toolbar label="Table of patients">
      <Select
        label="Table"
        value={name}
        options={[{ value: '', label: 'choose' }, ...(names.value ?? []).map((each) => ({ value: each, label: each }))]}
      />
      <label class="button open-file">
        Open a file
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void open(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
    </Toolbar>
  );
  return (
    <div
      class="page survival"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const [file] = event.dataTransfer?.files ?? [];
        if (file !== undefined) void open(file);
      }}
    >
      {shown === null ? (
        <>
          <PageHead title="Survival" answer="Open a table of patients to see survival by a marker at any cut." />
          {controls}
        </>
      ) : null}
      {[issue.value, error?.message].map((text) =>
        text == null ? null : (
          <Notice key={text} kind="bad" title="The table could not be opened">
            <p>{text}</p>
          </Notice>
        ),
      )}
      {shown === null ? (
        <Empty title="No table is open" icon="survival">
          <p>
            A table has a row for each patient: time, event (1) or censored (0), and markers. It stays on this machine.
          </p>
        </Empty>
      ) : (
        <Table key={shown.name} table={shown} controls={controls} />
      )}
    </div>
  );
}

/** Columns of a table, and the analysis. */
function Table({ table, controls }: { readonly table: PatientTable; readonly controls: ComponentChildren }) {
  const usual = useMemo(() => usualColumns(table), [table]);
  const header = useMemo(() => headerOf(table), [table]);
  const time = useAddressState('time', textCodec, usual.time, 'step');
  const event = useAddressState('event', textCodec, usual.event, 'step');
  const group = useAddressState('group', textCodec, usual.group, 'step');
  const marker = useAddressState('marker', textCodec, usual.marker, 'step');
  const within = useAddressState('within', textCodec, '', 'step');
  const cut = useAddressState<number>('cut', numberCodec, Number.NaN);
  const columns: TableColumns = { time: time.value, event: event.value, group: group.value, marker: marker.value };
  const options = header.map((name) => ({ value: name, label: name }));
  const choice = (label: string, value: { value: string }, none?: string) => (
    <Select
      label={label}
      value={{
        get value() {
          return value.value;
        },
        set value(next) {
          value.value = next;
          // A cut is a value of one marker
          if (value === marker) cut.value = Number.NaN;
        },
      }}
      options={[{ value: '', label: none ?? 'choose' }, ...options]}
    />
  );
  return (
    <CutPanel
      table={table}
      columns={columns}
      within={within}
      cut={cut}
      commandOf={(place) => commandOf(table, columns, place)}
      controls={
        <>
          {controls}
          <Toolbar label="Columns">
            {choice('Time', time)}
            {choice('Event', event)}
            {choice('Marker', marker)}
            {choice('Group', group, 'none')}
          </Toolbar>
        </>
      }
    />
  );
}

/** The command that gives the same numbers. */
function commandOf({ path }: PatientTable, { time, event, group, marker }: TableColumns, cut: string): string {
  const grouped = group === '' ? [] : ['--group', group];
  const args = ['--table', path, '--time', time, '--event', event, ...grouped, '--marker', marker, '--cut', cut];
  return `qcic survival ${shellQuoted(args)} --missing drop`;
}
