/* A two-compartment drug in closed form, for the native peers that do not integrate it. */
#ifndef QCIC_CLOSED_FORM_DRUG_H
#define QCIC_CLOSED_FORM_DRUG_H

#include <math.h>
#include <string.h>

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

#endif
