import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { RunSummary } from '../../../server/api/runs.js';
import { navigate, useAddressState } from '../../app/address.js';
import { jsonCodec, listCodec, textCodec } from '../../app/codecs.js';
import { runs, runsError, runsFolder, unreadableRuns } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { FilterField } from '../../components/filter-field.js';
import { Grid } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { toast } from '../../components/toasts.js';
import { Toolbar } from '../../components/toolbar.js';
import { FirstVisit } from './first-visit.js';
import { KindFilter } from './kind-filter.js';
import { deleteRuns, exportRuns, startQuickRun } from './run-actions.js';
import { runAddress, runColumns } from './run-columns.js';
import { TrashDialog } from './trash-dialog.js';

const sortCodec = jsonCodec(
  (value): value is GridSort | null =>
    value === null || (typeof value === 'object' && 'id' in value && 'isDescending' in value),
);
const NEWEST: GridSort = { id: 'started', isDescending: true };
const idOf = ({ id }: RunSummary) => id;

/** The table of all studies of the folder. */
export function Page() {
  const list = runs.value;
  const filter = useAddressState('filter', textCodec, '');
  const kind = useAddressState('kind', textCodec, '');
  const sort = useAddressState<GridSort | null>('sort', sortCodec, NEWEST);
  const selection = useAddressState<readonly string[]>('selected', listCodec, []);
  const isTrashOpen = useSignal(false);
  const columns = useMemo(() => runColumns(Date.now()), [list]);
  const shown = useMemo(
    () => (list ?? []).filter((run) => kind.value === '' || run.kind === kind.value),
    [list, kind.value],
  );
  if (list === null) {
    return runsError.value === null ? (
      <Busy label="Runs" />
    ) : (
      <div class="page">
        <Notice kind="bad" title="The runs could not be read">
          <p>{runsError.value.message}</p>
        </Notice>
      </div>
    );
  }
  if (list.length === 0) {
    return (
      <div class="page">
        <PageHead title="Runs" actions={<TrashButton isOpen={isTrashOpen} />} />
        <FirstVisit folder={runsFolder.value} />
        <Unreadable />
        <TrashDialog isOpen={isTrashOpen} />
      </div>
    );
  }
  const chosen = selection.value.filter((id) => list.some((run) => run.id === id));
  return (
    <div class="page">
      <PageHead
        title="Runs"
        answer={summaryOf(list, runsFolder.value)}
        actions={
          <>
            <TrashButton isOpen={isTrashOpen} />
            <QuickRunButton />
          </>
        }
      />
      <Unreadable />
      <Toolbar label="Table of runs">
        <FilterField label="Filter runs" value={filter} />
        <KindFilter runs={list} kind={kind} />
        <span class="end">
          {chosen.length === 0 ? null : (
            <>
              <span class="soft">{chosen.length} selected</span>
              <Button
                kind="quiet"
                label="Clear"
                onClick={() => {
                  selection.value = [];
                }}
              />
              <Button label="Export" icon="download" hint="An archive of each run" onClick={() => exportRuns(chosen)} />
              <Button
                kind="bad"
                label="Delete"
                icon="trash"
                hint="Into the trash, from which it can be restored"
                onClick={() => {
                  selection.value = [];
                  void deleteRuns(chosen);
                }}
              />
            </>
          )}
          <Button
            label="Compare"
            icon="compare"
            kind={chosen.length > 1 ? 'primary' : 'plain'}
            isDisabled={chosen.length < 2}
            hint="Select two or more runs"
            onClick={() => navigate(`/compare?runs=${encodeURIComponent(listCodec.write(chosen))}`)}
          />
        </span>
      </Toolbar>
      <Grid
        label="Runs"
        rows={shown}
        columns={columns}
        rowId={idOf}
        rowLabel={({ id }) => `Select ${id}`}
        filter={filter}
        sort={sort}
        selection={selection}
        onOpen={({ id }) => navigate(runAddress(id))}
      />
      <TrashDialog isOpen={isTrashOpen} />
    </div>
  );
}

function TrashButton({ isOpen }: { readonly isOpen: Signal<boolean> }) {
  return (
    <Button
      kind="quiet"
      icon="trash"
      label="Trash"
      onClick={() => {
        isOpen.value = true;
      }}
    />
  );
}

function QuickRunButton() {
  const start = async () => {
    const run = await startQuickRun();
    if (run === null) return;
    toast({
      text: `${run} has started`,
      action: { label: 'Watch', act: () => navigate(`/live?run=${encodeURIComponent(run)}`) },
    });
  };
  return <Button icon="play" label="Quick run" hint="A whole run in a few seconds" onClick={() => void start()} />;
}

/** Folders that are left out of the table, and why. */
function Unreadable() {
  const names = unreadableRuns.value;
  if (names.length === 0) return null;
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  return (
    <Notice kind="warn">
      <p>
        {names.length === 1 ? 'One folder is' : `${names.length} folders are`} left out, because the{' '}
        <code>manifest.json</code> in it cannot be read as that of a study: {shown}.
      </p>
    </Notice>
  );
}

/** How many studies there are, and what became of them. */
function summaryOf(list: readonly RunSummary[], folder: string): string {
  const counts = new Map<string, number>();
  for (const { status } of list) counts.set(status, (counts.get(status) ?? 0) + 1);
  const states = [...counts].map(([status, count]) => `${count} ${status.replaceAll('-', ' ')}`).join(', ');
  return `${list.length} ${list.length === 1 ? 'study' : 'studies'} in ${folder}: ${states}.`;
}
