import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { endpointLabel, endpointShort, formatFixed, unitOf } from '../../../browser.js';
import type { EndpointForest, ForestRow } from '../../../targets/meta-analysis/endpoint-forest.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { Select } from '../../components/select.js';
import { Stat, StatRow } from '../../components/stat.js';
import type { ArmForests } from './analysis.js';
import { ForestFigure } from './forest-figure.js';
import { type ForestLine, forestView, intervalText } from './forest-view.js';

interface ForestPanelProps {
  readonly arms: readonly string[];
  readonly armName: (arm: string) => string;
  readonly arm: Signal<string>;
  readonly endpoint: Signal<string>;
  readonly forests: ArmForests;
  readonly isOwn: (row: ForestRow) => boolean;
  readonly onExclude: (line: ForestLine) => void;
}

const percent = (share: number): string => `${formatFixed(100 * share, 0)} %`;
const probability = (p: number): string => (p < 0.0001 ? '<0.0001' : formatFixed(p, p < 0.1 ? 4 : 2));

/** The forest plot of an endpoint of an arm, its heterogeneity, and all endpoints of the arm. */
export function ForestPanel({ arms, armName, arm, endpoint, forests, isOwn, onExclude }: ForestPanelProps) {
  const of = (list: readonly EndpointForest[] | null, name: string) =>
    list?.find((each) => each.endpoint === name) ?? null;
  const listed = forests.own.length > 0 ? forests.own : (forests.all ?? []);
  const chosen =
    listed.find((each) => each.endpoint === endpoint.value) ??
    listed.find((each) => each.endpoint === 'dcr') ??
    listed[0];
  const view = useMemo(
    () =>
      chosen === undefined
        ? null
        : forestView(chosen, {
            all: of(forests.all, chosen.endpoint),
            before: of(forests.before, chosen.endpoint),
            isOwn,
          }),
    [chosen, forests, isOwn],
  );
  const shown = arm.value;
  return (
    <>
      <h2 class="only-read">Forest plot of an endpoint</h2>
      <div class="toolbar" role="group" aria-label="Forest plot">
        <div class="switch" role="radiogroup" aria-label="Arm">
          {arms.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="forest-arm"
                checked={each === arm.value}
                onChange={() => {
                  arm.value = each;
                }}
              />
              {armName(each)}
            </label>
          ))}
        </div>
        <Select
          label="Endpoint"
          value={endpointSignal(endpoint, chosen?.endpoint ?? '')}
          options={listed.map((each) => ({ value: each.endpoint, label: endpointLabel(each.endpoint) }))}
        />
      </div>
      {chosen === undefined || view === null ? (
        <p class="soft">No trial of this arm is pooled.</p>
      ) : (
        <>
          <Heterogeneity forest={chosen} />
          <ForestFigure
            view={view}
            id={`forest-${shown}-${chosen.endpoint}`}
            title={`${endpointLabel(chosen.endpoint)}, ${armName(shown)}`}
            onExclude={onExclude}
          />
          <EndpointTable forests={forests} listed={listed} endpoint={endpoint} chosen={chosen.endpoint} />
        </>
      )}
    </>
  );
}

/** The chosen endpoint as the select shows it, where the address names another one that the arm lacks. */
function endpointSignal(endpoint: Signal<string>, shown: string): Signal<string> {
  return {
    get value() {
      return shown;
    },
    set value(next: string) {
      endpoint.value = next;
    },
  } as Signal<string>;
}

function Heterogeneity({ forest: { heterogeneity, endpoint, pooled } }: { readonly forest: EndpointForest }) {
  const decimals = unitOf(endpoint) === '%' ? 1 : 2;
  const scale = unitOf(endpoint) === '%' ? 'on log odds' : 'on logs';
  return (
    <StatRow>
      <Stat
        label="Pooled"
        value={formatFixed(pooled.value, decimals)}
        unit={unitOf(endpoint)}
        hint={`${formatFixed(pooled.interval.low, decimals)} to ${formatFixed(pooled.interval.high, decimals)}, ${pooled.n} patients`}
      />
      {heterogeneity === null ? (
        <Stat label="Heterogeneity" value="–" hint="fewer than two trials" />
      ) : (
        <>
          <Stat
            label="I²"
            value={percent(heterogeneity.iSquared)}
            hint={`of the spread of ${heterogeneity.studies} trials`}
            {...(heterogeneity.iSquared > 0.5 ? { kind: 'warn' as const } : {})}
          />
          <Stat
            label="Cochran's Q"
            value={formatFixed(heterogeneity.q, 2)}
            hint={`${heterogeneity.degreesOfFreedom} df, p ${probability(heterogeneity.p)}`}
            {...(heterogeneity.p < 0.05 ? { kind: 'warn' as const } : {})}
          />
          <Stat label="τ²" value={formatFixed(heterogeneity.betweenVariance, 3)} hint={`between trials, ${scale}`} />
          <Stat
            label="A further trial"
            value={
              heterogeneity.prediction === null
                ? '–'
                : intervalText({ value: null, interval: heterogeneity.prediction }, decimals)
            }
            {...(heterogeneity.prediction === null ? {} : { unit: unitOf(endpoint) })}
            hint={heterogeneity.prediction === null ? 'needs three trials' : '95 % prediction interval'}
          />
        </>
      )}
    </StatRow>
  );
}

interface EndpointTableProps {
  readonly forests: ArmForests;
  readonly listed: readonly EndpointForest[];
  readonly endpoint: Signal<string>;
  readonly chosen: string;
}

/** All endpoints of the arm, a row each; a click shows its forest. */
function EndpointTable({ forests, listed, endpoint, chosen }: EndpointTableProps) {
  const sort = useSignal<GridSort | null>(null);
  const before = (name: string) => forests.before?.find((each) => each.endpoint === name)?.pooled.value ?? null;
  const number = (value: number | null, decimals: number) => (value === null ? '–' : formatFixed(value, decimals));
  const decimalsOf = ({ endpoint: name }: EndpointForest) => (unitOf(name) === '%' ? 1 : 2);
  const change = (forest: EndpointForest) => {
    const from = before(forest.endpoint);
    return from === null ? null : forest.pooled.value - from;
  };
  const signed = (value: number | null, decimals: number) =>
    value === null
      ? '–'
      : Number(value.toFixed(decimals)) === 0
        ? '0'
        : `${value > 0 ? '+' : '−'}${formatFixed(Math.abs(value), decimals)}`;
  const columns: GridColumn<EndpointForest>[] = [
    {
      id: 'endpoint',
      label: 'Endpoint',
      value: ({ endpoint: name }) => endpointLabel(name),
      cell: ({ endpoint: name }) => (
        <button
          type="button"
          class={`link-button${name === chosen ? ' is-chosen' : ''}`}
          aria-pressed={name === chosen}
          onClick={() => {
            endpoint.value = name;
          }}
        >
          {endpointShort(name)}
        </button>
      ),
    },
    { id: 'unit', label: 'Unit', value: ({ endpoint: name }) => unitOf(name), isMinor: true },
    {
      id: 'trials',
      label: 'Trials',
      align: 'right',
      value: ({ rows }) => rows.filter(({ weight }) => weight > 0).length,
    },
    { id: 'n', label: 'Patients', align: 'right', value: ({ pooled }) => pooled.n, isMinor: true },
    {
      id: 'pooled',
      label: 'Pooled',
      align: 'right',
      value: ({ pooled }) => pooled.value,
      cell: (forest) => number(forest.pooled.value, decimalsOf(forest)),
    },
    ...(forests.before === null
      ? []
      : [
          {
            id: 'before',
            label: 'Before',
            align: 'right',
            isMinor: true,
            value: ({ endpoint: name }) => before(name),
            cell: (forest) => number(before(forest.endpoint), decimalsOf(forest)),
          } satisfies GridColumn<EndpointForest>,
          {
            id: 'change',
            label: 'Change',
            align: 'right',
            value: change,
            cell: (forest) => signed(change(forest), decimalsOf(forest)),
          } satisfies GridColumn<EndpointForest>,
        ]),
    {
      id: 'i2',
      label: 'I²',
      align: 'right',
      value: ({ heterogeneity }) => heterogeneity?.iSquared ?? null,
      cell: ({ heterogeneity }) => (heterogeneity === null ? '–' : percent(heterogeneity.iSquared)),
    },
    {
      id: 'q',
      label: 'Q',
      align: 'right',
      isMinor: true,
      value: ({ heterogeneity }) => heterogeneity?.q ?? null,
      cell: ({ heterogeneity }) => (heterogeneity === null ? '–' : formatFixed(heterogeneity.q, 2)),
    },
    {
      id: 'p',
      label: 'p',
      align: 'right',
      value: ({ heterogeneity }) => heterogeneity?.p ?? null,
      cell: ({ heterogeneity }) => (heterogeneity === null ? '–' : probability(heterogeneity.p)),
    },
    {
      id: 'tau2',
      label: 'τ²',
      align: 'right',
      isMinor: true,
      value: ({ heterogeneity }) => heterogeneity?.betweenVariance ?? null,
      cell: ({ heterogeneity }) => (heterogeneity === null ? '–' : formatFixed(heterogeneity.betweenVariance, 3)),
    },
  ];
  return (
    <div class="endpoint-table">
      <h3>All endpoints of the arm</h3>
      <Grid
        label="Endpoints of the arm"
        rows={listed}
        columns={columns}
        rowId={({ endpoint: name }) => name}
        sort={sort}
        onOpen={({ endpoint: name }) => {
          endpoint.value = name;
        }}
      />
    </div>
  );
}
