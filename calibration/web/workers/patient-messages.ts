import type { SolverReply } from '../../server/api/patient.js';
import type { PatientModel, TreatmentPlan } from '../../studies/patient/patient-model.js';
import type { SimulatedPatient } from '../../studies/patient/simulate-one.js';

/** What the worker is asked for. */
export type PatientRequest =
  | {
      /** Prepares the simulation of a plan; what follows is simulated by it. */
      readonly kind: 'prepare';
      readonly id: number;
      readonly model: PatientModel;
      readonly plan: TreatmentPlan;
      readonly shown: readonly string[];
      readonly solver: SolverReply;
    }
  | { readonly kind: 'simulate'; readonly id: number; readonly values: Float64Array };

/** What the worker replies, one for each request. */
export type PatientReply =
  | { readonly kind: 'prepared'; readonly id: number }
  | {
      readonly kind: 'simulated';
      readonly id: number;
      readonly patient: SimulatedPatient;
      /** Milliseconds that the simulation took. */
      readonly took: number;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
