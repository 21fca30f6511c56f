import type { z } from 'zod';
import {
  type BetaMarginal,
  builtInArms,
  builtInRegimens,
  ConfigError,
  defaultRegimen,
  fixedParameterNames,
  heterogeneityParameterNames,
  heterogeneityParameters,
  nearestName,
  type Regimen,
} from '../../src/index.js';
import { type Config, configSchema } from './config-schema.js';

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
    json = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(source, [`must be JSON; got ${reason}`], { cause });
  }
  const parsed = configSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) throw new ConfigError(source, parsed.error.issues.flatMap(toFaults));
  const faults = [...modelFaults(parsed.data), ...marginalFaults(parsed.data), ...timeFaults(parsed.data)];
  if (faults.length > 0) throw new ConfigError(source, faults);
  return parsed.data;
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

function modelFaults(config: Config): string[] {
  const faults: string[] = [];
  const parameters = fixedParameterNames(config.model.switches);
  for (const name of Object.keys(config.model.overrides)) {
    if (parameters.includes(name)) continue;
    faults.push(
      heterogeneityParameterNames.some((candidate) => candidate === name)
        ? `model.overrides.${name}: must be a fixed parameter; got a per-patient one (change its range under marginals)`
        : `model.overrides.${name}: must name a parameter of the model; got an unknown name${hint(name, parameters)}`,
    );
  }
  const regimens = [...Object.keys(builtInRegimens), ...Object.keys(config.regimens)];
  for (const [arm, { regimen }] of Object.entries(config.arms)) {
    if (regimen === undefined && defaultRegimenOf(arm, config) === undefined) {
      faults.push(
        `arms.${arm}.regimen: must name a regimen, because the arm is not built in (${builtInArms.join(', ')}); got none`,
      );
    } else if (regimen !== undefined && !regimens.includes(regimen)) {
      faults.push(
        `arms.${arm}.regimen: must be one of ${regimens.join(', ')}; got ${regimen}${hint(regimen, regimens)}`,
      );
    }
  }
  const arms = Object.keys(config.arms);
  config.biomarkers.arms.forEach((arm, index) => {
    if (!arms.includes(arm)) {
      faults.push(`biomarkers.arms[${index}]: must be one of the arms ${arms.join(', ')}; got ${arm}`);
    }
  });
  return faults;
}

function marginalFaults(config: Config): string[] {
  return configuredMarginals(config).flatMap(({ name, min, max }) =>
    min < max ? [] : [`marginals.${name}: must have min < max; got min ${min}, max ${max}`],
  );
}

function timeFaults({ simulation, fit }: Config): string[] {
  const faults: string[] = [];
  for (const key of ['assessmentDay', 'markerDay'] as const) {
    if (!(simulation[key] <= simulation.horizonDays)) {
      faults.push(`simulation.${key}: must be at most horizonDays (${simulation.horizonDays}); got ${simulation[key]}`);
    }
  }
  if (!(fit.dailyDeathPercentAtZero[1] < fit.dailyDeathPercentAtOne[0])) {
    faults.push(
      `fit.dailyDeathPercentAtZero: must end below dailyDeathPercentAtOne, which starts at ${fit.dailyDeathPercentAtOne[0]}; got ${fit.dailyDeathPercentAtZero[1]}`,
    );
  }
  return faults;
}

function hint(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : ` (did you mean ${nearest}?)`;
}

function toFaults(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${path === '' ? key : `${path}.${key}`}: must be a known key; got an unknown one`);
  }
  if (issue.code === 'invalid_union') {
    const reasons = issue.errors.flat().map(({ message }) => message);
    return [`${path}: ${[...new Set(reasons)].join(' or ')}; got ${JSON.stringify(issue.input)}`];
  }
  return [`${path === '' ? 'configuration' : path}: ${issue.message}; got ${JSON.stringify(issue.input) ?? 'nothing'}`];
}
