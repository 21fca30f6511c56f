import type { CsvCell } from '../../../../src/index.js';
import {
  endpointColumns,
  endpointRows,
  planConfig,
  planSpec,
  toCsvLine,
  toPrettyJson,
  trajectoryColumns,
  trajectoryRows,
  visitColumns,
  visitRows,
} from '../../../browser.js';
import type { PatientResult } from './patient-engine.js';

/** A file that the page gives away: its name, and how its text is made. */
export interface PatientFile {
  readonly name: string;
  readonly type: string;
  readonly text: () => string;
}

/** Name of the configuration in the command. */
export const CONFIG_FILE = 'patient.json';

/** Name of the only patient, as `qcic simulate --patient` has it. */
const ids = ['1'];

/** The files that the command writes, with the same bytes, and those that it reads. */
export function patientFiles({ input, patient: { record } }: PatientResult): readonly PatientFile[] {
  const { model, plan, shown, values } = input;
  const spec = planSpec(model, plan, shown);
  const table = (name: string, header: readonly string[], rows: () => Iterable<readonly CsvCell[]>): PatientFile => ({
    name,
    type: 'text/csv',
    text: () => csvText(header, rows()),
  });
  const columns = model.marginals.map(({ name }) => name);
  return [
    table('endpoints.csv', endpointColumns(spec.assessmentDay), () =>
      endpointRows(record, { spec, responseRule: model.responseRule }, ids),
    ),
    table('visits.csv', visitColumns, () => visitRows(record.arms, spec, ids)),
    table('trajectories.csv', trajectoryColumns(spec), () => trajectoryRows(record, spec, ids)),
    table('patient.csv', ['patient', ...columns], () => [[ids[0]!, ...values]]),
    { name: CONFIG_FILE, type: 'application/json', text: () => toPrettyJson(planConfig(model, plan, 'patient')) },
  ];
}

function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let text = toCsvLine(header, header.length);
  for (const cells of rows) text += toCsvLine(cells, header.length);
  return text;
}
