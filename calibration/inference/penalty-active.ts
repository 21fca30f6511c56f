/** From this residual of the trust in the weights on, a fit was moved by more than rounding. */
export const HELD_BACK = 0.5;
