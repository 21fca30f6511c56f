// Evidence: closed form (markers that encode their patient and day).
import { expect, it } from 'vitest';
import { markerTables } from '../../../../calibration/studies/biomarkers/marker-tables.js';
import { emptyArmRecord } from '../../../../src/index.js';
import { shortSpec } from '../../pool/short-simulation.js';

it('markerTables gives each day the markers of that day, completed patients only, in input order', () => {
  const spec = { ...shortSpec, markerDays: [3, 7, 14] };
  const record = emptyArmRecord(spec, 4);
  record.status.set([1, 0, 2, 1]);
  record.tri.set([-0.5, 0, 0.19, 0.2]);
  // patient, slot of the day and marker as digits
  record.markers.forEach((_, at) => {
    const [patient, slot, marker] = [Math.floor(at / 12), Math.floor(at / 4) % 3, at % 4];
    record.markers[at] = 100 * patient + 10 * slot + marker;
  });
  const tables = markerTables({ name: 'a', record }, { spec, responseRule: 'volume' });
  expect(tables.map(({ name, arm, day }) => [name, arm, day])).toEqual([
    ['a, day 3', 'a', 3],
    ['a, day 7', 'a', 7],
    ['a, day 14', 'a', 14],
  ]);
  for (const [slot, { patients, labels, columns }] of tables.entries()) {
    expect(patients).toEqual([0, 2, 3]);
    // PR, SD and, from a growth of 20 % on, PD
    expect([...labels]).toEqual([1, 1, 0]);
    expect(columns.map(({ name }) => name)).toEqual(['th1', 'ctl', 'th1_treg', 'ctl_treg']);
    columns.forEach(({ values }, marker) => {
      expect([...values]).toEqual([0, 2, 3].map((patient) => 100 * patient + 10 * slot + marker));
    });
  }
});
