/*
 * Peer: the method of native-53.c for GROUP patients at once in the vectors of the compiler. The patients of a group have their
 * steps in common: the largest error of all of them decides, so that a group needs the steps of its most demanding patient.
 *
 * qcic-wide.c is the right-hand side of the exported model with each double replaced by a vector.
 */
#include "peer.h"
#include "closed-form-drug.h"

typedef double wide __attribute__((vector_size(8 * GROUP)));

static wide wide_exp(wide x)
{
  for (int lane = 0; lane < GROUP; lane++) x[lane] = exp(x[lane]);
  return x;
}

#include "qcic-wide.c"

static Drug drugs[QCIC_INPUTS][GROUP];
static wide model_constants[QCIC_CONSTANTS];
static double segment_start;

static void wide_derivatives(double time, const double *state, double *derivatives)
{
  wide amounts[QCIC_INPUTS];
  for (int j = 0; j < QCIC_INPUTS; j++)
    for (int lane = 0; lane < GROUP; lane++) amounts[j][lane] = drug_central(&drugs[j][lane], time - segment_start);
  qcic_wide_rhs((const wide *)state, amounts, model_constants, (wide *)derivatives);
}

/* A cell of all patients is one vector. */
#define DIMENSION (QCIC_CELLS * GROUP)
#define DERIVATIVES(time, state, derivatives) wide_derivatives(time, state, derivatives)
#define COMPONENT(cell, lane) ((cell) * GROUP + (lane))
#include "dormand-prince.h"

static int simulate(const Work *work, const double *parameters, int count, Record *records, Effort *effort)
{
  static Solver solver;
  double fastest = 0;
  int failed = 0, given[QCIC_INPUTS] = { 0 };
  for (int i = 0; i < work->segment_count; i++)
    for (int j = 0; j < QCIC_INPUTS; j++) given[j] |= work->segments[i].input[j] > 0;
  for (int lane = 0; lane < GROUP; lane++) {
    double constants[QCIC_CONSTANTS], rates[3 * QCIC_INPUTS];
    qcic_prepare(parameters + (size_t)lane * QCIC_PARAMETERS, constants);
    for (int i = 0; i < QCIC_CONSTANTS; i++) model_constants[i][lane] = constants[i];
    qcic_drug_rates(constants, rates);
    for (int j = 0; j < QCIC_INPUTS; j++) {
      drug_open(&drugs[j][lane], rates + 3 * j, given[j]);
      if (given[j]) fastest = fmax(fastest, drugs[j][lane].alpha);
    }
  }
  solver_open(&solver, work->rtol, work->atol);
  for (int i = 0; i < DIMENSION; i++) solver.state[i] = qcic_initial_state[i / GROUP];
  for (int i = 0; i < work->segment_count && !failed; i++) {
    const Segment *segment = work->segments + i;
    segment_start = segment->start;
    for (int j = 0; j < QCIC_INPUTS; j++)
      for (int lane = 0; lane < GROUP; lane++) drug_begin(&drugs[j][lane], segment->input[j]);
    if (i == 0) {
      solver_start(&solver, 0);
      for (int lane = 0; lane < GROUP; lane++) solver_record(&solver, work, lane, records + lane);
    }
    if (fastest > 0) solver.step = fmin(solver.step, 0.2 / fastest);
    while (!failed && solver.time < segment->end) {
      failed = solver.steps > MAX_STEPS || solver_step(&solver, segment->end);
      for (int lane = 0; lane < GROUP && !failed; lane++) solver_record(&solver, work, lane, records + lane);
    }
    for (int j = 0; j < QCIC_INPUTS; j++)
      for (int lane = 0; lane < GROUP; lane++) drug_end(&drugs[j][lane], segment->end - segment->start);
  }
  effort->evaluations += solver.evaluations * count;
  effort->steps += solver.steps * count;
  return failed ? count : 0;
}
