import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { allRows, armLabels, armsOf, poolArguments, shellQuoted } from '../../../browser.js';
import type { TrialBase, TrialFiles } from '../../../server/api/trials.js';
import { useAddressState } from '../../app/address.js';
import { announce } from '../../app/announce.js';
import { apiPath, getJson, useResource } from '../../app/api-client.js';
import { choiceCodec, flagCodec, listCodec, textCodec } from '../../app/codecs.js';
import { useLater } from '../../app/later.js';
import { runs } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Tabs } from '../../components/tabs.js';
import { toast } from '../../components/toasts.js';
import { storeFile } from '../../plots/files.js';
import { type Analysis, analyse, armForests, discrepanciesOf, ownRows } from './analysis.js';
import type { TableIssue } from './check-table.js';
import { curveFiles, edit, fileName, history, savedAs, takeDraft } from './draft.js';
import { EditGrid } from './edit-grid.js';
import { ForestPanel } from './forest-panel.js';
import type { ForestLine } from './forest-view.js';
import { IssueList, MessageBar } from './message-bar.js';
import { answerOf } from './pool-answer.js';
import { PoolList } from './pool-list.js';
import { RefitPanel } from './refit-panel.js';
import { settledTable, useSettledTable } from './settled-table.js';
import { openListed, saveCopy } from './table-files.js';
import { TableFoot } from './table-foot.js';
import { type CellPlace, withExcluded } from './table-model.js';
import { TableToolbar } from './table-toolbar.js';

const rules = ['left-out', 'progressed'] as const;
let isDraftTaken = false;

/** The trials: a table of one's own, checked and pooled with others as it is typed; forest plots; a refit. */
export function Page() {
  const run = useAddressState('run', textCodec, '', 'step');
  const base = useResource(`base ${run.value}`, (signal) =>
    getJson<TrialBase>(run.value === '' ? '/api/trials/base' : apiPath`/api/trials/base/${run.value}`, { signal }),
  );
  if (base.error !== null) {
    return (
      <div class="page">
        <PageHead title="Trials" />
        <Notice kind="bad" title="The tables of trials cannot be read">
          <p>
            {base.error.message} <a href="/trials">Take the shipped tables.</a>
          </p>
        </Notice>
      </div>
    );
  }
  return base.value === null ? <Busy label="Trials" /> : <TrialsOf base={base.value} run={run} />;
}

const armName = (each: string): string => (armLabels as Readonly<Record<string, string>>)[each] ?? each;

function TrialsOf({ base, run }: { readonly base: TrialBase; readonly run: Signal<string> }) {
  const [arm, endpoint] = [
    useAddressState('arm', textCodec, '', 'step'),
    useAddressState('endpoint', textCodec, 'dcr', 'step'),
  ];
  const drop = useAddressState('drop', listCodec, [] as readonly string[], 'step');
  const rule = useAddressState('not-evaluable', choiceCodec(rules), 'left-out', 'step');
  const isRangeAllowed = useAddressState('allow-median-range', flagCodec, false, 'step');
  const tab = useAddressState('view', textCodec, 'forest', 'step');
  const refit = useAddressState('refit', textCodec, '', 'step');
  const opened = useAddressState('table', textCodec, '', 'step');
  const files = useResource('files', (signal) => getJson<TrialFiles>('/api/trials/files', { signal }));
  const active = useSignal<CellPlace>({ row: 0, column: 0 });
  const anchor = useSignal<CellPlace>({ row: 0, column: 0 });

  useEffect(() => {
    if (isDraftTaken) return;
    isDraftTaken = true;
    const [kind, name] = opened.value.split('/');
    if (takeDraft() || name === undefined || (kind !== 'templates' && kind !== 'saved')) return;
    openListed(kind, name).catch((cause: Error) => toast({ kind: 'bad', text: cause.message }));
  }, []);
  useSettledTable();

  const { table } = history.value;
  const known = useMemo(() => new Set(allRows(base.tables).map(({ trial }) => trial)), [base]);
  const dropped = useMemo(() => drop.value.filter((trial) => known.has(trial)), [drop.value, known]);
  const allow = useMemo(() => (isRangeAllowed.value ? (['median-range'] as const) : []), [isRangeAllowed.value]);
  const analysis: Analysis = useMemo(
    () =>
      analyse(settledTable.value, {
        base,
        dropped,
        allow,
        source: fileName.value,
        curveFiles: curveFiles.value,
        notEvaluable: rule.value,
      }),
    [settledTable.value, base, dropped, allow, fileName.value, curveFiles.value, rule.value],
  );
  const { checked } = analysis;
  const shownIssues =
    table === settledTable.value
      ? checked.issues
      : checked.issues.filter(({ row }) => row === null || row < table.rows.length);
  useEffect(
    () =>
      announce(checked.issues.length === 0 ? 'No issue in the table' : `${checked.issues.length} issues in the table`),
    [checked.issues.length],
  );

  // Forests take as long as the check: they are drawn behind it
  const current = useMemo(() => ({ analysis, base, table: settledTable.value }), [analysis, base]);
  const pooled = useLater(current);
  const arms = useMemo(() => armsOf(pooled.analysis.all ?? pooled.analysis.tables), [pooled]);
  const shownArm = arms.includes(arm.value)
    ? arm.value
    : (arms.find((each) => pooled.analysis.checked.trials.some((row) => row.arm === each)) ?? arms.at(-1) ?? '');
  const forests = useMemo(() => armForests(pooled.analysis, pooled.base.tables, shownArm), [pooled, shownArm]);
  const rowsOf = useMemo(() => ownRows(pooled.table), [pooled]);
  const notes = useMemo(() => discrepanciesOf(pooled.analysis, pooled.base), [pooled]);

  const exclude = (first: number, last: number) => {
    const ids = table.rows.slice(first, last + 1).map(({ id }) => id);
    const isOut = table.rows.slice(first, last + 1).every(({ excluded }) => excluded);
    edit(withExcluded(table, ids, !isOut), isOut ? 'take in' : 'exclude');
  };
  const excludeLine = ({ row, isExcluded }: ForestLine) => {
    if (row === null) return;
    const ids = rowsOf(row, shownArm);
    if (ids.length > 0) edit(withExcluded(history.peek().table, ids, !isExcluded), isExcluded ? 'take in' : 'exclude');
    else dropTrial(row.trial, !isExcluded);
  };
  const dropTrial = (trial: string, isDropped: boolean) => {
    drop.value = isDropped ? [...dropped, trial] : dropped.filter((each) => each !== trial);
  };
  const goTo = ({ row, columns }: TableIssue) => {
    if (row === null) return;
    const place = { row, column: columns[0] ?? 0 };
    active.value = place;
    anchor.value = place;
    document.querySelector<HTMLElement>('.edit-grid')?.scrollIntoView({ block: 'nearest' });
    setTimeout(() => document.querySelector<HTMLElement>('.edit-grid [data-active]')?.focus(), 0);
  };
  // The same element stays as it is while letters are typed
  const forestPanel = useMemo(
    () => (
      <ForestPanel
        arms={arms}
        armName={armName}
        arm={
          {
            get value() {
              return shownArm;
            },
            set value(next: string) {
              arm.value = next;
            },
          } as typeof arm
        }
        endpoint={endpoint}
        forests={forests}
        isOwn={(row) => rowsOf(row, shownArm).length > 0}
        onExclude={excludeLine}
      />
    ),
    [arms, shownArm, forests, rowsOf, dropped, arm, endpoint],
  );
  const tableFiles = {
    name: fileName.value,
    text: checked.text,
    curves: [...curveFiles.value.values()].map(({ source, text }) => ({ name: source, text })),
  };
  const save = async () => {
    const saved = await saveCopy(tableFiles, allow);
    if (saved === null) return;
    savedAs.value = { path: saved.path, text: checked.text };
    fileName.value = saved.name;
    toast({ kind: 'good', text: `Saved as ${saved.path}` });
    files.reload();
  };
  const isSaved = savedAs.value !== null && savedAs.value.text === checked.text;
  const changes = {
    table: checked.trials.length === 0 ? null : isSaved ? savedAs.value!.path : fileName.value,
    drop: dropped,
    notEvaluable: rule.value,
    allow,
  };
  const finished = (runs.value ?? [])
    .filter(({ kind, fit, status }) => (kind === 'run' || kind === 'refit') && fit !== null && status !== 'running')
    .map(({ id }) => id);
  const remarkCount = checked.remarks.length + notes.length;

  return (
    <div class="page trials">
      <PageHead
        title="Trials"
        answer={answerOf(
          forests.own.find((each) => each.endpoint === endpoint.value) ?? forests.own[0],
          forests.before,
          armName(shownArm),
        )}
        command={shellQuoted(['qcic', ...poolArguments(base.path, changes)])}
        {...(changes.table === null || isSaved
          ? {}
          : { commandNote: 'The table of the page is not in this file until it is saved.' })}
      />
      <section aria-label="Table">
        <TableToolbar
          files={files.value}
          range={{ from: anchor.value, to: active.value }}
          onExclude={exclude}
          onDownload={() => storeFile(fileName.value, checked.text, 'text/csv')}
          onSave={() => void save()}
          isValid={checked.issues.length === 0 && checked.trials.length > 0}
        />
        <EditGrid
          table={table}
          issues={shownIssues}
          settledRows={settledTable.value.rows.length}
          active={active}
          anchor={anchor}
          onExclude={exclude}
        />
        <MessageBar table={table} active={active.value} issues={shownIssues} remarks={checked.remarks} />
        <TableFoot
          checked={checked}
          isSettled={table === settledTable.value}
          excluded={table.rows.filter(({ excluded }) => excluded).length}
          isRangeAllowed={isRangeAllowed}
          rule={rule}
        />
        {checked.issues.length === 0 ? null : (
          <IssueList table={settledTable.value} issues={checked.issues} most={8} onOpen={goTo} />
        )}
      </section>
      <Tabs
        label="Views of the trials"
        chosen={tab}
        tabs={[
          {
            id: 'forest',
            label: 'Forest plots',
            content: () => forestPanel,
          },
          {
            id: 'pool',
            label: 'Trials of the tables',
            count: known.size,
            content: () => <PoolList tables={base.tables} armName={armName} dropped={dropped} onDrop={dropTrial} />,
          },
          {
            id: 'remarks',
            label: 'Remarks',
            count: remarkCount,
            content: () => (
              <div class="remarks">
                <h2 class="only-read">Remarks</h2>
                {checked.remarks.length === 0 ? null : (
                  <>
                    <h3>On the table</h3>
                    <IssueList table={settledTable.value} issues={checked.remarks} most={60} onOpen={goTo} />
                  </>
                )}
                <h3>Note before fitting</h3>
                <ul class="issue-list">
                  {notes.map(({ kind, summary }) => (
                    <li key={`${kind} ${summary}`}>{summary}</li>
                  ))}
                </ul>
              </div>
            ),
          },
          {
            id: 'refit',
            label: 'Refit',
            content: () => (
              <RefitPanel
                base={base}
                analysis={analysis}
                dropped={dropped}
                notEvaluable={rule.value}
                allow={allow}
                files={tableFiles}
                runs={finished}
                run={run}
                refit={refit}
                changes={changes}
                onSaved={(saved) => {
                  savedAs.value = { path: saved.path, text: checked.text };
                  files.reload();
                }}
              />
            ),
          },
        ]}
      />
    </div>
  );
}
