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

static Drug bevacizumab, tas102;
static const double *model_constants;
static double segment_start;

#define DIMENSION QCIC_CELLS
#define DERIVATIVES(time, state, derivatives)                                                             \
  qcic_cell_rhs(state, drug_central(&bevacizumab, (time) - segment_start), drug_central(&tas102, (time) - segment_start), \
                model_constants, derivatives)
#include "dormand-prince.h"

static int simulate(const Work *work, const double *parameters, Record *record, Effort *effort)
{
  static Solver solver;
  double constants[QCIC_CONSTANTS], rates[6];
  int failed = 0, tas102_given = 0, bevacizumab_given = 0;
  for (int i = 0; i < work->segment_count; i++) {
    tas102_given |= work->segments[i].input[0] > 0;
    bevacizumab_given |= work->segments[i].input[1] > 0;
  }
  qcic_prepare(parameters, constants);
  model_constants = constants;
  qcic_drug_rates(constants, rates);
  drug_open(&bevacizumab, rates, bevacizumab_given);
  drug_open(&tas102, rates + 3, tas102_given);
  const double fastest = fmax(bevacizumab_given ? bevacizumab.alpha : 0, tas102_given ? tas102.alpha : 0);
  solver_open(&solver, work->rtol, work->atol);
  memcpy(solver.state, qcic_initial_state, QCIC_CELLS * sizeof(double));
  for (int i = 0; i < work->segment_count && !failed; i++) {
    const Segment *segment = work->segments + i;
    segment_start = segment->start;
    drug_begin(&tas102, segment->input[0]);
    drug_begin(&bevacizumab, segment->input[1]);
    if (i == 0) {
      solver_start(&solver, 0);
      solver_record(&solver, work, record);
    }
    if (fastest > 0) solver.step = fmin(solver.step, 0.2 / fastest);
    while (!failed && solver.time < segment->end) {
      failed = solver.steps > MAX_STEPS || solver_step(&solver, segment->end);
      if (!failed) solver_record(&solver, work, record);
    }
    drug_end(&tas102, segment->end - segment->start);
    drug_end(&bevacizumab, segment->end - segment->start);
  }
  effort->evaluations += solver.evaluations;
  effort->steps += solver.steps;
  return failed;
}
