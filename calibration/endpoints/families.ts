import type { TargetGroup } from './endpoints.js';

/** Families of endpoints that are fitted together, in the order in which their deviations are reported. */
export const families = ['response', 'best', 'os', 'pfs'] as const;
export type Family = (typeof families)[number];

/** Families for readers, in a sentence. */
export const familyLabels: Readonly<Record<Family, string>> = {
  response: 'response at the assessment',
  best: 'best response',
  os: 'overall survival',
  pfs: 'progression-free survival',
};

/** Groups of targets of each family. */
export const familyGroups: Readonly<Record<Family, readonly TargetGroup[]>> = {
  response: ['response'],
  best: ['bestResponse'],
  os: ['medianOs', 'survival'],
  pfs: ['medianPfs', 'pfs'],
};
