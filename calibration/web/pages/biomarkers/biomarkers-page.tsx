import { useMemo } from 'preact/hooks';
import { formatFixed, parseCsv, shellQuoted } from '../../../browser.js';
import type { AnalysedTable, BiomarkersReply, StoredCurve } from '../../../server/api/biomarkers.js';
import { useAddressState } from '../../app/address.js';
import { apiPath, getJson, getRunFile, useResource } from '../../app/api-client.js';
import { textCodec } from '../../app/codecs.js';
import type { PageProps } from '../../app/page-entry.js';
import { runsFolder } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Toolbar } from '../../components/toolbar.js';
import type { MarkerValues } from './operating-rule.js';
import { RulePanel } from './rule-panel.js';

/** Markers of response: ROC curves with a threshold that moves. */
export function Page({ params }: PageProps) {
  const run = params.run ?? '';
  const { value: reply, error } = useResource(run, (signal) =>
    getJson<BiomarkersReply>(apiPath`/api/biomarkers/${run}`, { signal }),
  );
  if (error !== null) {
    return (
      <div class="page">
        <PageHead title="Biomarkers" />
        <Notice kind="bad" title="The analysis could not be read">
          <p>{error.message}</p>
        </Notice>
      </div>
    );
  }
  return reply === null ? <Busy label="Biomarkers" /> : <Tables key={run} reply={reply} />;
}

/** Curves of a table, and the values of its rows where they are stored. */
interface TableData {
  readonly table: AnalysedTable;
  readonly curves: readonly StoredCurve[];
  readonly values: ReadonlyMap<string, MarkerValues>;
}

function Tables({ reply }: { readonly reply: BiomarkersReply }) {
  const { tables } = reply;
  const last = useMemo(() => lastBeforeResponse(tables), [tables]);
  const chosen = useAddressState('table', textCodec, String(last), 'step');
  const place = tables[Number(chosen.value)] === undefined ? last : Number(chosen.value);
  const table = tables[place];
  const { value: data, error } = useResource(table === undefined ? null : `${reply.run} ${place}`, (signal) =>
    loadTable(reply.run, place, table!, signal),
  );
  return (
    <div class="page biomarkers">
      <PageHead
        title={reply.run}
        above={`Markers of ${reply.outcome}, patients of ${reply.name}`}
        answer={table === undefined ? 'No table could be analysed.' : answerOf(table)}
        command={table === undefined ? reply.command : commandOf(reply, table)}
        commandNote="Repeats the table of this view: AUC, thresholds and predictive values."
      />
      <Toolbar label="Table">
        <Select
          label="Arm and day"
          value={chosen}
          options={tables.map(({ label }, index) => ({ value: String(index), label }))}
        />
      </Toolbar>
      {table?.warning == null ? null : (
        <Notice kind="warn">
          <p>{table.warning}</p>
        </Notice>
      )}
      {error === null ? null : (
        <Notice kind="bad" title="The curves could not be read">
          <p>{error.message}</p>
        </Notice>
      )}
      {data === null || data.table !== table ? (
        error === null ? (
          <Busy label="Curves" />
        ) : null
      ) : (
        <RulePanel {...data} />
      )}
    </div>
  );
}

async function loadTable(run: string, place: number, table: AnalysedTable, signal: AbortSignal): Promise<TableData> {
  const [curves, values] = await Promise.all([
    getJson<readonly StoredCurve[]>(`${apiPath`/api/biomarkers/${run}/curves`}?table=${place}`, { signal }),
    table.file === null ? new Map<string, MarkerValues>() : loadValues(run, table.file, signal),
  ]);
  return { table, curves, values };
}

/** Columns of a table of patients. */
async function loadValues(run: string, file: string, signal: AbortSignal): Promise<Map<string, MarkerValues>> {
  const text = await getRunFile(run, file, { signal });
  if (text === null) return new Map();
  const { header, rows } = parseCsv(text, file);
  const [, outcome, ...names] = header;
  const labels = rows.map(({ cells }) => Number(cells[header.indexOf(outcome ?? '')]));
  return new Map(
    names.map((name) => [name, { values: rows.map(({ cells }) => Number(cells[header.indexOf(name)])), labels }]),
  );
}

/** The latest day that is a prediction; the first table where there is none. */
function lastBeforeResponse(tables: readonly AnalysedTable[]): number {
  const before = tables.flatMap(({ warning }, place) => (warning === null ? [place] : []));
  const first = tables[before[0] ?? 0]?.arm;
  return before.filter((place) => tables[place]!.arm === first).at(-1) ?? 0;
}

function bestMarker({ markers }: AnalysedTable) {
  return Object.entries(markers).toSorted(([, a], [, b]) => b.auc - a.auc)[0];
}

function answerOf(table: AnalysedTable): string {
  const best = bestMarker(table);
  if (best === undefined) return 'No marker was analysed.';
  const [name, { auc, ci_low: low, ci_high: high }] = best;
  return `${table.label}: ${name} tells ${table.positives} positive from ${table.negatives} negative rows best, with an AUC of ${formatFixed(auc, 2)} (95 % interval ${formatFixed(low, 2)} to ${formatFixed(high, 2)}).`;
}

/** What repeats the analysis of a table alone. */
function commandOf({ run, command }: BiomarkersReply, { file, markers, prevalence }: AnalysedTable): string {
  if (file === null) return command;
  const args = ['--table', `${runsFolder.value}/${run}/${file}`, '--label', 'responder', '--markers'];
  return `qcic roc ${shellQuoted([...args, Object.keys(markers).join(','), '--prevalence', String(prevalence)])}`;
}
