import {
  builtInRegimens,
  furtherParameters,
  heterogeneityParameterNames,
  type ModelDrug,
  nearestHint,
  ownValue,
  type Regimen,
  replaceableParameterNames,
  requireParameterValue,
} from '../../src/index.js';
import { messagesOf, parseChecked, regimenIssues } from './checked-config.js';
import { configuredDrugIssues, drugsOfArms, knownDrugs, unknownDrug } from './known-drugs.js';
import { type SweepAxis, type SweepConfig, sweepSchema } from './sweep-schema.js';

/**
 * Reads the configuration of a sweep. All issues are reported at once, with their paths.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @throws ConfigError - listing every issue
 */
export function parseSweep(text: string, source: string): SweepConfig {
  return parseChecked(text, source, {
    schema: sweepSchema,
    check: (config) => [
      ...configuredDrugIssues(config, config.regimens),
      ...drugIssuesOfPoints(config),
      ...regimenNameIssues(config),
      ...regimenIssues(config.regimens, config.horizonDays),
      ...parameterIssues(config),
      ...nameIssues(config),
      ...dayIssues(config),
      ...sizeIssues(config),
    ],
    placeholders: { name: 'unnamed', seed: 0, regimen: 'none' },
  });
}

/** Issues of the drugs that axes and points change. */
function drugIssuesOfPoints(config: SweepConfig): readonly string[] {
  const known = Object.keys(knownDrugs(config));
  const named = [
    ...config.axes.flatMap((axis, index) =>
      'drug' in axis && axis.drug !== undefined ? [{ where: `axes[${index}].drug`, name: axis.drug }] : [],
    ),
    ...config.points.flatMap(({ doses }, index) =>
      Object.keys(doses).map((name) => ({ where: `points[${index}].doses.${name}`, name })),
    ),
  ];
  return named
    .filter(({ name }) => !known.includes(name))
    .map(({ where, name }) => `${where}: ${unknownDrug(name, known)}`);
}

/** A regimen by name. */
export function sweepRegimen({ regimens }: SweepConfig, name: string): Regimen | undefined {
  const own = Object.entries({ ...builtInRegimens, ...regimens }).find(([known]) => known === name);
  return own === undefined ? undefined : (own[1] as Regimen);
}

/** The drugs of the one model of all points, so that a parameter of a drug can be varied where the drug is not given. */
export function sweepDrugs(config: SweepConfig): readonly ModelDrug[] {
  const regimens = namedRegimens(config).map(({ name }) => ({
    name,
    regimen: sweepRegimen(config, name) ?? {},
    untilProgression: null,
  }));
  return drugsOfArms(config, regimens);
}

/** Every regimen that the sweep names, and where. */
function namedRegimens(config: SweepConfig): readonly { readonly where: string; readonly name: string }[] {
  return [
    { where: 'regimen', name: config.regimen },
    ...config.axes.flatMap((axis, index) =>
      'regimen' in axis ? axis.regimen.map((name, place) => ({ where: `axes[${index}].regimen[${place}]`, name })) : [],
    ),
    ...config.points.flatMap(({ regimen }, index) =>
      regimen === undefined ? [] : [{ where: `points[${index}].regimen`, name: regimen }],
    ),
  ];
}

function regimenNameIssues(config: SweepConfig): readonly string[] {
  const known = [...Object.keys(builtInRegimens), ...Object.keys(config.regimens)];
  return namedRegimens(config)
    .filter(({ name }) => !known.includes(name))
    .map(({ where, name }) => `${where}: must be one of ${known.join(', ')}; got ${name}${nearestHint(name, known)}`);
}

function parameterIssues(config: SweepConfig): readonly string[] {
  const perPatient: readonly string[] = heterogeneityParameterNames;
  const known = [...perPatient, ...replaceableParameterNames(config.switches, sweepDrugs(config))];
  const named = [
    ...config.axes.flatMap((axis, index) =>
      'parameter' in axis
        ? [
            {
              where: `axes[${index}].parameter`,
              name: axis.parameter,
              values: 'values' in axis ? axis.values : axis.factors.map((factor) => scaled(axis.parameter, factor)),
            },
          ]
        : [],
    ),
    ...config.points.flatMap(({ parameters, factors }, index) => [
      ...Object.entries(parameters).map(([name, value]) => ({
        where: `points[${index}].parameters`,
        name,
        values: [value],
      })),
      ...Object.entries(factors).map(([name, factor]) => ({
        where: `points[${index}].factors`,
        name,
        values: [scaled(name, factor)],
      })),
    ]),
  ];
  return named.flatMap(({ where, name, values }) => {
    if (!known.includes(name))
      return [`${where}: must name a parameter of the model; got ${name}${nearestHint(name, known)}`];
    return values.flatMap((value) =>
      messagesOf(() => requireParameterValue(name, value)).map((summary) => `${where}: ${summary}`),
    );
  });
}

/** What a factor makes of the published value of a state or a body; for others the factor, which is zero where the value is. */
function scaled(name: string, factor: number): number {
  return factor * (ownValue(furtherParameters, name)?.value ?? 1);
}

function nameIssues({ axes, points }: SweepConfig): readonly string[] {
  const repeated = (names: readonly string[], where: string) =>
    names.flatMap((name, index) =>
      names.indexOf(name) < index ? [`${where}[${index}]: must have a unique name; got ${name} again`] : [],
    );
  return [
    ...repeated(
      axes.map(({ name }) => name),
      'axes',
    ),
    ...repeated(
      points.map(({ label }) => label),
      'points',
    ),
  ];
}

function dayIssues({ horizonDays, assessmentDay, markerDay, furtherDays }: SweepConfig): readonly string[] {
  return Object.entries({ assessmentDay, markerDay, furtherDays: Math.max(0, ...furtherDays) })
    .filter(([, day]) => day > horizonDays)
    .map(([key, day]) => `${key}: must be at most horizonDays (${horizonDays}); got ${day}`);
}

/** Most points of a sweep; each is a cohort of its own. */
const MOST_POINTS = 10_000;

function sizeIssues({ axes, points }: SweepConfig): readonly string[] {
  const count = points.length + (axes.length === 0 ? 0 : axes.reduce((product, axis) => product * lengthOf(axis), 1));
  return count <= MOST_POINTS ? [] : [`axes: must give at most ${MOST_POINTS} points; got ${count}`];
}

/** Number of values of an axis. */
function lengthOf(axis: SweepAxis): number {
  if ('regimen' in axis) return axis.regimen.length;
  if ('dose' in axis) return axis.dose.length;
  if ('cycles' in axis) return axis.cycles.length;
  if ('forms' in axis) return axis.forms.length;
  return 'values' in axis ? axis.values.length : axis.factors.length;
}
