import { type ReadonlySignal, type Signal, useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import {
  armStyles,
  type EndpointName,
  endpointOf,
  formatFixed,
  formatSigned,
  formatSignificant,
  UNRELIABLE_PARETO_K,
} from '../../../browser.js';
import { Button } from '../../components/button.js';
import { Figure } from '../../components/figure.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Tabs } from '../../components/tabs.js';
import { LinePlot } from '../../plots/line-plot.js';
import { plotCsv } from '../../plots/plot-csv.js';
import type { LinePlotModel } from '../../plots/plot-model.js';
import { plotSvg } from '../../plots/plot-svg.js';
import { curveModel } from './curve-models.js';
import { endpointSets } from './endpoint-sets.js';
import { EndpointStrips } from './endpoint-strips.js';
import { ExplorerControls } from './explorer-controls.js';
import type { ExplorerSession } from './explorer-session.js';
import { largestChange, setOptions, targetText } from './explorer-values.js';
import { Gauges } from './gauges.js';

interface ViewProps {
  readonly session: ExplorerSession;
  /** Folder of the run as a command names it. */
  readonly run: string;
  readonly by: Signal<'moments' | 'shapes'>;
  readonly deathBy: Signal<'mu' | 'ends'>;
  /** Chosen set of endpoints. */
  readonly set: Signal<string>;
  /** Further buttons of the head. */
  readonly actions?: ComponentChildren;
  readonly above?: ComponentChildren;
}

/**
 * The explorer: what the weighted patients of a run show while shapes and death functions are moved. The view itself is drawn once; its parts
 * follow what they show.
 */
export function ExplorerView({ session, run, by, deathBy, set, actions, above }: ViewProps) {
  return (
    <div class="page explorer">
      <Head session={session} run={run} actions={actions} above={above} />
      <div class="split">
        <div class="side">
          <ExplorerControls session={session} by={by} deathBy={deathBy} />
        </div>
        <div class="explorer-main">
          <Gauges session={session} />
          <Warnings session={session} />
          <div class="curve-pair">
            <Curve session={session} name="os" />
            <Curve session={session} name="pfs" />
          </div>
          <section class="section" aria-label="Endpoints">
            <div class="strip-key" aria-hidden="true">
              <span class="key-now">now</span>
              <span class="key-fitted">fitted</span>
              <span class="key-trial">a trial</span>
              <span class="key-target">trials pooled, 95 % interval</span>
            </div>
            <Tabs
              label="Endpoints"
              chosen={set}
              tabs={endpointSets.map((each) => ({
                id: each.id,
                label: each.label,
                content: () => <EndpointStrips session={session} set={each} />,
              }))}
            />
          </section>
          <ShownMark session={session} />
        </div>
      </div>
    </div>
  );
}

/** Number of the state that is drawn, for tests and for the benchmark. */
function ShownMark({ session }: { readonly session: ExplorerSession }) {
  return <span class="shown-mark" hidden data-shown={session.shown.value.id} />;
}

type HeadProps = Pick<ViewProps, 'session' | 'run' | 'actions' | 'above'>;

function Head({ session, run, actions, above }: HeadProps) {
  const { header, state } = session;
  const moved = Object.keys(state.value).length;
  return (
    <PageHead
      title={`Explorer: ${header.origin.name}`}
      above={above ?? 'What if patients or deaths were different?'}
      answer={<Answer session={session} />}
      actions={
        <>
          <Button label="Back to the fit" icon="reset" isDisabled={moved === 0} onClick={() => session.reset()} />
          {actions}
        </>
      }
      command={`qcic explore ${run}${setOptions(state.value)}`}
    />
  );
}

/** What a reader must know before the numbers are used. */
function Warnings({ session }: { readonly session: ExplorerSession }) {
  const { issue } = session;
  const isUnreliable = useComputed(() => session.shown.value.result.paretoK > UNRELIABLE_PARETO_K);
  return (
    <>
      {issue.value === null ? null : (
        <Notice kind="bad" title="This state has no population">
          {issue.value}
        </Notice>
      )}
      {isUnreliable.value ? (
        <Notice kind="warn" title={`Pareto k is above ${UNRELIABLE_PARETO_K}: these numbers are not reliable`}>
          The pool lacks the patients that these shapes need. Adopt them as a configuration and simulate their
          population.
        </Notice>
      ) : null}
      <Approximation session={session} />
    </>
  );
}

const CURVE_HEIGHT = 280;
const FILE_SIZE = { width: 720, height: 420 };

/** A curve: the plot alone is drawn again, not its frame with title and files. */
function Curve({ session, name }: { readonly session: ExplorerSession; readonly name: 'os' | 'pfs' }) {
  const model = useComputed(() => curveModel(session.header, name, session.fitted, session.shown.value.result));
  return (
    <Figure
      id={`explorer-${name}`}
      title={model.peek().title}
      caption="Solid: now. Dashed: as fitted. Dots: curves of trials."
      height={CURVE_HEIGHT}
      files={{ svg: () => plotSvg(model.peek(), FILE_SIZE), csv: () => plotCsv(model.peek()) }}
      draw={(height) => <CurvePlot model={model} height={height} />}
    />
  );
}

const CurvePlot = ({ model, height }: { readonly model: ReadonlySignal<LinePlotModel>; readonly height: number }) => (
  <LinePlot model={model.value} height={height} syncKey="explorer" />
);

/** One sentence: what moving has changed. */
function Answer({ session }: { readonly session: ExplorerSession }) {
  const { header, fitted, shown, state } = session;
  const { result } = shown.value;
  const moved = Object.keys(state.value).length;
  const met = `${formatFixed(result.worst, 2)} times its tolerance (${targetText(header, result.worstTarget)})`;
  if (moved === 0) {
    const medians = armStyles(header.problem.arms, header.labels).map(
      ({ arm, label }) => `${formatFixed(result.endpoints[arm]!.median_os, 2)} (${label})`,
    );
    return (
      <>
        The fit has median overall survivals of {medians.join(', ')} months; its largest deviation from the trials is{' '}
        {met}. Move a slider: the run's {result.patients} patients are weighted again.
      </>
    );
  }
  const { arm, name, change } = largestChange(fitted, result);
  if (name === '') return <>No endpoint changes with what was moved.</>;
  const { label, decimals, unit } = endpointOf(name as EndpointName);
  const value = (result.endpoints[arm] as Readonly<Record<string, number>>)[name];
  const armLabel = header.labels[arm] ?? arm;
  return (
    <>
      With {moved} {moved === 1 ? 'value' : 'values'} moved,{' '}
      {label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())} in {armLabel} changes most:{' '}
      {formatSigned(change, decimals)} {unit === 'percent' ? 'points' : 'months'}, to {formatFixed(value, decimals)}{' '}
      {unit === 'percent' ? '%' : 'months'}. The largest deviation from the trials is {met}.
    </>
  );
}

/** How far a part of the pool, or rounded numbers, may lie from the whole one. */
function Approximation({ session }: { readonly session: ExplorerSession }) {
  const { approximation, origin } = session.header;
  if (approximation === null) return null;
  return (
    <p class="approximation">
      {session.fitted.patients} of {origin.pooled} patients, rounded for this file: at {approximation.states} states the
      endpoints differ from those of the whole pool by at most {formatSignificant(approximation.ratePoints, 2)} points
      and {formatSignificant(approximation.medianMonths, 2)} months.
    </p>
  );
}
