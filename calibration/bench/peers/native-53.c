/*
 * Peer: native Dormand-Prince 5(4) on the 53 cells with the drugs in closed form, step control as in the workbench's own
 * simulation: dose edges are met exactly, the last stage is kept across them (the derivative is continuous there), and the
 * step after an edge is at most a fifth of the fastest drug time constant.
 */
#include "peer.h"
#include "closed-form-drug.h"

static Drug drugs[QCIC_INPUTS];
static const double *model_constants;
static double segment_start;

/* Central amounts of all drugs, in the order of the model. */
static const double *amounts_at(double time)
{
  static double amounts[QCIC_INPUTS];
  for (int j = 0; j < QCIC_INPUTS; j++) amounts[j] = drug_central(drugs + j, time - segment_start);
  return amounts;
}

#define DIMENSION QCIC_CELLS
#define DERIVATIVES(time, state, derivatives) qcic_cell_rhs(state, amounts_at(time), model_constants, derivatives)
#include "dormand-prince.h"

static int simulate(const Work *work, const double *parameters, int count, Record *record, Effort *effort)
{
  (void)count;
  static Solver solver;
  double constants[QCIC_CONSTANTS], rates[3 * QCIC_INPUTS], fastest = 0;
  int failed = 0, given[QCIC_INPUTS] = { 0 };
  for (int i = 0; i < work->segment_count; i++)
    for (int j = 0; j < QCIC_INPUTS; j++) given[j] |= work->segments[i].input[j] > 0;
  qcic_prepare(parameters, constants);
  model_constants = constants;
  qcic_drug_rates(constants, rates);
  for (int j = 0; j < QCIC_INPUTS; j++) {
    drug_open(drugs + j, rates + 3 * j, given[j]);
    if (given[j]) fastest = fmax(fastest, drugs[j].alpha);
  }
  solver_open(&solver, work->rtol, work->atol);
  memcpy(solver.state, qcic_initial_state, QCIC_CELLS * sizeof(double));
  for (int i = 0; i < work->segment_count && !failed; i++) {
    const Segment *segment = work->segments + i;
    segment_start = segment->start;
    for (int j = 0; j < QCIC_INPUTS; j++) drug_begin(drugs + j, segment->input[j]);
    if (i == 0) {
      solver_start(&solver, 0);
      solver_record(&solver, work, 0, record);
    }
    if (fastest > 0) solver.step = fmin(solver.step, 0.2 / fastest);
    while (!failed && solver.time < segment->end) {
      failed = solver.steps > MAX_STEPS || solver_step(&solver, segment->end);
      if (!failed) solver_record(&solver, work, 0, record);
    }
    for (int j = 0; j < QCIC_INPUTS; j++) drug_end(drugs + j, segment->end - segment->start);
  }
  effort->evaluations += solver.evaluations;
  effort->steps += solver.steps;
  return failed;
}
