import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { CellType, ModelDrug } from '../../../../src/index.js';
import { armRoles, drawnValues, medianValues, planSpec } from '../../../browser.js';
import type { PatientModelReply } from '../../../server/api/patient.js';
import type { PatientModel, PlannedArm, TreatmentPlan } from '../../../studies/patient/patient-model.js';
import { useAddressState } from '../../app/address.js';
import { choiceCodec, flagCodec, listCodec, numberCodec, textCodec } from '../../app/codecs.js';
import type { PlottedArm } from './patient-curves.js';
import { armsCodec, baseCodec, type EditedArms, type PatientBase, valuesCodec } from './patient-link.js';
import type { PlotLayout } from './plot-row.js';

/** Cell types that are shown at first. */
const FIRST_CELLS: readonly CellType[] = ['T8', 'T1', 'Treg', 'NK', 'M1', 'GMDSC'];

/** What the address of the view holds. */
export interface PatientAddress {
  /** Run, refit or search for schedules; empty for the published model. */
  readonly run: Signal<string>;
  /** Schedules of a search, one arm each. */
  readonly schedules: Signal<readonly string[]>;
  readonly base: Signal<PatientBase>;
  /** Values that differ from the base, by parameter. */
  readonly edits: Signal<Readonly<Record<string, number>>>;
  /** Horizon; 0 for that of the model. */
  readonly days: Signal<number>;
  /** Days between visits; 0 for those of the model. */
  readonly visits: Signal<number>;
  readonly arms: Signal<EditedArms>;
  readonly hidden: Signal<readonly string[]>;
  readonly layout: Signal<PlotLayout>;
  readonly isStacked: Signal<boolean>;
  readonly cells: Signal<readonly string[]>;
}

/** The state of the view, from and to the address. */
export function usePatientAddress(): PatientAddress {
  return {
    run: useAddressState('run', textCodec, '', 'step'),
    schedules: useAddressState<readonly string[]>('schedules', listCodec, []),
    base: useAddressState<PatientBase>('patient', baseCodec, { kind: 'median' }, 'step'),
    edits: useAddressState<Readonly<Record<string, number>>>('set', valuesCodec, {}),
    days: useAddressState('days', numberCodec, 0),
    visits: useAddressState('visits', numberCodec, 0),
    arms: useAddressState<EditedArms>('arms', armsCodec, null),
    hidden: useAddressState<readonly string[]>('hidden', listCodec, []),
    layout: useAddressState<PlotLayout>('layout', choiceCodec(['side', 'overlaid']), 'side', 'step'),
    isStacked: useAddressState('stacked', flagCodec, true, 'step'),
    cells: useAddressState<readonly string[]>('cells', listCodec, FIRST_CELLS),
  };
}

/** What follows from the address and the model. */
export interface PatientView {
  readonly model: PatientModel;
  readonly address: PatientAddress;
  /** Patients of the run that can be asked for. */
  readonly patients: number;
  /** Values of the patient of a run, once they have been fetched. */
  readonly fetched: Signal<Float64Array | null>;
  readonly plan: ReadonlySignal<TreatmentPlan>;
  /** Names of the arms that are simulated. */
  readonly shown: ReadonlySignal<readonly string[]>;
  /** Values before the edits; null until they are known. */
  readonly baseValues: ReadonlySignal<Float64Array | null>;
  readonly values: ReadonlySignal<Float64Array | null>;
  /** Drugs of the model of the plan; an error where the plan is none. */
  readonly drugs: ReadonlySignal<readonly ModelDrug[] | string>;
  /** Arms with their colours. */
  readonly plotted: ReadonlySignal<readonly PlottedArm[]>;
}

/** The view of a model. */
export function patientView({ model, patients }: PatientModelReply, address: PatientAddress): PatientView {
  const fetched = signal<Float64Array | null>(null);
  const plan = computed((): TreatmentPlan => {
    const { plan: own } = model;
    return {
      arms: address.arms.value ?? own.arms,
      horizonDays: address.days.value || own.horizonDays,
      visits: address.visits.value > 0 ? { everyDays: address.visits.value } : own.visits,
    };
  });
  const shown = computed(() => {
    const names = plan.value.arms.map(({ name }) => name);
    const left = names.filter((name) => !address.hidden.value.includes(name));
    return left.length === 0 ? names : left;
  });
  const baseValues = computed(() => {
    const base = address.base.value;
    if (base.kind === 'number') return fetched.value;
    return base.kind === 'seed' ? drawnValues(model.marginals, base.seed) : medianValues(model.marginals);
  });
  const values = computed(() => {
    const base = baseValues.value;
    if (base === null) return null;
    const edits = address.edits.value;
    return Float64Array.from(model.marginals, ({ name }, index) => edits[name] ?? base[index]!);
  });
  const drugs = computed(() => {
    try {
      return planSpec(model, plan.value).drugs;
    } catch (cause) {
      return cause instanceof Error ? cause.message : String(cause);
    }
  });
  return {
    model,
    address,
    patients,
    fetched,
    plan,
    shown,
    baseValues,
    values,
    drugs,
    plotted: computed(() => plan.value.arms.map((arm, index) => ({ ...arm, colour: armColour(arm, index) }))),
  };
}

/** Variables of the theme for arms that have no role in the trials. */
const FURTHER_COLOURS = 5;

/** Colour of an arm: by its role in the trials, or by its place. */
function armColour({ name }: PlannedArm, index: number): string {
  const role = Object.entries(armRoles).find(([, arm]) => arm === name)?.[0];
  return role === undefined ? `arm-${4 + (index % FURTHER_COLOURS)}` : `arm-${role}`;
}
