import { curveList, type Endpoint, endpoints } from '../../../browser.js';

/** Endpoints that are shown together. */
export interface EndpointSet {
  readonly id: string;
  readonly label: string;
  readonly endpoints: readonly Endpoint[];
}

const landmarksOf = (name: string) =>
  endpoints.filter((endpoint) => endpoint.kind === 'landmark' && endpoint.curve.name === name);

/** Every endpoint of the registry, in sets of a common scale. */
export const endpointSets: readonly EndpointSet[] = [
  { id: 'response', label: 'Response', endpoints: endpoints.filter(({ kind }) => kind === 'rate') },
  { id: 'best', label: 'Best response', endpoints: endpoints.filter(({ kind }) => kind === 'best') },
  { id: 'medians', label: 'Medians', endpoints: endpoints.filter(({ kind }) => kind === 'median') },
  ...curveList.map(({ name, shortLabel }) => ({
    id: name,
    label: `${shortLabel} at months`,
    endpoints: landmarksOf(name),
  })),
];
