/**
 * Coefficients of the explicit Runge-Kutta pair of order 5(4) by Dormand and Prince, with the fourth-order continuous
 * extension of Hairer and Wanner.
 *
 * Stages i = 2..7 read a_ij k_j; the seventh stage is the derivative at the new point (first same as last). `error` is
 * the difference between the fifth- and the fourth-order weights.
 *
 * @see Dormand & Prince 1980, doi:10.1016/0771-050X(80)90013-3; Hairer, Norsett & Wanner, Solving Ordinary Differential
 *   Equations I, 2nd ed., II.5 and II.6 (coefficients d_i of the extension)
 */
export const nodes = { c2: 1 / 5, c3: 3 / 10, c4: 4 / 5, c5: 8 / 9 } as const;

export const stages = {
  a21: 1 / 5,
  a31: 3 / 40,
  a32: 9 / 40,
  a41: 44 / 45,
  a42: -56 / 15,
  a43: 32 / 9,
  a51: 19372 / 6561,
  a52: -25360 / 2187,
  a53: 64448 / 6561,
  a54: -212 / 729,
  a61: 9017 / 3168,
  a62: -355 / 33,
  a63: 46732 / 5247,
  a64: 49 / 176,
  a65: -5103 / 18656,
  a71: 35 / 384,
  a73: 500 / 1113,
  a74: 125 / 192,
  a75: -2187 / 6784,
  a76: 11 / 84,
} as const;

export const error = {
  e1: 71 / 57600,
  e3: -71 / 16695,
  e4: 71 / 1920,
  e5: -17253 / 339200,
  e6: 22 / 525,
  e7: -1 / 40,
} as const;

export const extension = {
  d1: -12715105075 / 11282082432,
  d3: 87487479700 / 32700410799,
  d4: -10690763975 / 1880347072,
  d5: 701980252875 / 199316789632,
  d6: -1453857185 / 822651844,
  d7: 69997945 / 29380423,
} as const;
