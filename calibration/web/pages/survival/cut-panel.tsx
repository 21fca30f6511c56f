import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import {
  type AnalysedSurvival,
  formatFixed,
  formatSignificant,
  type OptimalCut,
  parseSurvivalTable,
  type SurvivalData,
  type SurvivalTableOptions,
  tieTimes,
} from '../../../browser.js';
import type { PatientTable } from '../../../server/api/survival.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Slider } from '../../components/slider.js';
import { Stat, StatRow } from '../../components/stat.js';
import { LineFigure } from '../../plots/line-figure.js';
import type { FromBestCut, ToBestCut } from '../../workers/survival-messages.js';
import { analyseCut, cutValues, groupAlone } from './marker-cut.js';
import type { TableColumns } from './patient-tables.js';
import { cutStatistics, markerCurves } from './survival-plots.js';

interface CutPanelProps {
  readonly table: PatientTable;
  readonly columns: TableColumns;
  /** Group whose patients are divided. */
  readonly within: Signal<string>;
  readonly cut: Signal<number>;
  readonly commandOf: (cut: string) => string;
  /** Under the head of the page. */
  readonly controls: ComponentChildren;
}

/** The table as it is read, or why it cannot be. */
type ReadTable = { readonly data: SurvivalData; readonly remarks: readonly string[] } | { readonly issue: string };

function readTable(text: string, options: SurvivalTableOptions): ReadTable {
  try {
    const { remarks, ...data } = parseSurvivalTable(text, options);
    return { data: { ...data, times: tieTimes(data.times).times }, remarks };
  } catch (cause) {
    return { issue: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** A cut to move, both curves, and the p values with and without the choice of the cut. */
export function CutPanel({ table, columns, within, cut, commandOf, controls }: CutPanelProps) {
  const { time, event, group, marker } = columns;
  const options = useMemo<SurvivalTableOptions>(
    () => ({
      source: table.name,
      columns: { time, event, marker, covariates: [], ...(group === '' ? {} : { group }) },
      weightsAre: 'patients',
      missing: 'drop',
    }),
    [table, time, event, group, marker],
  );
  const isChosen = time !== '' && event !== '' && marker !== '';
  const read = useMemo(() => (isChosen ? readTable(table.text, options) : null), [table, options, isChosen]);
  const groups = read !== null && 'data' in read ? read.data.groups : [];
  const own = groups.includes(within.value) ? within.value : (groups[0] ?? '');
  const part = useMemo(() => (read !== null && 'data' in read ? groupAlone(read.data, own) : null), [read, own]);
  const values = useMemo(() => (part === null ? [] : cutValues(part)), [part]);
  const request = useMemo(
    () => (values.length > 0 ? { text: table.text, options, group: own } : null),
    [values, table, options, own],
  );
  const best = useBestCut(request);
  const value = Number.isNaN(cut.value) ? (values[Math.floor(values.length / 2)] ?? Number.NaN) : cut.value;
  const analysed = useMemo(() => (part === null || Number.isNaN(value) ? null : attempt(part, value)), [part, value]);
  const shownGroup = {
    get value() {
      return own;
    },
    set value(next) {
      within.value = next;
    },
  };
  const title = `Survival by ${marker || 'a marker'}`;
  if (read === null) {
    return (
      <>
        <PageHead title={title} answer="Choose the columns of time, event and marker." />
        {controls}
      </>
    );
  }
  if ('issue' in read) {
    return (
      <>
        <PageHead title={title} />
        {controls}
        <Notice kind="bad" title="The table cannot be read with these columns">
          <p>{read.issue}</p>
        </Notice>
      </>
    );
  }
  if (analysed === null || 'issue' in analysed) {
    return (
      <>
        <PageHead title={title} />
        {controls}
        <Notice kind="warn">
          <p>{analysed?.issue ?? `${marker} has no cut that leaves a tenth of the patients on either side.`}</p>
        </Notice>
      </>
    );
  }
  const [prognosis] = analysed.prognosis;
  const { comparison } = prognosis!.result;
  const term = comparison.cox?.terms[0];
  const p = comparison.logrank?.p ?? null;
  return (
    <>
      <PageHead
        title={title}
        above={table.name}
        answer={answerOf(analysed, best, marker)}
        command={commandOf(String(value))}
        commandNote="Gives the same numbers; --cut optimal finds the best cut and its adjusted p values."
      />
      {controls}
      {read.remarks.map((remark) => (
        <Notice key={remark}>
          <p>{remark}</p>
        </Notice>
      ))}
      <div class="split">
        <div class="side">
          {groups.length < 2 ? null : (
            <Select
              label="Patients of"
              value={shownGroup}
              options={groups.map((name) => ({ value: name, label: name }))}
            />
          )}
          <Slider
            label={`Cut of ${marker}`}
            value={{
              get value() {
                return value;
              },
              set value(next) {
                cut.value = nearestOf(values, next);
              },
            }}
            min={values[0]!}
            max={values.at(-1)!}
            step={(values.at(-1)! - values[0]!) / 1000 || 1}
            format={(each) => formatSignificant(each, 4)}
          />
          <div class="actions">
            <Button label="Median" onClick={() => (cut.value = Number.NaN)} />
            <Button
              label="Best cut"
              isDisabled={best === null}
              onClick={() => {
                if (best !== null) cut.value = best.cut;
              }}
            />
          </div>
        </div>
        <div>
          <h2 class="only-read">Result</h2>
          <div aria-live="polite">
            <StatRow>
              <Stat
                label="Hazard ratio, high to low"
                value={formatSignificant(term?.hazard_ratio, 3)}
                hint={`${formatSignificant(term?.low, 3)} to ${formatSignificant(term?.high, 3)}`}
              />
              <Stat label="Log-rank p" value={pText(p)} hint="as for a cut chosen before" />
              <Stat
                label="p, best cut, permuted"
                value={best === null ? '…' : pText(best.pPermutation)}
                hint={best === null ? 'is computed' : `${best.cuts.length} cuts, ${best.permutations} permutations`}
              />
              <Stat
                label="p, best cut, Lausen"
                value={best === null ? '…' : pText(best.pLausen)}
                hint="bound for the cuts tried"
              />
            </StatRow>
          </div>
          <p class="plot-note">
            A cut that is chosen because it divides well looks better than it is: the p value of the best cut allows for
            all cuts that leave a tenth of the patients on either side.
          </p>
          <LineFigure id="figure-curves" model={markerCurves(prognosis!, time)} height={380} />
          {best === null ? null : (
            <LineFigure id="figure-cuts" model={cutStatistics(best, value, marker)} height={220} />
          )}
        </div>
      </div>
    </>
  );
}

const pText = (p: number | null) =>
  p !== null && p < 0.0001 ? '< 0.0001' : formatFixed(p, p !== null && p < 0.01 ? 4 : 3);

function nearestOf(values: readonly number[], wanted: number): number {
  return values.reduce(
    (best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best),
    values[0]!,
  );
}

function attempt(part: SurvivalData, cut: number): AnalysedSurvival | { readonly issue: string } {
  try {
    return analyseCut(part, cut);
  } catch (cause) {
    return { issue: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** The best cut, found in a worker; null until it is. Another request, by identity, starts anew. */
function useBestCut(request: Omit<ToBestCut, 'id'> | null): OptimalCut | null {
  const found = useSignal<OptimalCut | null>(null);
  useEffect(() => {
    found.value = null;
    if (request === null) return;
    const worker = new Worker('/assets/survival-worker.js', { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<FromBestCut>) => {
      found.value = data.result;
    };
    worker.postMessage({ id: 1, ...request } satisfies ToBestCut);
    return () => worker.terminate();
  }, [request]);
  return found.value;
}

/** What the marker tells, in one sentence. */
function answerOf(analysed: AnalysedSurvival, best: OptimalCut | null, marker: string): string {
  const { comparison, cuts } = analysed.prognosis[0]!.result;
  const [low, high] = comparison.group_names.map((name) => comparison.groups[name]!);
  const parts = `Median survival is ${formatSignificant(low?.median, 3)} up to ${marker} ${formatSignificant(cuts[0], 4)} (${low?.n} patients) and ${formatSignificant(high?.median, 3)} above it (${high?.n} patients)`;
  return best === null
    ? `${parts}.`
    : `${parts}; over all cuts the difference has an adjusted p of ${pText(best.pPermutation)}.`;
}
