import type { Program } from '../model/compile/program.js';
import type { CodeModule } from './code/code.js';
import { emitAttempt } from './emit-attempt.js';
import { emitDenseOutput } from './emit-dense-output.js';
import { emitDrugAmounts } from './emit-drug-amounts.js';
import { emitPrepare } from './emit-prepare.js';
import { emitRightHandSide } from './emit-right-hand-side.js';
import { emitRun } from './emit-run.js';
import { emitSettle } from './emit-settle.js';
import { emitStatements, storedConstants, workRows } from './emit-statements.js';
import { rightHandSidePlan } from './right-hand-side-plan.js';
import { SimdCode } from './simd-code.js';
import { simdLayout } from './simd-layout.js';

/** What the solver of a model is emitted from. */
export interface SolverOptions {
  /** Right-hand side of the cells. */
  readonly program: Program;
  /** Cells that are kept every day, by index. */
  readonly watched: readonly number[];
  /** An accepted density below this is a failure of the numerics; unit of the cells. */
  readonly lowestDensity: number;
  /** Patients that one step advances together. */
  readonly lanes: number;
  /**
   * Whether the compiler of the code moves every load in front of all arithmetic up to the next store, as those of
   * WebAssembly hosts do: the right-hand side is then cut into short statements.
   */
  readonly hoistsLoads: boolean;
}

/** The right-hand side of a model and the whole integration loop around it, as code; exports `run`. */
export function emitSolver({ program, watched, lowestDensity, lanes, hoistsLoads }: SolverOptions): CodeModule {
  const dimension = program.outputs.length;
  const plan = hoistsLoads ? rightHandSidePlan(program) : undefined;
  const work = plan === undefined ? 0 : workRows(plan);
  const layout = simdLayout(dimension, program.patientValues.length, program.inputs, lanes, work);
  const code = new SimdCode(layout);
  if (plan === undefined) emitRightHandSide(code, program, layout.vector.k1);
  else emitStatements(code, program, plan, layout.vector.k1);
  emitDrugAmounts(code);
  emitAttempt(code);
  emitDenseOutput(code, dimension, watched);
  emitPrepare(code, lowestDensity);
  emitSettle(code);
  emitRun(code, plan === undefined ? [] : storedConstants(code, program, plan));
  return code.module;
}
