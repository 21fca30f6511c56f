import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { armStyles, deathForms, meanAndSd, themed } from '../../../browser.js';
import { FilterField } from '../../components/filter-field.js';
import type { ExplorerSession } from './explorer-session.js';
import { valueAt } from './explorer-values.js';
import { type FieldRange, OwnerControls } from './owner-controls.js';

interface ControlsProps {
  readonly session: ExplorerSession;
  /** `moments` or `shapes`; `mu` or `ends`. */
  readonly by: Signal<'moments' | 'shapes'>;
  readonly deathBy: Signal<'mu' | 'ends'>;
}

/** All sliders: death functions by arm, then parameters by group; a filter narrows the parameters. */
export function ExplorerControls({ session, by, deathBy }: ControlsProps) {
  const filter = useSignal('');
  const { header } = session;
  const words = filter.value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const isWanted = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const groups = useMemo(() => [...new Set(header.parameters.map(({ group }) => group))], [header]);
  const shown = header.parameters.filter(({ name, group }) => isWanted(`${name} ${group}`));
  return (
    <div class="controls">
      <div class="control-block">
        <div class="block-head">
          <h2>Death functions</h2>
          <Choice
            label="Death functions by"
            value={deathBy}
            options={[
              { value: 'mu', label: 'μ, σ' },
              { value: 'ends', label: 'daily risk' },
            ]}
          />
        </div>
        <DeathControls session={session} by={deathBy.value} />
      </div>
      <div class="control-block">
        <div class="block-head">
          <h2>Patients</h2>
          <Choice
            label="Parameters by"
            value={by}
            options={[
              { value: 'moments', label: 'mean, spread' },
              { value: 'shapes', label: 'α, β' },
            ]}
          />
        </div>
        <FilterField label="Filter parameters" value={filter} />
        {groups.map((group) => {
          const own = shown.filter((parameter) => parameter.group === group);
          return own.length === 0 ? null : (
            <Group key={group} session={session} group={group} own={own} by={by.value} isFiltered={words.length > 0} />
          );
        })}
        {shown.length === 0 ? <p class="soft">No parameter has this name.</p> : null}
      </div>
    </div>
  );
}

interface GroupProps {
  readonly session: ExplorerSession;
  readonly group: string;
  readonly own: ExplorerSession['header']['parameters'];
  readonly by: 'moments' | 'shapes';
  readonly isFiltered: boolean;
}

/** Parameters of one group, folded away until something of them is moved or looked for. */
function Group({ session, group, own, by, isFiltered }: GroupProps) {
  const moved = useComputed(() => own.filter(({ name }) => session.ownState(name).value !== '').length);
  const isOpen = isFiltered || moved.value > 0;
  return (
    <details class="control-group" open={isOpen || undefined}>
      <summary>
        {group}
        <span class="count">{moved.value > 0 ? `${moved.value} of ${own.length} moved` : own.length}</span>
      </summary>
      {own.map(({ name, unit }) => (
        <OwnerControls
          key={name}
          session={session}
          owner={name}
          title={name}
          note={unit}
          rangesOf={() => (by === 'moments' ? momentRanges(session, name) : shapeRanges(session, name))}
        />
      ))}
    </details>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: Signal<T>;
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

/** One of two ways to state the same. */
function Choice<T extends string>({ label, value, options }: ChoiceProps<T>) {
  return (
    <fieldset class="switch">
      <legend class="only-read">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={label}
            checked={value.value === option.value}
            onChange={() => {
              value.value = option.value;
            }}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

function DeathControls({ session, by }: { readonly session: ExplorerSession; readonly by: 'mu' | 'ends' }) {
  const { problem, labels } = session.header;
  const styles = armStyles(problem.arms, labels);
  return (
    <>
      {styles.map(({ arm, label, colour }) => (
        <OwnerControls
          key={arm}
          session={session}
          owner={arm}
          title={label}
          colour={themed(colour)}
          rangesOf={() => deathRanges(session, arm, by)}
        />
      ))}
    </>
  );
}

/** Factor on a positive value at both ends of a logarithmic slider. */
const WIDE = 4;

function deathRanges({ header, fittedPoint }: ExplorerSession, arm: string, by: 'mu' | 'ends'): readonly FieldRange[] {
  const { deathForm, deathBounds } = header.problem.settings;
  const { atZero, atOne } = deathForms[deathForm.name ?? 'paper'];
  const at = (field: string) => valueAt(header, fittedPoint, arm, field);
  const around = (field: string, most = Number.POSITIVE_INFINITY) => ({
    min: Number((at(field) / WIDE).toPrecision(2)),
    max: Math.min(most, Number((at(field) * WIDE).toPrecision(2))),
    scale: 'log' as const,
  });
  const [mu, sigma] = [at('mu'), at('sigma')];
  const centre: readonly FieldRange[] =
    by === 'mu' && sigma > 0
      ? [
          { field: 'mu', label: 'μ', unit: 'χ', min: Number((mu - 1).toFixed(2)), max: Number((mu + 1).toFixed(2)) },
          { field: 'sigma', label: 'σ', unit: 'χ', ...around('sigma') },
        ]
      : [
          { field: 'at_zero', label: `Daily risk at ${atZero}`, unit: '%', ...around('at_zero', 99) },
          { field: 'at_one', label: `Daily risk at ${atOne}`, unit: '%', ...around('at_one', 99) },
        ];
  return [
    ...centre,
    ...(deathForm.mu === 'range'
      ? [
          {
            field: 'mu_half_width',
            label: 'half-width of μ',
            unit: 'χ',
            min: 0,
            max: Math.max(deathBounds.muHalfWidth, at('mu_half_width')),
          },
        ]
      : []),
    ...(deathForm.sigma === 'range'
      ? [
          {
            field: 'sigma_half_width',
            label: 'half-width of σ over σ',
            min: 0,
            max: deathBounds.sigmaRelativeHalfWidth,
          },
        ]
      : []),
  ];
}

function momentRanges({ point }: ExplorerSession, name: string): readonly FieldRange[] {
  const marginal = point.peek().marginals.find((each) => each.name === name)!;
  const { min, max } = marginal;
  const width = max - min;
  const { mean, sd } = meanAndSd(marginal);
  const m = (mean - min) / width;
  // A Beta distribution has s^2 < m (1 - m): of the means that this spread allows, and the spreads that this mean allows
  const s = Math.min(0.499, (1.02 * sd) / width);
  const low = (1 - Math.sqrt(1 - 4 * s * s)) / 2;
  const round = (value: number) => Number(value.toPrecision(4));
  return [
    { field: 'mean', label: 'mean', min: round(min + width * low), max: round(max - width * low) },
    { field: 'sd', label: 'spread (SD)', min: round(width * 0.01), max: round(0.98 * width * Math.sqrt(m * (1 - m))) },
  ];
}

function shapeRanges({ fittedPoint }: ExplorerSession, name: string): readonly FieldRange[] {
  const { alpha, beta } = fittedPoint.marginals.find((each) => each.name === name)!;
  const around = (value: number) => ({
    min: Number((value / WIDE).toPrecision(2)),
    max: Number((value * WIDE).toPrecision(2)),
    scale: 'log' as const,
  });
  return [
    { field: 'alpha', label: 'α', ...around(alpha) },
    { field: 'beta', label: 'β', ...around(beta) },
  ];
}
