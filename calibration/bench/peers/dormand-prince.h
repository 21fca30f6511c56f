/*
 * Explicit Runge-Kutta pair of order 5(4) by Dormand and Prince with the method, step-size control, error norm and
 * continuous extension of the workbench's JavaScript solver (src/ode), for a dimension that is fixed when compiling.
 *
 * The including file defines DIMENSION and DERIVATIVES(time, state, derivatives), and where it simulates several patients at
 * once COMPONENT(cell, lane), the component that holds a cell of one of them.
 *
 * Dormand & Prince 1980, doi:10.1016/0771-050X(80)90013-3; Hairer, Norsett & Wanner, Solving Ordinary Differential
 * Equations I, 2nd ed., II.4 to II.6; Gustafsson 1991, doi:10.1145/210232.210242.
 */
#ifndef QCIC_DORMAND_PRINCE_H
#define QCIC_DORMAND_PRINCE_H

#include <math.h>
#include <string.h>

/* Room to a full vector register, so that loops have no remainder. */
#define PADDED ((DIMENSION + 7) / 8 * 8)
#define MAX_STEPS 2000000

#ifndef COMPONENT
#define COMPONENT(cell, lane) (cell)
#endif

typedef double Vector[PADDED] __attribute__((aligned(64)));

typedef struct {
  Vector store[10];
  double *state, *previous, *trial, *k1, *k2, *k3, *k4, *k5, *k6, *k7;
  double time, step_start, step, accepted, previous_error;
  double rtol, atol;
  int rejected, fresh;
  long long evaluations, steps;
} Solver;

static void solver_open(Solver *s, double rtol, double atol)
{
  memset(s, 0, sizeof *s);
  double **pointers[10] = { &s->state, &s->previous, &s->trial, &s->k1, &s->k2, &s->k3, &s->k4, &s->k5, &s->k6, &s->k7 };
  for (int i = 0; i < 10; i++) *pointers[i] = s->store[i];
  s->rtol = rtol;
  s->atol = atol;
}

/* Root mean square of v over the tolerances at y. */
static double scaled_norm(const Solver *s, const double *v)
{
  double total = 0;
  for (int i = 0; i < DIMENSION; i++) {
    const double scaled = v[i] / (s->atol + s->rtol * fabs(s->state[i]));
    total += scaled * scaled;
  }
  return sqrt(total / DIMENSION);
}

/* Begins at s->state; the step size comes from the derivative there. */
static void solver_start(Solver *s, double time)
{
  Vector change = { 0 };
  s->time = s->step_start = time;
  s->accepted = 0;
  s->previous_error = 1e-4;
  s->rejected = 0;
  s->fresh = 1;
  DERIVATIVES(time, s->state, s->k7);
  const double size = scaled_norm(s, s->state), speed = scaled_norm(s, s->k7);
  const double guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * (size / speed);
  for (int i = 0; i < DIMENSION; i++) s->trial[i] = s->state[i] + guess * s->k7[i];
  DERIVATIVES(time + guess, s->trial, s->k2);
  s->evaluations += 2;
  for (int i = 0; i < DIMENSION; i++) change[i] = s->k2[i] - s->k7[i];
  const double bend = scaled_norm(s, change) / guess;
  const double sharpest = fmax(speed, bend);
  const double step = sharpest <= 1e-15 ? fmax(1e-6, guess * 1e-3) : pow(0.01 / sharpest, 0.2);
  s->step = fmin(100 * guess, step);
}

static double *swap(double **a, double **b)
{
  double *kept = *a;
  *a = *b;
  *b = kept;
  return *a;
}

/* Stages and trial point of a step of size h; the scaled error of the worst component, or NaN. */
static double solver_attempt(Solver *s, double h)
{
  if (s->fresh) swap(&s->k1, &s->k7);
  s->fresh = 0;
  const double *restrict y = s->state;
  double *restrict trial = s->trial;
  double *restrict k1 = s->k1, *restrict k2 = s->k2, *restrict k3 = s->k3, *restrict k4 = s->k4;
  double *restrict k5 = s->k5, *restrict k6 = s->k6, *restrict k7 = s->k7;
  const double t = s->time;
  for (int i = 0; i < PADDED; i++) trial[i] = y[i] + h * (1.0 / 5) * k1[i];
  DERIVATIVES(t + h * (1.0 / 5), trial, k2);
  for (int i = 0; i < PADDED; i++) trial[i] = y[i] + h * (3.0 / 40 * k1[i] + 9.0 / 40 * k2[i]);
  DERIVATIVES(t + h * (3.0 / 10), trial, k3);
  for (int i = 0; i < PADDED; i++)
    trial[i] = y[i] + h * (44.0 / 45 * k1[i] + -56.0 / 15 * k2[i] + 32.0 / 9 * k3[i]);
  DERIVATIVES(t + h * (4.0 / 5), trial, k4);
  for (int i = 0; i < PADDED; i++)
    trial[i] = y[i] + h * (19372.0 / 6561 * k1[i] + -25360.0 / 2187 * k2[i] + 64448.0 / 6561 * k3[i] + -212.0 / 729 * k4[i]);
  DERIVATIVES(t + h * (8.0 / 9), trial, k5);
  for (int i = 0; i < PADDED; i++)
    trial[i] = y[i] + h * (9017.0 / 3168 * k1[i] + -355.0 / 33 * k2[i] + 46732.0 / 5247 * k3[i] + 49.0 / 176 * k4[i] +
                           -5103.0 / 18656 * k5[i]);
  DERIVATIVES(t + h, trial, k6);
  for (int i = 0; i < PADDED; i++)
    trial[i] = y[i] + h * (35.0 / 384 * k1[i] + 500.0 / 1113 * k3[i] + 125.0 / 192 * k4[i] + -2187.0 / 6784 * k5[i] +
                           11.0 / 84 * k6[i]);
  DERIVATIVES(t + h, trial, k7);
  s->evaluations += 6;

  Vector scaled;
  for (int i = 0; i < PADDED; i++) {
    const double local = 71.0 / 57600 * k1[i] + -71.0 / 16695 * k3[i] + 71.0 / 1920 * k4[i] + -17253.0 / 339200 * k5[i] +
                         22.0 / 525 * k6[i] + -1.0 / 40 * k7[i];
    const double before = fabs(y[i]), after = fabs(trial[i]);
    scaled[i] = fabs(h * local) / (s->atol + s->rtol * (before > after ? before : after));
  }
  /* Eight running maxima; a NaN or an infinite point fails the comparison below and is told apart. */
  double largest[8] = { 0 };
  int sound = 1;
  for (int i = 0; i < PADDED; i += 8)
    for (int j = 0; j < 8; j++) {
      largest[j] = scaled[i + j] > largest[j] ? scaled[i + j] : largest[j];
      sound &= scaled[i + j] <= 1e300 && fabs(trial[i + j]) <= 1e300;
    }
  for (int j = 1; j < 8; j++) largest[0] = largest[j] > largest[0] ? largest[j] : largest[0];
  return sound ? largest[0] : NAN;
}

/* One accepted step towards end, which the last step meets exactly; 0 when it was made. */
static int solver_step(Solver *s, double end)
{
  for (;;) {
    const double remaining = end - s->time, full = s->step;
    if (!isfinite(full)) return 1;
    /* A last step up to 1 % longer avoids a sliver; a clipped one does not slow the stretch that follows. */
    const int last = full * 1.01 >= remaining;
    const double step = last ? remaining : full;
    if (s->time + step == s->time || ++s->steps < 0) return 1;
    const double error = solver_attempt(s, step);
    if (isnan(error)) {
      s->step = step * 0.1;
      continue;
    }
    const double power = pow(error, 0.2 - 0.75 * 0.04);
    if (error > 1) {
      s->rejected = 1;
      s->step = step / fmin(5, power / 0.9);
      continue;
    }
    const double factor = power / (pow(s->previous_error, 0.04) * 0.9);
    double proposed = step / fmax(0.5, fmin(5, factor));
    s->previous_error = fmax(error, 1e-4);
    if (s->rejected) proposed = fmin(proposed, step);
    s->rejected = 0;
    s->step = last ? fmax(proposed, full) : proposed;
    swap(&s->previous, &s->state);
    swap(&s->state, &s->trial);
    s->step_start = s->time;
    s->accepted = step;
    s->time = last ? end : s->time + step;
    s->fresh = 1;
    return 0;
  }
}

/* Component i at a time inside the last accepted step, by the continuous extension of order 4. */
static double solver_component(const Solver *s, int i, double time)
{
  const double h = s->accepted;
  if (h == 0) return s->state[i];
  const double theta = (time - s->step_start) / h, rest = 1 - theta;
  const double y0 = s->previous[i], difference = s->state[i] - y0;
  const double bend = h * s->k1[i] - difference;
  const double fourth = difference - h * s->k7[i] - bend;
  const double fifth = h * (-12715105075.0 / 11282082432 * s->k1[i] + 87487479700.0 / 32700410799 * s->k3[i] +
                            -10690763975.0 / 1880347072 * s->k4[i] + 701980252875.0 / 199316789632 * s->k5[i] +
                            -1453857185.0 / 822651844 * s->k6[i] + 69997945.0 / 29380423 * s->k7[i]);
  return y0 + theta * (difference + rest * (bend + theta * (fourth + rest * fifth)));
}

/* Writes the days of a patient that the last step has passed. */
static void solver_record(const Solver *s, const Work *work, int lane, Record *record)
{
  (void)lane;
  for (; record->next_day <= work->days && record->next_day <= s->time; record->next_day++) {
    const int day = record->next_day;
    double tumor = 0;
    for (int j = 0; j < 3; j++) tumor += solver_component(s, COMPONENT(TUMOR_CELL + j, lane), day);
    record->tumor[day] = tumor;
    if (!work->keep_states) continue;
    double *row = record->states + (size_t)day * QCIC_CELLS;
    for (int i = 0; i < QCIC_CELLS; i++) row[i] = solver_component(s, COMPONENT(i, lane), day);
  }
}

#endif
