/*
 * Peer: SUNDIALS CVODE on all 57 states, reinitialised at every dose edge.
 *
 * Default: BDF with Newton iteration, dense direct solver and difference-quotient Jacobian. With -DQCIC_ADAMS: Adams with
 * fixed-point (functional) iteration. Orders, norms and step control are CVODE's own.
 */
#include "peer.h"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

typedef struct {
  double constants[QCIC_CONSTANTS];
  const double *input;
  long long evaluations;
} Model;

static int derivatives(realtype time, N_Vector y, N_Vector dy, void *data)
{
  Model *model = data;
  model->evaluations++;
  qcic_rhs(time, NV_DATA_S(y), model->constants, model->input, NV_DATA_S(dy));
  return 0;
}

static void keep(const Work *work, Record *record, const double *state)
{
  const int day = record->next_day++;
  record->tumor[day] = state[TUMOR_CELL] + state[TUMOR_CELL + 1] + state[TUMOR_CELL + 2];
  if (work->keep_states)
    memcpy(record->states + (size_t)day * QCIC_CELLS, state, QCIC_CELLS * sizeof(double));
}

static Model model;
static void *solver;
static N_Vector state;

static void check(int code)
{
  if (code < 0) {
    fprintf(stderr, "peer: CVODE: must succeed; got code %d\n", code);
    exit(1);
  }
}

/* One solver serves all patients. */
static void open_solver(const Work *work)
{
  SUNContext context;
  check(SUNContext_Create(NULL, &context));
  state = N_VNew_Serial(QCIC_STATES, context);
#ifdef QCIC_ADAMS
  solver = CVodeCreate(CV_ADAMS, context);
#else
  solver = CVodeCreate(CV_BDF, context);
#endif
  check(CVodeInit(solver, derivatives, 0, state));
  check(CVodeSStolerances(solver, work->rtol, work->atol));
  check(CVodeSetUserData(solver, &model));
  check(CVodeSetMaxNumSteps(solver, 10000000));
#ifdef QCIC_ADAMS
  check(CVodeSetNonlinearSolver(solver, SUNNonlinSol_FixedPoint(state, 0, context)));
#else
  SUNMatrix matrix = SUNDenseMatrix(QCIC_STATES, QCIC_STATES, context);
  check(CVodeSetLinearSolver(solver, SUNLinSol_Dense(state, matrix, context), matrix));
#endif
}

static int simulate(const Work *work, const double *parameters, int count, Record *record, Effort *effort)
{
  (void)count;
  if (solver == NULL) open_solver(work);
  double *values = NV_DATA_S(state);
  qcic_prepare(parameters, model.constants);
  memcpy(values, qcic_initial_state, sizeof qcic_initial_state);
  keep(work, record, values);
  for (int i = 0; i < work->segment_count; i++) {
    const Segment *segment = work->segments + i;
    double time = segment->start;
    long int steps = 0;
    model.input = segment->input;
    model.evaluations = 0;
    check(CVodeReInit(solver, segment->start, state));
    check(CVodeSetStopTime(solver, segment->end));
    while (time < segment->end) {
      /* The next whole day by interpolation, or the edge itself. */
      const double target = fmin(record->next_day, segment->end);
      if (CVode(solver, target, state, &time, CV_NORMAL) < 0) return 1;
      if (time == record->next_day) keep(work, record, values);
    }
    CVodeGetNumSteps(solver, &steps);
    effort->steps += steps;
    effort->evaluations += model.evaluations;
  }
  return 0;
}
