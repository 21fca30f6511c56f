import { type Signal, useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { formatSignificant } from '../../../browser.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';
import { type EffectRow, largestEffects, type Measure } from './effect-matrix.js';

interface EffectTableProps {
  readonly measure: Measure;
  readonly rows: readonly EffectRow[];
  /** Place of the output. */
  readonly place: number;
  readonly filter: Signal<string>;
  /** Parameters whose samples are shown. */
  readonly chosen: Signal<readonly string[]>;
}

const HEIGHT = 620;
const byStrength: GridSort = { id: 'strength', isDescending: true };

/** Effects of all parameters on one output, with their intervals. */
export function EffectTable({ measure, rows, place, filter, chosen }: EffectTableProps) {
  const sort = useSignal<GridSort | null>(byStrength);
  const columns = useMemo(() => effectColumns(measure, rows, place), [measure, rows, place]);
  return (
    <Grid
      label="Effects on the chosen output"
      rows={rows}
      columns={columns}
      rowId={({ name }) => name}
      rowLabel={({ name }) => `Samples of ${name}`}
      filter={filter}
      sort={sort}
      selection={chosen}
      height={HEIGHT}
    />
  );
}

function effectColumns(measure: Measure, rows: readonly EffectRow[], place: number): readonly GridColumn<EffectRow>[] {
  const largest = largestEffects(rows, place + 1)[place] || 1;
  const effectAt = ({ effects }: EffectRow) => effects[place] ?? null;
  const number = (id: 'low' | 'high' | 'p', label: string, hint: string): GridColumn<EffectRow>[] =>
    rows.some((row) => effectAt(row)?.[id] != null)
      ? [
          {
            id,
            label,
            hint,
            align: 'right',
            value: (row) => effectAt(row)?.[id] ?? null,
            cell: (row) => formatSignificant(effectAt(row)?.[id], 2),
          },
        ]
      : [];
  return [
    { id: 'name', label: 'Parameter', value: ({ name }) => name, cell: ({ name }) => <code>{name}</code> },
    ...(rows.some(({ group }) => group !== '')
      ? [{ id: 'group', label: 'Process', isMinor: true, value: ({ group }: EffectRow) => group }]
      : []),
    {
      id: 'strength',
      label: measure.label,
      align: 'right',
      isDescendingFirst: true,
      value: (row) => Math.abs(effectAt(row)?.value ?? Number.NaN),
      cell: (row) => {
        const effect = effectAt(row);
        return effect === null ? (
          <span class="soft">–</span>
        ) : (
          <span class="effect">
            <svg viewBox="0 0 48 6" width="48" height="6" aria-hidden="true">
              <rect
                class={effect.value < 0 ? 'negative' : 'positive'}
                width={(48 * Math.abs(effect.value)) / largest}
                height="6"
                rx="2"
              />
            </svg>
            {formatSignificant(effect.value, 2)}
          </span>
        );
      },
    },
    ...number('low', 'from', 'Lower end of the 95 % interval'),
    ...number('high', 'to', 'Upper end of the 95 % interval'),
    ...number('p', 'p', 'p value, adjusted by Holm’s method'),
  ];
}
