import { type ResponseClass, responseClasses } from '../../src/index.js';
import { type BestRateName, bestClassesOf, bestRateForms, bestRateNames } from './best-response.js';
import { type Curve, type CurveName, type CurveTable, curveList, type curves, type MedianTable } from './curves.js';

/** Response classes as keys of rates, in the order of `responseClasses`. */
export const classRateNames = ['cr', 'pr', 'sd', 'pd'] as const satisfies InLowerCase<typeof responseClasses>;
type InLowerCase<Names extends readonly string[]> = { readonly [Index in keyof Names]: Lowercase<Names[Index]> };
export type ClassRateName = (typeof classRateNames)[number];

/** Rates in the order in which they are reported. */
export const rateNames = [...classRateNames, 'orr', 'dcr'] as const;
export type RateName = (typeof rateNames)[number];

/** One number for each rate. */
export type Rates = Readonly<Record<RateName, number>>;

/** Group of targets with a common weight in the fit; spelled as in a configuration's `targets.weights`. */
export const targetGroups: readonly TargetGroup[] = [
  'response',
  ...curveList.flatMap(({ medianTable, curveTable }) => [medianTable, curveTable] as const),
  'bestResponse',
];
export type TargetGroup = 'response' | MedianTable | CurveTable | 'bestResponse';

/** Spelled as in a configuration's `targets.tolerances`. */
export type ToleranceKey = 'ratePoints' | 'medianMonths' | 'survivalRmsePoints';

interface EndpointForm {
  /** As in result files: `dcr`, `median_os`, `survival_6`. */
  readonly name: EndpointName;
  /** For readers: `Disease control (DCR)`. */
  readonly label: string;
  /** For axes and narrow table columns: `DCR`, `OS 6 mo`. */
  readonly shortLabel: string;
  readonly unit: 'percent' | 'months';
  /** Number of decimals shown. */
  readonly decimals: number;
  readonly group: TargetGroup;
  /** Tolerance of the single endpoint; null where only several endpoints have a common tolerance. */
  readonly tolerance: ToleranceKey | null;
}

/** Share of patients in some response classes of one visit. */
export interface RateEndpoint extends EndpointForm {
  readonly kind: 'rate';
  readonly rate: RateName;
  /** In a sentence: `disease control rate, CR + PR + SD`. */
  readonly summary: string;
  /** Places in `responseClasses` of the classes that are counted. */
  readonly classes: readonly number[];
}

/** Share of patients whose best response is in some classes. */
export interface BestRateEndpoint extends EndpointForm {
  readonly kind: 'best';
  readonly rate: BestRateName;
  readonly summary: string;
  /** Places in `bestClassNames` of the classes that are counted. */
  readonly classes: readonly number[];
}

/** Time at which a curve falls to one half. */
export interface MedianEndpoint extends EndpointForm {
  readonly kind: 'median';
  readonly curve: Curve;
}

/** Share of patients without the event of a curve at a month. */
export interface LandmarkEndpoint extends EndpointForm {
  readonly kind: 'landmark';
  readonly curve: Curve;
  readonly month: number;
}

export type Endpoint = RateEndpoint | MedianEndpoint | LandmarkEndpoint | BestRateEndpoint;
type LandmarkName = {
  readonly [Name in CurveName]: `${(typeof curves)[Name]['landmarkPrefix']}${(typeof curves)[Name]['landmarkMonths'][number]}`;
}[CurveName];
export type EndpointName = RateName | Curve['medianEndpoint'] | LandmarkName | `bor_${BestRateName}`;

/** What each rate is called, and the response classes that it counts. */
export const rateForms: Readonly<
  Record<RateName, { readonly label: string; readonly classes: readonly ResponseClass[] }>
> = {
  cr: { label: 'Complete response', classes: ['CR'] },
  pr: { label: 'Partial response', classes: ['PR'] },
  sd: { label: 'Stable disease', classes: ['SD'] },
  pd: { label: 'Progressive disease', classes: ['PD'] },
  orr: { label: 'Objective response', classes: ['CR', 'PR'] },
  dcr: { label: 'Disease control', classes: ['CR', 'PR', 'SD'] },
};

const landmarkLabel = ({ landmarkLabel: label }: Curve, month: number): string => `${label} at ${month} months`;
const landmarkShortLabel = ({ shortLabel }: Curve, month: number): string => `${shortLabel} ${month} mo`;

/** Label in a sentence; a sum of classes names them. */
function summaryOf({ label, classes }: { readonly label: string; readonly classes: readonly string[] }): string {
  if (classes.length === 1) return label.toLowerCase();
  return `${label.toLowerCase()} rate, ${classes.map((name) => name.toUpperCase()).join(' + ')}`;
}

const rateEndpoint = (rate: RateName): RateEndpoint => ({
  kind: 'rate',
  name: rate,
  label: `${rateForms[rate].label} (${rate.toUpperCase()})`,
  shortLabel: rate.toUpperCase(),
  unit: 'percent',
  decimals: 1,
  group: 'response',
  tolerance: 'ratePoints',
  rate,
  summary: summaryOf(rateForms[rate]),
  classes: rateForms[rate].classes.map((name) => responseClasses.indexOf(name)),
});

const bestRateEndpoint = (rate: BestRateName): BestRateEndpoint => ({
  kind: 'best',
  name: `bor_${rate}`,
  label: `${bestRateForms[rate].label} (${rate.toUpperCase()})`,
  shortLabel: `BOR ${rate.toUpperCase()}`,
  unit: 'percent',
  decimals: 1,
  group: 'bestResponse',
  tolerance: 'ratePoints',
  rate,
  summary: summaryOf(bestRateForms[rate]),
  classes: bestClassesOf(rate),
});

const medianEndpoint = (curve: Curve): MedianEndpoint => ({
  kind: 'median',
  name: curve.medianEndpoint,
  label: curve.medianLabel,
  shortLabel: `Median ${curve.shortLabel}`,
  unit: 'months',
  decimals: 2,
  group: curve.medianTable,
  tolerance: 'medianMonths',
  curve,
});

const landmarkEndpoint = (curve: Curve, month: number): LandmarkEndpoint => ({
  kind: 'landmark',
  name: `${curve.landmarkPrefix}${month}` as LandmarkName,
  label: landmarkLabel(curve, month),
  shortLabel: landmarkShortLabel(curve, month),
  unit: 'percent',
  decimals: 1,
  group: curve.curveTable,
  tolerance: null,
  curve,
  month,
});

/** The rates. */
export const rateEndpoints: readonly RateEndpoint[] = rateNames.map(rateEndpoint);

/**
 * All rates from those of the response classes, each the sum of its classes.
 *
 * @param rateOf - rate of one class; any unit
 * @returns the rates, in that unit
 */
export function ratesOfClasses(rateOf: (name: ClassRateName) => number): Rates {
  return Object.fromEntries(rateEndpoints.map((endpoint) => [endpoint.rate, rateOfClasses(endpoint, rateOf)])) as Rates;
}

/** One rate from those of its classes. */
export function rateOfClasses({ classes }: RateEndpoint, rateOf: (name: ClassRateName) => number): number {
  return classes.reduce((total, index) => total + rateOf(classRateNames[index]!), 0);
}

/** Median and landmarks of each curve. */
export const curveEndpoints: readonly (MedianEndpoint | LandmarkEndpoint)[] = curveList.flatMap((curve) => [
  medianEndpoint(curve),
  ...curve.landmarkMonths.map((month) => landmarkEndpoint(curve, month)),
]);

/** The rates of best response. */
export const bestRateEndpoints: readonly BestRateEndpoint[] = bestRateNames.map(bestRateEndpoint);

/** Every clinical endpoint, in the order in which they are reported. */
export const endpoints: readonly Endpoint[] = [...rateEndpoints, ...curveEndpoints, ...bestRateEndpoints];

/** Names of the endpoints, in the same order. */
export const endpointNames: readonly EndpointName[] = endpoints.map(({ name }) => name);

/** Endpoints of predictions of a trial: the classes of a response follow from two rates. */
export const trialEndpoints: readonly Endpoint[] = [
  ...rateEndpoints.filter(({ rate }) => rate === 'orr' || rate === 'dcr'),
  ...curveEndpoints,
  ...bestRateEndpoints.filter(({ rate }) => rate === 'orr' || rate === 'dcr'),
];

const byName: ReadonlyMap<string, Endpoint> = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));

/** Whether an endpoint is a landmark of a curve, by its name. */
export function isLandmarkOf({ name }: Curve, endpoint: string): boolean {
  const found = byName.get(endpoint);
  return found?.kind === 'landmark' && found.curve.name === name;
}

/** Group of an endpoint by its name; empty for an unknown one. */
export const endpointGroup = (name: string): string => byName.get(name)?.group ?? '';

/** The endpoint of a name. */
export const endpointOf = (name: EndpointName): Endpoint => byName.get(name)!;

/** Name of an endpoint's median or landmark by the curve, such as `survival_24`, at any month. */
function landmarkOf(name: string): { readonly curve: Curve; readonly month: number } | null {
  for (const curve of curveList) {
    if (!name.startsWith(curve.landmarkPrefix)) continue;
    const month = name.slice(curve.landmarkPrefix.length);
    if (/^\d+(\.\d+)?$/.test(month)) return { curve, month: Number(month) };
  }
  return null;
}

/**
 * Label of an endpoint by its name, at any landmark.
 *
 * @param name - such as `pd` or `survival_18`
 * @returns its label; an unknown endpoint is shown by its own name
 */
export function endpointLabel(name: string): string {
  const landmark = landmarkOf(name);
  return landmark === null ? (byName.get(name)?.label ?? name) : landmarkLabel(landmark.curve, landmark.month);
}

/**
 * Short label of an endpoint by its name, at any landmark.
 *
 * @param name - such as `dcr` or `survival_18`
 * @returns text such as `DCR`, `OS 18 mo`
 */
export function endpointShort(name: string): string {
  const landmark = landmarkOf(name);
  return landmark === null
    ? (byName.get(name)?.shortLabel ?? name.toUpperCase())
    : landmarkShortLabel(landmark.curve, landmark.month);
}

/** Whether an endpoint is a time in months; all others are in percent. */
export const isInMonths = (name: string): boolean => byName.get(name)?.unit === 'months';

/** Number of decimals of an endpoint. */
export const decimalsOf = (name: string): number => byName.get(name)?.decimals ?? 1;

/** Unit of an endpoint, as shown after its name. */
export const unitOf = (name: string): string => (isInMonths(name) ? 'months' : '%');
