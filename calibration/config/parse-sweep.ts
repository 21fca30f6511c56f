import {
  builtInRegimens,
  ConfigError,
  dosePlan,
  fixedParameterNames,
  heterogeneityParameterNames,
  InputError,
  nearestName,
  type Regimen,
  requireParameterValue,
} from '../../src/index.js';
import { issueSummary } from './issue-summary.js';
import { type SweepConfig, sweepSchema } from './sweep-schema.js';

/**
 * Reads the configuration of a sweep: JSON, schema, then names of regimens and parameters. All faults are reported at once.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @throws ConfigError - listing every fault
 */
export function parseSweep(text: string, source: string): SweepConfig {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ConfigError(source, [`must be JSON; got ${cause instanceof Error ? cause.message : cause}`], { cause });
  }
  const parsed = sweepSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) throw new ConfigError(source, parsed.error.issues.flatMap(issueSummary));
  const issues = [
    ...regimenIssues(parsed.data),
    ...parameterIssues(parsed.data),
    ...nameIssues(parsed.data),
    ...dayIssues(parsed.data),
  ];
  if (issues.length > 0) throw new ConfigError(source, issues);
  return parsed.data;
}

/** A regimen by name. */
export function sweepRegimen({ regimens }: SweepConfig, name: string): Regimen | undefined {
  const own = Object.entries({ ...builtInRegimens, ...regimens }).find(([known]) => known === name);
  return own === undefined ? undefined : (own[1] as Regimen);
}

function regimenIssues(config: SweepConfig): readonly string[] {
  const known = [...Object.keys(builtInRegimens), ...Object.keys(config.regimens)];
  const named = [
    { where: 'regimen', name: config.regimen },
    ...config.axes.flatMap((axis, index) =>
      'regimen' in axis ? axis.regimen.map((name, place) => ({ where: `axes[${index}].regimen[${place}]`, name })) : [],
    ),
    ...config.points.flatMap(({ regimen }, index) =>
      regimen === undefined ? [] : [{ where: `points[${index}].regimen`, name: regimen }],
    ),
  ];
  const unknown = named
    .filter(({ name }) => !known.includes(name))
    .map(({ where, name }) => `${where}: must be one of ${known.join(', ')}; got ${name}${hint(name, known)}`);
  const impossible = Object.entries(config.regimens).flatMap(([name, regimen]) =>
    issueOf(() => dosePlan(regimen as Regimen, config.horizonDays)).map((summary) =>
      summary.replace(/^regimen/, `regimens.${name}`),
    ),
  );
  return [...unknown, ...impossible];
}

function parameterIssues(config: SweepConfig): readonly string[] {
  const perPatient: readonly string[] = heterogeneityParameterNames;
  const known = [...perPatient, ...fixedParameterNames(config.switches)];
  const named = [
    ...config.axes.flatMap((axis, index) =>
      'parameter' in axis
        ? [{ where: `axes[${index}].parameter`, name: axis.parameter, values: 'values' in axis ? axis.values : [] }]
        : [],
    ),
    ...config.points.flatMap(({ parameters, factors }, index) => [
      ...Object.entries(parameters).map(([name, value]) => ({
        where: `points[${index}].parameters`,
        name,
        values: [value],
      })),
      ...Object.keys(factors).map((name) => ({ where: `points[${index}].factors`, name, values: [] })),
    ]),
  ];
  return named.flatMap(({ where, name, values }) => {
    if (!known.includes(name)) return [`${where}: must name a parameter of the model; got ${name}${hint(name, known)}`];
    return values.flatMap((value) =>
      issueOf(() => requireParameterValue(name, value)).map((summary) => `${where}: ${summary}`),
    );
  });
}

function nameIssues({ axes, points }: SweepConfig): readonly string[] {
  const repeated = (names: readonly string[], where: string) =>
    names.flatMap((name, index) =>
      names.indexOf(name) < index ? [`${where}[${index}]: must have a name of its own; got ${name} again`] : [],
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

function issueOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (cause) {
    if (cause instanceof InputError) return [cause.message];
    throw cause;
  }
}

function hint(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}
