import type {
  BetaMarginal,
  DeathCovariate,
  DeathProbabilityMixture,
  DrugDefinition,
  DrugName,
  Regimen,
  ResponseRule,
  SimulationSpec,
  VisitSchedule,
} from '../../../src/index.js';

/** A per-patient parameter, for readers. */
export interface PatientParameter {
  readonly name: string;
  readonly unit: string;
  /** Parameters of one group stand together. */
  readonly group: string;
}

/** What ends a regimen, and what follows it. */
export interface PlannedStop {
  readonly delayDays: number;
  readonly next: Regimen | null;
}

/** An arm as one patient is given it. */
export interface PlannedArm {
  readonly name: string;
  readonly label: string;
  readonly regimen: Regimen;
  /** Null gives the regimen as scheduled, whatever the visits show. */
  readonly untilProgression: PlannedStop | null;
  /** Visits of this arm; null for those of the plan. */
  readonly visits: VisitSchedule | null;
  /** Arm whose death function the patient has; null where the model has none. */
  readonly death: string | null;
}

/** Arms, horizon and visits of one patient; plain data. */
export interface TreatmentPlan {
  readonly arms: readonly PlannedArm[];
  readonly horizonDays: number;
  /** Of arms without visits of their own. */
  readonly visits: VisitSchedule;
}

/** Death function of an arm: shapes with weights, and what takes the place of the burden. */
export interface PatientDeath {
  readonly mixture: DeathProbabilityMixture;
  readonly covariate: DeathCovariate;
}

/** Keys of a run's configuration that one patient depends on, besides its arms, horizon and visits. */
export interface PatientConfigBase {
  readonly seed: string;
  readonly model: {
    readonly switches: Readonly<Record<string, string>>;
    readonly overrides: Readonly<Record<string, number>>;
  };
  readonly drugs: Readonly<Record<DrugName, DrugDefinition>>;
  /** Ranges and fitted shapes; empty for the published ones. */
  readonly marginals: Readonly<Record<string, Pick<BetaMarginal, 'min' | 'max' | 'alpha' | 'beta'>>>;
  /** As the configuration has them; absent where there are none. */
  readonly correlations?: unknown;
  readonly simulation: {
    readonly assessmentDay: number;
    readonly markerDay: number;
    readonly monthDays: number;
    readonly responseRule: ResponseRule;
    readonly relativeTolerance: number;
    readonly absoluteTolerance: number;
    readonly maxSteps: number;
    /** Rules of response and progression. */
    readonly visits: {
      readonly rule: ResponseRule;
      readonly leastStableDays: number;
      readonly confirmDays: number;
    };
  };
}

/** What the simulation of one patient starts from: the published model, or a fitted run. Plain data. */
export interface PatientModel {
  /** Name of the run; null for the published model. */
  readonly run: string | null;
  /** Settings of the simulation; its arms, horizon and drugs are those of the plan. */
  readonly spec: SimulationSpec;
  /** Rule of the response at the assessment day. */
  readonly responseRule: ResponseRule;
  readonly monthDays: number;
  readonly plan: TreatmentPlan;
  /** Regimens by name: those that ship, then those of the run. */
  readonly regimens: Readonly<Record<string, Regimen>>;
  /** Definitions of all known drugs. */
  readonly drugs: Readonly<Record<DrugName, DrugDefinition>>;
  readonly parameters: readonly PatientParameter[];
  /** Distributions of the parameters, published or fitted, in the order of a patient's values. */
  readonly marginals: readonly BetaMarginal[];
  /** Death functions by arm; empty where none is fitted. */
  readonly death: Readonly<Record<string, PatientDeath>>;
  readonly config: PatientConfigBase;
}
