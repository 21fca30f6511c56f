/*
 * Peer: native Dormand-Prince 5(4) on the 53 cells with the drugs in closed form, step control as in the workbench's own
 * simulation: dose edges are met exactly, the last stage is kept across them (the derivative is continuous there), and the
 * step after an edge is at most a fifth of the fastest drug time constant.
 */
#include "peer.h"

/* Two-compartment drug with constant input since the start of the interval (eqs. 19, 20). */
typedef struct {
  double k12, k21, k10, alpha, beta;
  double central, peripheral;
  double central_steady, central_fast, central_slow;
  double peripheral_steady, peripheral_fast, peripheral_slow;
  int given;
} Drug;

static void drug_open(Drug *d, const double *rates, int given)
{
  memset(d, 0, sizeof *d);
  d->k12 = rates[0];
  d->k21 = rates[1];
  d->k10 = rates[2];
  d->given = given;
  const double total = d->k12 + d->k21 + d->k10, gap = d->k12 + d->k10 - d->k21;
  d->alpha = (total + sqrt(gap * gap + 4 * d->k12 * d->k21)) / 2;
  d->beta = d->k21 * d->k10 / d->alpha;
}

static void drug_begin(Drug *d, double input)
{
  d->central_steady = input / d->k10;
  d->peripheral_steady = d->k12 / d->k21 * d->central_steady;
  const double central = d->central - d->central_steady, peripheral = d->peripheral - d->peripheral_steady;
  const double gap = d->alpha - d->beta;
  const double central_slope = d->k21 * peripheral - (d->k12 + d->k10) * central;
  const double peripheral_slope = d->k12 * central - d->k21 * peripheral;
  d->central_slow = (central_slope + d->alpha * central) / gap;
  d->central_fast = central - d->central_slow;
  d->peripheral_slow = (peripheral_slope + d->alpha * peripheral) / gap;
  d->peripheral_fast = peripheral - d->peripheral_slow;
}

static double drug_central(const Drug *d, double elapsed)
{
  if (!d->given) return 0;
  return d->central_steady + d->central_fast * exp(-d->alpha * elapsed) + d->central_slow * exp(-d->beta * elapsed);
}

static void drug_end(Drug *d, double elapsed)
{
  const double fast = exp(-d->alpha * elapsed), slow = exp(-d->beta * elapsed);
  d->central = d->central_steady + d->central_fast * fast + d->central_slow * slow;
  d->peripheral = d->peripheral_steady + d->peripheral_fast * fast + d->peripheral_slow * slow;
}

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

static int simulate(const Work *work, const double *parameters, Record *record, Effort *effort)
{
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
      solver_record(&solver, work, record);
    }
    if (fastest > 0) solver.step = fmin(solver.step, 0.2 / fastest);
    while (!failed && solver.time < segment->end) {
      failed = solver.steps > MAX_STEPS || solver_step(&solver, segment->end);
      if (!failed) solver_record(&solver, work, record);
    }
    for (int j = 0; j < QCIC_INPUTS; j++) drug_end(drugs + j, segment->end - segment->start);
  }
  effort->evaluations += solver.evaluations;
  effort->steps += solver.steps;
  return failed;
}
