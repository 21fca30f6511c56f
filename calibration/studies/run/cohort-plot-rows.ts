import {
  type ArmRecord,
  type CohortRecord,
  groupSummary,
  markerNames,
  type PatientRows,
  quantileSorted,
  type ResponseRule,
  type responseClasses,
  responseOf,
  type SimulationSpec,
} from '../../../src/index.js';
import type { ArmOutcomeWithCurve } from '../../fit/cohort-outcome.js';
import type { MarkerRow, SpiderRow, SurvivalRow, WaterfallRow } from './plot-tables.js';

/** Patients drawn in spider and waterfall plots: the first of the cohort, as many as the paper shows. */
export const PLOTTED_PATIENTS = 100;

export interface CohortFigureSettings {
  readonly spec: SimulationSpec;
  readonly monthDays: number;
  readonly responseRule: ResponseRule;
}

/** Completed patients of an arm, in input order. */
export function completedPatients(arm: ArmRecord<PatientRows>): readonly number[] {
  return [...arm.status.keys()].filter((patient) => arm.status[patient] !== 0);
}

function eachArm<Row>(
  record: CohortRecord<PatientRows>,
  rowsOf: (name: string, arm: ArmRecord<PatientRows>, patients: readonly number[]) => readonly Row[],
): readonly Row[] {
  return Object.entries(record.arms).flatMap(([name, arm]) => rowsOf(name, arm, completedPatients(arm)));
}

/** Change of tumor volume over time: the plotted patients and the mean of all completed ones. */
export function spiderRows(record: CohortRecord<PatientRows>, settings: CohortFigureSettings): readonly SpiderRow[] {
  const days = settings.spec.tumorDays;
  return eachArm(record, (name, arm, patients) => {
    // Of a large cohort they are read from disk here
    const { tumor } = arm;
    const change = (patient: number, slot: number) =>
      100 * (tumor[patient * days.length + slot]! / tumor[patient * days.length]! - 1);
    const lines = patients.slice(0, PLOTTED_PATIENTS).flatMap((patient) =>
      days.map(
        (day, slot): SpiderRow => ({
          arm: name,
          patient: String(patient + 1),
          day,
          change_percent: change(patient, slot),
          recist: classOf(arm, patient, settings),
        }),
      ),
    );
    const mean = days.map(
      (day, slot): SpiderRow => ({
        arm: name,
        patient: 'mean',
        day,
        change_percent: patients.reduce((sum, patient) => sum + change(patient, slot), 0) / patients.length,
        recist: '',
      }),
    );
    return [...lines, ...mean];
  });
}

/** Change of tumor volume at the assessment, largest growth first. */
export function waterfallRows(
  record: CohortRecord<PatientRows>,
  settings: CohortFigureSettings,
): readonly WaterfallRow[] {
  return eachArm(record, (name, arm, patients) =>
    patients
      .slice(0, PLOTTED_PATIENTS)
      .sort((a, b) => arm.tri[b]! - arm.tri[a]!)
      .map((patient, index) => ({
        arm: name,
        rank: index + 1,
        patient: String(patient + 1),
        change_percent: 100 * arm.tri[patient]!,
        recist: classOf(arm, patient, settings),
      })),
  );
}

/** Expected survival of the cohort, daily. */
export function survivalRows(
  outcomes: Readonly<Record<string, ArmOutcomeWithCurve>>,
  monthDays: number,
): readonly SurvivalRow[] {
  return Object.entries(outcomes).flatMap(([arm, { alive }]) =>
    Array.from(alive, (share, day) => ({ arm, day, month: day / monthDays, survival_percent: 100 * share })),
  );
}

/** Markers and outcome of an arm's completed patients, as the biomarker analysis reads them. */
export function armMarkers(
  arm: ArmRecord<PatientRows>,
  settings: CohortFigureSettings,
): { readonly markers: Readonly<Record<(typeof markerNames)[number], Float64Array>>; readonly responder: Uint8Array } {
  const patients = completedPatients(arm);
  const column = (marker: number) =>
    Float64Array.from(patients, (patient) => arm.markers[patient * markerNames.length + marker]!);
  return {
    markers: { th1: column(0), ctl: column(1), th1_treg: column(2), ctl_treg: column(3) },
    responder: Uint8Array.from(patients, (patient) => (classOf(arm, patient, settings) === 'PD' ? 0 : 1)),
  };
}

/** Spread of each marker in responders and non-responders; groups of one patient or none are omitted. */
export function markerRows(arm: string, data: ReturnType<typeof armMarkers>): readonly MarkerRow[] {
  return markerNames.flatMap((marker) =>
    (['responder', 'non-responder'] as const).flatMap((group) => {
      const wanted = group === 'responder' ? 1 : 0;
      const values = data.markers[marker].filter((_, patient) => data.responder[patient] === wanted).sort();
      if (values.length < 2) return [];
      const summary = groupSummary(values);
      return [{ arm, marker, group, ...summary, p05: quantileSorted(values, 0.05), p95: quantileSorted(values, 0.95) }];
    }),
  );
}

function classOf(
  arm: ArmRecord<PatientRows>,
  patient: number,
  { responseRule }: CohortFigureSettings,
): (typeof responseClasses)[number] {
  return responseOf(arm, patient, responseRule);
}
