const LABELS: Readonly<Record<string, string>> = {
  cr: 'Complete response (CR)',
  pr: 'Partial response (PR)',
  sd: 'Stable disease (SD)',
  pd: 'Progressive disease (PD)',
  orr: 'Objective response (ORR)',
  dcr: 'Disease control (DCR)',
  median_os: 'Median overall survival',
};

/**
 * Name of a clinical indicator.
 *
 * @param indicator - as in the target table, for example `pd` or `survival_6`
 * @returns its name; an unknown indicator goes by its own name
 */
export function endpointLabel(endpoint: string): string {
  const landmark = /^survival_(\d+)$/.exec(endpoint)?.[1];
  return landmark === undefined ? (LABELS[endpoint] ?? endpoint) : `Alive at ${landmark} months`;
}
