import { useMemo } from 'preact/hooks';
import { formatSignificant } from '../../../browser.js';
import type { SamplesReply, SensitivityReply } from '../../../server/api/sensitivity.js';
import { useAddressState } from '../../app/address.js';
import { apiPath, getJson, useResource } from '../../app/api-client.js';
import { listCodec, textCodec } from '../../app/codecs.js';
import type { PageProps } from '../../app/page-entry.js';
import { Busy } from '../../components/busy.js';
import { FilterField } from '../../components/filter-field.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Toolbar } from '../../components/toolbar.js';
import { HeatMapFigure } from '../../plots/heat-map-figure.js';
import { LineFigure } from '../../plots/line-figure.js';
import { type EffectRow, effectRows, type Measure, measures } from './effect-matrix.js';
import { effectHeatMap, scatterModel } from './effect-plots.js';
import { EffectTable } from './effect-table.js';

/** Parameters of the heat map at first, and scatter plots beside each other. */
const MOST_ROWS = 30;
const MOST_SCATTERS = 6;
const FIRST_SCATTERS = 2;

/** What an output depends on: effects of all parameters on all outputs, and the samples behind them. */
export function Page({ params }: PageProps) {
  const run = params.run ?? '';
  const { value: reply, error } = useResource(run, (signal) =>
    getJson<SensitivityReply>(apiPath`/api/sensitivity/${run}`, { signal }),
  );
  if (error !== null) {
    return (
      <div class="page">
        <PageHead title="Sensitivity" />
        <Notice kind="bad" title="The analysis could not be read">
          <p>{error.message}</p>
        </Notice>
      </div>
    );
  }
  return reply === null ? <Busy label="Analysis" /> : <Analysis key={run} reply={reply} />;
}

function Analysis({ reply }: { readonly reply: SensitivityReply }) {
  const { result, outputs } = reply;
  const known = measures[result.method];
  const measureId = useAddressState('measure', textCodec, known[0].id, 'step');
  const measure = known.find(({ id }) => id === measureId.value) ?? known[0];
  const outputPlace = useAddressState('output', textCodec, '0', 'step');
  const place = outputs[Number(outputPlace.value)] === undefined ? 0 : Number(outputPlace.value);
  const filter = useAddressState('filter', textCodec, '');
  const count = useAddressState('rows', textCodec, String(MOST_ROWS), 'step');
  const all = useMemo(() => effectRows(reply, measure.id), [reply, measure]);
  const first = useMemo(() => strongestOf(all, place).slice(0, FIRST_SCATTERS), [all, place]);
  const chosen = useAddressState<readonly string[]>('parameters', listCodec, [], 'step');
  const parameters = (chosen.value.length === 0 ? first : chosen.value).slice(0, MOST_SCATTERS);
  const shown = useMemo(() => {
    const words = filter.value.toLowerCase().split(/\s+/);
    const fitting = all.filter(({ name, group }) =>
      words.every((word) => `${name} ${group}`.toLowerCase().includes(word)),
    );
    return count.value === 'all' ? fitting : fitting.slice(0, MOST_ROWS);
  }, [all, filter.value, count.value]);
  const model = useMemo(() => effectHeatMap(reply, measure, all, shown), [reply, measure, all, shown]);
  const row = shown.findIndex(({ name }) => name === parameters[0]);
  return (
    <div class="page sensitivity">
      <PageHead
        title={reply.run}
        above={`Sensitivity, method ${result.method}`}
        answer={answerOf(reply, measure, all, place)}
        command={reply.command}
      />
      {result.remarks.map((remark) => (
        <Notice key={remark} kind="warn">
          <p>{remark}</p>
        </Notice>
      ))}
      <h2 class="only-read">Effects</h2>
      <Toolbar label="Effects">
        <FilterField label="Filter parameters" value={filter} />
        {known.length === 1 ? null : (
          <Select label="Measure" value={measureId} options={known.map(({ id, label }) => ({ value: id, label }))} />
        )}
        {all.length <= MOST_ROWS ? null : (
          <Select
            label="Show"
            value={count}
            options={[
              { value: String(MOST_ROWS), label: `${MOST_ROWS} strongest` },
              { value: 'all', label: `all ${all.length}` },
            ]}
          />
        )}
      </Toolbar>
      <div class="effects">
        <HeatMapFigure
          id="figure-effects"
          model={model}
          chosen={row < 0 ? null : { row, column: place }}
          onChoose={(cell) => {
            const name = shown[cell.row]?.name;
            if (name === undefined) return;
            outputPlace.value = String(cell.column);
            chosen.value = [name, ...parameters.filter((other) => other !== name)].slice(0, FIRST_SCATTERS);
          }}
          caption="A cell is the effect of a parameter on an output. Choose one to see the samples behind it."
        />
        <EffectTable measure={measure} rows={all} place={place} filter={filter} chosen={chosen} />
      </div>
      <section class="section">
        <div class="section-bar">
          <h2>Samples</h2>
          {outputs.length === 1 ? null : (
            <Select
              label="Output"
              value={outputPlace}
              options={outputs.map(({ title }, index) => ({ value: String(index), label: title }))}
            />
          )}
        </div>
        <div class="plot-columns">
          {parameters.map((parameter) => (
            <Scatter key={parameter} reply={reply} parameter={parameter} place={place} />
          ))}
        </div>
      </section>
    </div>
  );
}

interface ScatterProps {
  readonly reply: SensitivityReply;
  readonly parameter: string;
  readonly place: number;
}

/** Samples of one parameter and one output. */
function Scatter({ reply, parameter, place }: ScatterProps) {
  const output = reply.outputs[place]!;
  const column = `${output.output} ${output.arm}`;
  const isStored = reply.columns.includes(parameter) && reply.columns.includes(column);
  const query = new URLSearchParams([
    ['column', parameter],
    ['column', column],
  ]);
  const { value, error } = useResource(isStored ? `${reply.run} ${query}` : null, (signal) =>
    getJson<SamplesReply>(`${apiPath`/api/sensitivity/${reply.run}/samples`}?${query}`, { signal }),
  );
  const model = useMemo(
    () => (value === null ? null : scatterModel(parameter, output, value)),
    [value, parameter, output],
  );
  if (!isStored) return <p class="soft">{parameter}: this method stores no samples of it.</p>;
  if (error !== null) return <Notice kind="bad">{error.message}</Notice>;
  return model === null ? (
    <Busy label={parameter} />
  ) : (
    <LineFigure id={`figure-scatter-${parameter}`} model={model} height={280} />
  );
}

/** Parameters by their effect on one output. */
function strongestOf(rows: readonly EffectRow[], place: number): readonly string[] {
  return rows
    .toSorted((a, b) => Math.abs(b.effects[place]?.value ?? 0) - Math.abs(a.effects[place]?.value ?? 0))
    .map(({ name }) => name);
}

/** Which parameters matter most, in one sentence. */
function answerOf(reply: SensitivityReply, measure: Measure, rows: readonly EffectRow[], place: number): string {
  const named = strongestOf(rows, place)
    .slice(0, 3)
    .map((name) => {
      const effect = rows.find((row) => row.name === name)!.effects[place];
      return `${name} (${formatSignificant(effect?.value, 2)})`;
    });
  const { title } = reply.outputs[place]!;
  return `${title} depends most on ${named.join(', ')}: ${measure.label}, of ${rows.length} ${reply.result.settings.by === 'group' ? 'groups' : 'parameters'}.`;
}
