/*
 * Peer: native Dormand-Prince 5(4) on all 57 states, the drugs integrated as differential equations, restarted at every
 * dose edge because the derivative jumps there.
 */
#include "peer.h"

static const double *model_constants, *model_input;

#define DIMENSION QCIC_STATES
#define DERIVATIVES(time, state, derivatives) qcic_rhs(time, state, model_constants, model_input, derivatives)
#include "dormand-prince.h"

static int simulate(const Work *work, const double *parameters, int count, Record *record, Effort *effort)
{
  (void)count;
  static Solver solver;
  double constants[QCIC_CONSTANTS];
  int failed = 0;
  qcic_prepare(parameters, constants);
  model_constants = constants;
  solver_open(&solver, work->rtol, work->atol);
  memcpy(solver.state, qcic_initial_state, sizeof qcic_initial_state);
  for (int i = 0; i < work->segment_count && !failed; i++) {
    model_input = work->segments[i].input;
    solver_start(&solver, work->segments[i].start);
    if (i == 0) solver_record(&solver, work, 0, record);
    while (!failed && solver.time < work->segments[i].end) {
      failed = solver.steps > MAX_STEPS || solver_step(&solver, work->segments[i].end);
      if (!failed) solver_record(&solver, work, 0, record);
    }
  }
  effort->evaluations += solver.evaluations;
  effort->steps += solver.steps;
  return failed;
}
