/** Patients that an operation of the survival kernel works on: two machine vectors, so that one does not wait for the other. */
export const SURVIVAL_LANES = 4;

/** A stretch in memory: byte offsets within a patient's nodes where those with a day more end, and where all end; days of a node. */
export const stretchEntry = { extraEnd: 0, end: 4, days: 8, daysAsNumber: 16, bytes: 24 } as const;

/** A time in memory: address where the stretches before it end; whether a part of a day follows, byte offset of its node, the part. */
export const timeEntry = { stretchesEnd: 0, hasFraction: 4, node: 8, fraction: 16, bytes: 24 } as const;

/** Functions of the kernel. */
export const survivalFunctions = {
  exponentials: 'exponentials',
  logit: 'logit',
  log: 'log',
  logitSlopes: 'logit_slopes',
  logSlopes: 'log_slopes',
} as const;
