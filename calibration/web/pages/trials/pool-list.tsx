import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { allRows } from '../../../browser.js';
import type { TrialTables } from '../../../targets/trial-tables.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';

/** A trial of the base: its rows of all tables. */
interface PooledTrial {
  readonly trial: string;
  readonly arms: readonly string[];
  readonly patients: number;
  readonly parts: number;
  readonly source: string;
}

function pooledTrials(tables: TrialTables): readonly PooledTrial[] {
  const rows = allRows(tables);
  return [...new Set(rows.map(({ trial }) => trial))].map((trial) => {
    const own = rows.filter((row) => row.trial === trial);
    const arms = [...new Set(own.map(({ arm }) => arm))];
    const most = (arm: string) =>
      Math.max(...own.filter((row) => row.arm === arm && row.subgroup === '').map(({ n }) => n), 0);
    return {
      trial,
      arms,
      patients: arms.reduce((sum, arm) => sum + most(arm), 0),
      parts: own.filter(({ subsetOf }) => subsetOf !== null).length,
      source: own[0]!.source,
    };
  });
}

interface PoolListProps {
  readonly tables: TrialTables;
  readonly armName: (arm: string) => string;
  readonly dropped: readonly string[];
  readonly onDrop: (trial: string, isDropped: boolean) => void;
}

/** The trials that the own table is added to: read only, each can be excluded. */
export function PoolList({ tables, armName, dropped, onDrop }: PoolListProps) {
  const sort = useSignal<GridSort | null>(null);
  const trials = useMemo(() => pooledTrials(tables), [tables]);
  const columns: GridColumn<PooledTrial>[] = [
    {
      id: 'pooled',
      label: 'Pooled',
      value: ({ trial }) => (dropped.includes(trial) ? 'no' : 'yes'),
      cell: ({ trial }) => (
        <input
          type="checkbox"
          aria-label={`${trial} is pooled`}
          checked={!dropped.includes(trial)}
          onChange={(event) => onDrop(trial, !event.currentTarget.checked)}
        />
      ),
    },
    { id: 'trial', label: 'Trial', value: ({ trial }) => trial },
    { id: 'arms', label: 'Arms', value: ({ arms }) => arms.map(armName).join(', ') },
    { id: 'patients', label: 'Patients', align: 'right', value: ({ patients }) => patients },
    {
      id: 'parts',
      label: 'Overlapping rows',
      align: 'right',
      isMinor: true,
      value: ({ parts }) => parts,
      hint: 'Rows of patients that another row holds already',
    },
    {
      id: 'source',
      label: 'Source',
      isMinor: true,
      value: ({ source }) => source,
      cell: ({ source }) => <Source text={source} />,
    },
  ];
  return <Grid label="Trials of the tables" rows={trials} columns={columns} rowId={({ trial }) => trial} sort={sort} />;
}

/** A citation; its DOI is text, as the workbench makes no request outside. */
function Source({ text }: { readonly text: string }) {
  return <span title={text}>{text}</span>;
}
