import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { formatFixed, formatSigned, NO_NUMBER } from '../../../browser.js';
import type { EndpointState } from '../../../session/session-events.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { type LiveEndpoint, liveEndpoints } from './live-model.js';

/** Tolerances at the ends of the bar. */
const MOST = 2;

const columns: readonly GridColumn<LiveEndpoint>[] = [
  { id: 'arm', label: 'Arm', value: ({ armLabel }) => armLabel },
  {
    id: 'endpoint',
    label: 'Endpoint',
    value: ({ label, unit }) => (unit === 'percent at the clinical median' ? `${label}: event-free at it` : label),
  },
  {
    id: 'value',
    label: 'Fit',
    align: 'right',
    value: ({ value }) => value,
    cell: ({ value, unit }) => (value === null ? NO_NUMBER : `${formatFixed(value, decimals(unit))} ${short(unit)}`),
  },
  {
    id: 'target',
    label: 'Target',
    align: 'right',
    value: ({ target }) => target,
    cell: ({ target, unit }) => `${formatFixed(target, decimals(unit))} ${short(unit)}`,
  },
  {
    id: 'difference',
    label: 'Difference',
    align: 'right',
    isMinor: true,
    value: ({ difference }) => difference,
    cell: ({ difference, unit }) => (difference === null ? NO_NUMBER : formatSigned(difference, decimals(unit))),
  },
  {
    id: 'tolerances',
    label: 'In tolerances',
    hint: 'Difference from the target; the band is the tolerance',
    isMinor: true,
    value: ({ difference, tolerance }) => (difference === null || tolerance === null ? null : difference / tolerance),
    cell: (endpoint) => <ToleranceBar endpoint={endpoint} />,
  },
];

const decimals = (unit: EndpointState['unit']): number => (unit === 'months' ? 2 : 1);
const short = (unit: EndpointState['unit']): string => (unit === 'months' ? 'mo' : '%');

/** Endpoints of the fit beside their targets, as it moves. */
export function EndpointTable({
  states,
  label,
}: {
  readonly states: readonly EndpointState[];
  readonly label: string;
}) {
  const sort = useSignal<GridSort | null>(null);
  const rows = useMemo(() => liveEndpoints(states), [states]);
  return <Grid label={label} rows={rows} columns={columns} rowId={({ id }) => id} sort={sort} height={420} />;
}

function ToleranceBar({ endpoint: { difference, tolerance, isWithin } }: { readonly endpoint: LiveEndpoint }) {
  if (difference === null || tolerance === null || isWithin === null) return <span class="soft">not assessed</span>;
  const share = Math.min(MOST, Math.max(-MOST, difference / tolerance));
  const at = 60 + (share / MOST) * 56;
  return (
    <span class={`tolerance ${isWithin ? 'is-within' : 'is-outside'}`}>
      <svg viewBox="0 0 120 12" width="120" height="12" aria-hidden="true">
        <rect class="band" x="32" y="2" width="56" height="8" rx="2" />
        <path class="middle" d="M60 0v12" />
        <circle class="value" cx={at} cy="6" r="4" />
      </svg>
      {formatSigned(difference / tolerance, 1)}
    </span>
  );
}
