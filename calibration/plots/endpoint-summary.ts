const SHORT: Readonly<Record<string, string>> = { median_os: 'Median OS' };

/**
 * Short name of an endpoint, for axes and narrow columns.
 *
 * @param indicator - such as `dcr`, `median_os`, `survival_6`
 * @returns text such as `DCR`, `Median OS`, `OS 6 mo`
 */
export function endpointShort(endpoint: string): string {
  const landmark = /^survival_(\d+)$/.exec(endpoint)?.[1];
  return landmark === undefined ? (SHORT[endpoint] ?? endpoint.toUpperCase()) : `OS ${landmark} mo`;
}

/** True for figures in months; all others are in percent. */
export const isInMonths = (endpoint: string): boolean => endpoint === 'median_os';

/** Decimals that a figure is printed with. */
export const decimalsOf = (endpoint: string): number => (isInMonths(endpoint) ? 2 : 1);

/** Unit of a figure, as it stands after its name. */
export const unitOf = (endpoint: string): string => (isInMonths(endpoint) ? 'months' : '%');
