import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { comparisonCsv, differences, formatCount, shellQuoted } from '../../../browser.js';
import type { ComparisonReply } from '../../../server/api/compare.js';
import { useAddressState } from '../../app/address.js';
import { whenFree } from '../../app/after-paint.js';
import { getJson, postJson, useResource } from '../../app/api-client.js';
import { choiceCodec, flagCodec, listCodec, textCodec } from '../../app/codecs.js';
import { runs as allRuns, runsFolder } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Empty } from '../../components/empty.js';
import { FilterField } from '../../components/filter-field.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Toolbar } from '../../components/toolbar.js';
import { storeFile } from '../../plots/files.js';
import { ComparedCurves, MOST_DRAWN, ObservedPredicted } from './compare-figures.js';
import { chosenRows, withSections } from './comparison-rows.js';
import { ComparisonTable } from './comparison-table.js';
import { RunPicker } from './run-picker.js';

/** The first ones of more runs are shown until all have come: so many are in sight of a wide window. */
const FIRST_SHOWN = 24;

/** More ids do not fit into an address of the server. */
const MOST_IN_ADDRESS = 40;

/** Runs side by side: every value is one of their files. */
export function Page() {
  const chosen = useAddressState<readonly string[]>('runs', listCodec, [], 'step');
  const ids = chosen.value;
  const base = useAddressState('base', textCodec, '', 'step');
  const { value, error, isLoading, isWhole } = useComparison(ids, base.value);
  const head = (
    <PageHead
      title="Compare"
      answer={
        value === null || ids.length < 2
          ? 'Choose two or more runs to see what differs.'
          : isWhole
            ? answerOf(value)
            : `The first ${value.runs.length} of ${formatCount(ids.length)} runs; the others are being read.`
      }
      {...(ids.length < 2 ? {} : { command: commandOf(ids) })}
    />
  );
  if (ids.length < 2) {
    return (
      <div class="page">
        {head}
        <RunPicker chosen={chosen} />
        <Empty title="Nothing to compare yet">
          <p>Add runs here, or select them in the table of runs.</p>
        </Empty>
      </div>
    );
  }
  return (
    <div class="page" aria-busy={isLoading}>
      {head}
      {error === null ? null : (
        <Notice kind="bad" title="The runs could not be compared">
          <p>{error.message}</p>
          <div class="actions">
            {ids.map((id) => (
              <Button
                key={id}
                label={`Leave out ${id}`}
                icon="close"
                onClick={() => {
                  chosen.value = ids.filter((other) => other !== id);
                }}
              />
            ))}
          </div>
        </Notice>
      )}
      <RunPicker chosen={chosen} />
      {value === null ? (
        error === null ? (
          <Busy label="Comparison" />
        ) : null
      ) : (
        <Compared comparison={value} isWhole={isWhole} chosen={chosen} base={base} />
      )}
    </div>
  );
}

interface ComparedProps {
  readonly comparison: ComparisonReply;
  /** Whether it has all runs that are chosen. */
  readonly isWhole: boolean;
  readonly chosen: { value: readonly string[] };
  /** Run that the others are compared with; the first one where it is empty. */
  readonly base: { value: string };
}

function Compared({ comparison, isWhole, chosen, base }: ComparedProps) {
  const onlyDifferences = useAddressState('differences', flagCodec, true, 'step');
  const section = useAddressState('section', textCodec, '', 'step');
  const filter = useAddressState('filter', textCodec, '');
  const shown = useAddressState('show', choiceCodec(['values', 'changes']), 'values', 'step');
  const baseline = Math.max(0, comparison.runs.indexOf(base.value));
  const lines = useMemo(
    () =>
      withSections(
        chosenRows(comparison, {
          onlyDifferences: onlyDifferences.value,
          section: section.value,
          filter: filter.value,
        }),
      ),
    [comparison, onlyDifferences.value, section.value, filter.value],
  );
  const sections = useMemo(() => [...new Set(comparison.rows.map((row) => row.section))], [comparison]);
  const drawn = useMemo(() => firstRuns(comparison, MOST_DRAWN), [comparison]);
  // The values are read first, and plots take longer
  const isPainted = useSignal(false);
  useEffect(
    () =>
      whenFree(() => {
        isPainted.value = true;
      }),
    [],
  );
  const store = () => {
    const rows = onlyDifferences.value ? differences(comparison) : comparison;
    storeFile('comparison.csv', comparisonCsv(rows, comparison.runs.map(folderOf)), 'text/csv');
  };
  return (
    <>
      {comparison.remarks.map((remark) => (
        <Notice key={remark}>
          <p>{remark}</p>
        </Notice>
      ))}
      <section class="section" aria-label="Values">
        <Toolbar label="Table">
          <FilterField label="Filter quantities" value={filter} />
          <Select
            label="Section"
            value={section}
            options={[{ value: '', label: 'all' }, ...sections.map((name) => ({ value: name, label: name }))]}
          />
          <Select
            label="Numbers"
            value={shown}
            options={[
              { value: 'values', label: 'values' },
              { value: 'changes', label: 'changes from the baseline' },
            ]}
          />
          <label class="compare-check">
            <input
              type="checkbox"
              checked={onlyDifferences.value}
              onChange={(event) => {
                onlyDifferences.value = event.currentTarget.checked;
              }}
            />
            Only what differs
          </label>
          <span class="end">
            <Button
              label="CSV"
              icon="download"
              hint="The table with every digit"
              isDisabled={!isWhole}
              onClick={store}
            />
          </span>
        </Toolbar>
        <ComparisonTable
          comparison={comparison}
          count={isWhole ? comparison.runs.length : chosen.value.length}
          lines={lines}
          baseline={baseline}
          showsChanges={shown.value === 'changes'}
          onBaseline={(run) => {
            base.value = comparison.runs[run]!;
          }}
          onRemove={(run) => {
            const all = isWhole ? comparison.runs : chosen.value;
            chosen.value = all.filter((_, place) => place !== run);
          }}
        />
        <p class="plot-note">
          ▲ larger and ▼ smaller than the baseline, ≠ another value. Every digit, file and place of a value are shown at
          the pointer.
        </p>
      </section>
      {comparison.runs.length > MOST_DRAWN ? (
        <Notice>
          <p>The first {MOST_DRAWN} runs are drawn.</p>
        </Notice>
      ) : null}
      {isPainted.value ? (
        <>
          <ComparedCurves runs={drawn.runs} />
          <ObservedPredicted comparison={drawn} />
        </>
      ) : null}
    </>
  );
}

/** The comparison of runs; of many, that of the first ones until it has come. */
function useComparison(ids: readonly string[], base: string) {
  const begin = ids.slice(0, FIRST_SHOWN);
  const first = ids.length > 2 * FIRST_SHOWN && (base === '' || begin.includes(base)) ? begin : [];
  const part = useResource(first.length === 0 ? null : first.join('\n'), (signal) => load(first, signal));
  const isPartOver = first.length === 0 || part.value !== null || part.error !== null;
  const whole = useResource(ids.length < 2 || !isPartOver ? null : ids.join('\n'), (signal) => load(ids, signal));
  const isPart = whole.value === null && part.value !== null && first.length > 0 && whole.error === null;
  return {
    value: isPart ? part.value : whole.value,
    error: whole.error,
    isLoading: whole.isLoading || part.isLoading,
    isWhole: !isPart,
  };
}

function load(ids: readonly string[], signal: AbortSignal): Promise<ComparisonReply> {
  if (ids.length > MOST_IN_ADDRESS) return postJson('/api/compare', { runs: ids }, { signal });
  return getJson(`/api/compare?${new URLSearchParams(ids.map((id) => ['runs', id]))}`, { signal });
}

/** A comparison without the runs after the first ones. */
function firstRuns(comparison: ComparisonReply, most: number): ComparisonReply {
  if (comparison.runs.length <= most) return comparison;
  const rows = comparison.rows.map((row) => ({
    ...row,
    values: row.isSame ? row.values : row.values.slice(0, most),
    absent: row.absent.filter((place) => place < most),
  }));
  return { ...comparison, runs: comparison.runs.slice(0, most), rows };
}

/** A run as the command line names it. */
function folderOf(id: string): string {
  return `${runsFolder.value}/${id}`;
}

function commandOf(ids: readonly string[]): string {
  return `qcic compare ${shellQuoted([...ids.map(folderOf), '--differences'])}`;
}

/** How much differs, and where most. */
function answerOf(comparison: ComparisonReply): string {
  const different = comparison.rows.filter(({ isSame }) => !isSame);
  if (different.length === 0) return `${comparison.runs.length} runs do not differ in any stored value.`;
  const counts = new Map<string, number>();
  for (const { section } of different) counts.set(section, (counts.get(section) ?? 0) + 1);
  const parts = [...counts].map(([section, count]) => `${section.toLowerCase()} ${count}`).join(', ');
  const running = (allRuns.value ?? []).filter(
    ({ id, status }) => status === 'running' && comparison.runs.includes(id),
  );
  const remark = running.length === 0 ? '' : ` Not finished: ${running.map(({ id }) => id).join(', ')}.`;
  return `${formatCount(different.length)} of ${formatCount(comparison.rows.length)} values differ between ${comparison.runs.length} runs: ${parts}.${remark}`;
}
