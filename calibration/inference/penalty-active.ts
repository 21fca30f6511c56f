/** From this residual of the trust in the weights on, a fit was moved by more than rounding. */
export const PENALTY_ACTIVE = 0.5;
