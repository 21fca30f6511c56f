import { armStyles, endpointLabel } from '../../../browser.js';
import type { EndpointState, SessionEvent } from '../../../session/session-events.js';
import type { LinePlotModel, PlotSeries } from '../../plots/plot-model.js';

type Fit = Extract<SessionEvent, { readonly kind: 'fit' }>;
type Validation = Extract<SessionEvent, { readonly kind: 'validation' }>;

/** Where the fit of a run stands. */
export interface LiveFit {
  /** Iterates in order, of all rounds. */
  readonly iterates: readonly Fit[];
  readonly last: Fit | null;
  /** The last validation cohort; null before the first. */
  readonly validation: Validation | null;
  /** Patients whose simulation failed, and all that were simulated, in what was counted last. */
  readonly failed: number;
}

/** The fit of a run, from what it has written. */
export function liveFit(events: readonly SessionEvent[]): LiveFit {
  const iterates = events.filter((event): event is Fit => event.kind === 'fit');
  const validations = events.filter((event): event is Validation => event.kind === 'validation');
  // Each stretch counts its own failures
  let [failed, ofThis] = [0, 0];
  for (const event of events) {
    if (event.kind === 'begin') [failed, ofThis] = [failed + ofThis, 0];
    else if (event.kind === 'progress') ofThis = event.failed;
  }
  return { iterates, last: iterates.at(-1) ?? null, validation: validations.at(-1) ?? null, failed: failed + ofThis };
}

/** A number of each iterate as curves, one a round. */
function byRound(
  iterates: readonly Fit[],
  title: string,
  alt: string,
  y: { readonly label: string; readonly scale?: 'log' },
  numberOf: (fit: Fit) => number,
): LinePlotModel {
  const rounds = [...new Set(iterates.map(({ round }) => round))];
  const series = rounds.map((round): PlotSeries => {
    const own = iterates.flatMap((fit, index) => (fit.round === round ? [{ x: index + 1, y: numberOf(fit) }] : []));
    return {
      id: `round-${round}`,
      label: `Round ${round}`,
      colour: `series-${((round - 1) % 8) + 1}`,
      style: 'line',
      x: own.map((point) => point.x),
      y: own.map((point) => point.y),
    };
  });
  return { title, alt, x: { label: 'Iteration, all rounds' }, y, series };
}

/** The objective by iteration. */
export function objectivePlot(iterates: readonly Fit[]): LinePlotModel {
  const last = iterates.at(-1);
  const alt =
    last === undefined ? 'No iteration yet.' : `${last.objective.toPrecision(4)} after ${iterates.length} iterations.`;
  return byRound(iterates, 'Objective', alt, { label: 'Objective', scale: 'log' }, ({ objective }) => objective);
}

/** The effective sample size by iteration. */
export function sampleSizePlot(iterates: readonly Fit[]): LinePlotModel {
  const last = iterates.at(-1);
  const alt =
    last === undefined ? 'No iteration yet.' : `${Math.round(last.effectiveSampleSize)} of ${last.pooled} patients.`;
  return byRound(
    iterates,
    'Effective sample size',
    alt,
    { label: 'Patients' },
    ({ effectiveSampleSize }) => effectiveSampleSize,
  );
}

/** An endpoint of a fit beside its target. */
export interface LiveEndpoint extends EndpointState {
  readonly id: string;
  readonly armLabel: string;
  readonly label: string;
  /** Difference in tolerances, or in the unit where it has none; null without a value. */
  readonly difference: number | null;
  readonly isWithin: boolean | null;
}

/** Endpoints with their differences from the targets, in the order in which they are fitted. */
export function liveEndpoints(states: readonly EndpointState[]): readonly LiveEndpoint[] {
  const labels = armStyles([...new Set(states.map(({ arm }) => arm))]);
  return states.map((state) => {
    const difference = state.value === null ? null : state.value - state.target;
    return {
      ...state,
      id: `${state.arm} ${state.endpoint}`,
      armLabel: labels.find(({ arm }) => arm === state.arm)?.label ?? state.arm,
      label: endpointLabel(state.endpoint),
      difference,
      isWithin: difference === null || state.tolerance === null ? null : Math.abs(difference) <= state.tolerance,
    };
  });
}
