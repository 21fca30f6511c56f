import type { z } from 'zod';
import {
  type BetaMarginal,
  builtInArms,
  builtInRegimens,
  ConfigError,
  defaultRegimen,
  dosePlan,
  drugNames,
  fixedParameterNames,
  heterogeneityParameterNames,
  heterogeneityParameters,
  InputError,
  nearestName,
  type Regimen,
  requireParameterValue,
} from '../../src/index.js';
import { landmarkMonths } from '../fit/fit-problem.js';
import { type Config, configSchema } from './config-schema.js';
import { issueSummary } from './issue-summary.js';

/**
 * Reads a configuration: JSON, schema, then what the schema cannot say. All faults are reported at once, with their paths.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @throws ConfigError - listing every fault
 */
export function parseConfig(text: string, source: string): Config {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(source, [`must be JSON; got ${reason}`], { cause });
  }
  const parsed = configSchema.safeParse(json, { reportInput: true });
  if (parsed.success) {
    const issues = modelIssues(parsed.data);
    if (issues.length > 0) throw new ConfigError(source, issues);
    return parsed.data;
  }
  const { issues } = parsed.error;
  // What the schema accepts is looked at all the same, so that one correction does not uncover the next fault
  const rest = configSchema.safeParse(withoutIssues(json, issues));
  throw new ConfigError(source, [...issues.flatMap(issueSummary), ...(rest.success ? modelIssues(rest.data) : [])]);
}

/** The configuration without the values that the schema refuses; a missing name or seed gets one. */
function withoutIssues(json: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(json);
  for (const issue of issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of keys) remove(copy, path);
  }
  return typeof copy === 'object' && copy !== null ? { name: 'faulty', seed: 0, ...copy } : copy;
}

function remove(container: unknown, path: readonly PropertyKey[]): void {
  const [first, ...rest] = path;
  if (typeof container !== 'object' || container === null || first === undefined) return;
  if (rest.length === 0 || Array.isArray(container)) Reflect.deleteProperty(container, first);
  else remove(Reflect.get(container, first), rest);
}

/** What the schema cannot say. */
function modelIssues(config: Config): readonly string[] {
  return [
    ...overrideFaults(config),
    ...scalarIssues(config),
    ...regimenIssues(config),
    ...marginalIssues(config),
    ...armIssues(config),
    ...timeIssues(config),
    ...weightIssues(config),
  ];
}

/** Published marginals with the configuration's changes. */
export function configuredMarginals(config: Config): readonly (BetaMarginal & { readonly free: boolean })[] {
  return heterogeneityParameterNames.map((name) => {
    const { min, max, alpha, beta } = heterogeneityParameters[name];
    const { free = config.fit.shapes === 'all', ...changes } = config.marginals[name] ?? {};
    return { name, ...definedOnly({ min, max, alpha, beta }, changes), free };
  });
}

function definedOnly<Values extends Record<string, number>>(
  values: Values,
  changes: { readonly [Key in keyof Values]?: number | undefined },
): Values {
  const known = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...values, ...Object.fromEntries(known) };
}

/** The regimen of each arm. */
export function configuredArms(config: Config): readonly { readonly name: string; readonly regimen: Regimen }[] {
  const known: Readonly<Record<string, unknown>> = { ...builtInRegimens, ...config.regimens };
  return Object.entries(config.arms).map(([name, { regimen }]) => {
    return { name, regimen: known[regimen ?? defaultRegimenOf(name, config) ?? ''] as Regimen };
  });
}

function defaultRegimenOf(arm: string, config: Config): string | undefined {
  const builtIn = builtInArms.find((candidate) => candidate === arm);
  return builtIn === undefined ? undefined : defaultRegimen(builtIn, config.model.switches);
}

function overrideFaults({ model }: Config): readonly string[] {
  const parameters = fixedParameterNames(model.switches);
  return Object.entries(model.overrides).flatMap(([name, value]) => {
    const where = `model.overrides.${name}`;
    if (!parameters.includes(name)) {
      return heterogeneityParameterNames.some((candidate) => candidate === name)
        ? [`${where}: must be a fixed parameter; got a per-patient one (change its range under marginals)`]
        : [`${where}: must name a parameter of the model; got an unknown name${hint(name, parameters)}`];
    }
    return messageOf(() => requireParameterValue(name, value)).map((message) =>
      message.replace(/^parameters/, 'model.overrides'),
    );
  });
}

function regimenIssues({ regimens, simulation }: Config): readonly string[] {
  return Object.entries(regimens).flatMap(([name, regimen]) =>
    messageOf(() => dosePlan(regimen as Regimen, simulation.horizonDays)).map((message) =>
      message.replace(/^regimen/, `regimens.${name}`),
    ),
  );
}

function messageOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (cause) {
    if (cause instanceof InputError) return [cause.message];
    throw cause;
  }
}

function armIssues(config: Config): readonly string[] {
  const issues: string[] = [];
  const regimens = [...Object.keys(builtInRegimens), ...Object.keys(config.regimens)];
  for (const [arm, { regimen }] of Object.entries(config.arms)) {
    const where = `arms.${arm}.regimen`;
    if (regimen === undefined && defaultRegimenOf(arm, config) === undefined) {
      issues.push(
        `${where}: must name a regimen, because the arm is not built in (${builtInArms.join(', ')}); got none`,
      );
    } else if (regimen !== undefined && !regimens.includes(regimen)) {
      issues.push(`${where}: must be one of ${regimens.join(', ')}; got ${regimen}${hint(regimen, regimens)}`);
    }
  }
  const arms = Object.keys(config.arms);
  const analysed = config.biomarkers.arms ?? [];
  analysed.forEach((arm, index) => {
    const where = `biomarkers.arms[${index}]`;
    if (!arms.includes(arm)) issues.push(`${where}: must be one of the arms ${arms.join(', ')}; got ${arm}`);
    if (analysed.indexOf(arm) < index) issues.push(`${where}: must name each arm once; got ${arm} again`);
  });
  return issues;
}

/** Arms whose biomarkers are analysed: those named, or every treated arm. */
export function biomarkerArms(config: Config): readonly string[] {
  const treated = configuredArms(config).filter(({ regimen }) => Object.keys(regimen).length > 0);
  return config.biomarkers.arms ?? treated.map(({ name }) => name);
}

/** Names of scalars that scale every dose of a drug. */
export const doseScalars = drugNames.map((drug) => `dose.${drug}`);

function scalarIssues({ model, fit }: Config): readonly string[] {
  const known = [...fixedParameterNames(model.switches), ...doseScalars];
  return Object.entries(fit.scalars).flatMap(([name, { min, max }]) => {
    const where = `fit.scalars.${name}`;
    if (!known.includes(name)) {
      return [
        `${where}: must name a fixed parameter or one of ${doseScalars.join(', ')}; got an unknown name${hint(name, known)}`,
      ];
    }
    if (doseScalars.includes(name)) return [];
    if (name in model.overrides) return [`${where}: must not be overridden too; got model.overrides.${name}`];
    return [min, max].flatMap((value) =>
      messageOf(() => requireParameterValue(name, value)).map((message) =>
        message.replace(/^parameters/, 'fit.scalars'),
      ),
    );
  });
}

function marginalIssues(config: Config): string[] {
  return configuredMarginals(config).flatMap(({ name, min, max }) =>
    min < max ? [] : [`marginals.${name}: must have min < max; got min ${min}, max ${max}`],
  );
}

function timeIssues({ simulation, fit }: Config): string[] {
  const issues: string[] = [];
  const lastLandmark = Math.max(...landmarkMonths) * simulation.monthDays;
  if (!(simulation.horizonDays >= lastLandmark)) {
    issues.push(
      `simulation.horizonDays: must reach the last survival landmark, day ${lastLandmark}; got ${simulation.horizonDays}`,
    );
  }
  for (const key of ['assessmentDay', 'markerDay'] as const) {
    if (!(simulation[key] <= simulation.horizonDays)) {
      issues.push(`simulation.${key}: must be at most horizonDays (${simulation.horizonDays}); got ${simulation[key]}`);
    }
  }
  if (!(fit.dailyDeathPercentAtZero[1] < fit.dailyDeathPercentAtOne[0])) {
    issues.push(
      `fit.dailyDeathPercentAtZero: must end below dailyDeathPercentAtOne, which starts at ${fit.dailyDeathPercentAtOne[0]}; got ${fit.dailyDeathPercentAtZero[1]}`,
    );
  }
  return issues;
}

function weightIssues({ targets }: Config): readonly string[] {
  const { medianOs, survival } = targets.weights;
  if (medianOs > 0 || survival > 0) return [];
  return [
    'targets.weights: must leave medianOs or survival above 0, or nothing fixes the death function; got 0 for both',
  ];
}

function hint(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}
