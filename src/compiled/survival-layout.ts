/** Patients that an operation of the survival kernel works on: two machine vectors, so that one does not wait for the other. */
export const SURVIVAL_LANES = 4;

/**
 * An entry of a plan in memory: byte offsets within a patient's nodes where the full nodes end, where those of the rest with a day
 * more end, and where all end; days of a node of the rest, whether a time follows, whether a part of a day precedes it; days
 * of a full node; days of both as numbers, and the part of a day.
 */
export const entryLayout = {
  fullEnd: 0,
  extraEnd: 4,
  end: 8,
  days: 12,
  isTime: 16,
  hasFraction: 20,
  fullDays: 24,
  daysAsNumber: 32,
  fullDaysAsNumber: 40,
  fraction: 48,
  bytes: 56,
} as const;

/** Functions of the kernel. */
export const survivalFunctions = {
  exponentials: 'exponentials',
  logit: 'logit',
  log: 'log',
  logitSlopes: 'logit_slopes',
  logSlopes: 'log_slopes',
} as const;
