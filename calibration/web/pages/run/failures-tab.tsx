import { useSignal } from '@preact/signals';
import { formatCount, formatFixed } from '../../../browser.js';
import type { FailedPatient, RunDetail } from '../../../server/api/runs.js';
import { Empty } from '../../components/empty.js';
import { Grid, type GridColumn } from '../../components/grid.js';
import type { GridSort } from '../../components/grid-model.js';

const columns: readonly GridColumn<FailedPatient>[] = [
  { id: 'cohort', label: 'Cohort', value: ({ cohort }) => cohort },
  { id: 'patient', label: 'Patient', align: 'right', value: ({ patient }) => patient },
  { id: 'arm', label: 'Arm', value: ({ arm }) => arm },
  { id: 'reason', label: 'Reason', value: ({ reason }) => reason },
  { id: 'day', label: 'Day', align: 'right', value: ({ day }) => day, cell: ({ day }) => formatFixed(day, 2) },
];

/** Patients whose simulation failed, with the reason. */
export function FailuresTab({ manifest, failures, run }: RunDetail) {
  const sort = useSignal<GridSort | null>(null);
  if (failures.length === 0) {
    const { patients, failed } = run;
    return failed === 0 ? (
      <Empty title="No simulation failed" icon="check">
        <p>
          {formatCount(patients)} patients or samples were simulated
          {manifest.patients.length > 1 ? ` in ${manifest.patients.length} cohorts` : ''}.
        </p>
      </Empty>
    ) : (
      <Empty title={`${formatCount(failed)} simulations failed`} icon="warn">
        <p>This study keeps the number of its failures, and no list of them.</p>
      </Empty>
    );
  }
  return (
    <Grid
      label="Failed simulations"
      rows={failures}
      columns={columns}
      rowId={({ cohort, patient, arm }) => `${cohort} ${patient} ${arm}`}
      sort={sort}
    />
  );
}
