import {
  type ArmSpec,
  type BetaMarginal,
  builtInArms,
  builtInRegimens,
  defaultRegimen,
  heterogeneityParameterNames,
  heterogeneityParameters,
  type ModelDrug,
  nearestHint,
  power,
  type Regimen,
  replaceableParameterNames,
  requireParameterValue,
  type Treatment,
  treatmentsOf,
  visitDays,
  withCorrelations,
} from '../../src/index.js';
import { requiredCurves } from '../endpoints/curves.js';
import { landmarkMonths } from '../endpoints/months.js';
import { messagesOf, parseChecked, regimenIssues } from './checked-config.js';
import { type Config, configSchema } from './config-schema.js';
import { confirmationIssues } from './confirmation-schema.js';
import { configuredCorrelationIssues, configuredCorrelations } from './correlation-schema.js';
import { exploreIssues } from './explore-config.js';
import { furtherMarginalIssues, furtherMarginals } from './further-marginals.js';
import { configuredDrugIssues, drugsOfArms, knownDrugs } from './known-drugs.js';
import { MOST_PATIENTS } from './ranges.js';
import { scheduleIssues, scheduleOf } from './visit-schema.js';

/**
 * Reads the configuration of a run. All issues are reported at once, with their paths.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @throws ConfigError - listing every issue
 */
export function parseConfig(text: string, source: string): Config {
  return parseChecked(text, source, {
    schema: configSchema,
    check: modelIssues,
    placeholders: { name: 'unnamed', seed: 0 },
  });
}

/** Checks beyond the schema. */
function modelIssues(config: Config): readonly string[] {
  return [
    ...configuredDrugIssues(config, config.regimens),
    ...overrideIssues(config),
    ...scalarIssues(config),
    ...regimenIssues(config.regimens, config.simulation.horizonDays),
    ...marginalIssues(config),
    ...correlationIssues(config),
    ...armIssues(config),
    ...visitIssues(config),
    ...exploreIssues(config, (explored) => [...armIssues(explored), ...visitIssues(explored)]),
    ...timeIssues(config),
    ...sizeIssues(config),
    ...confirmationIssues(config),
    ...weightIssues(config),
  ];
}

/** Published marginals with the configuration's changes, then further ones, in the order of a patient's values; with correlations. */
export function configuredMarginals(config: Config): readonly ConfiguredMarginal[] {
  return withCorrelations(uncorrelatedMarginals(config), configuredCorrelations(config.correlations));
}

type ConfiguredMarginal = BetaMarginal & { readonly free: boolean };

function uncorrelatedMarginals(config: Config): readonly ConfiguredMarginal[] {
  const published = heterogeneityParameterNames.map((name) => {
    const { min, max, alpha, beta } = heterogeneityParameters[name];
    const { free = config.fit.shapes === 'all', ...changes } = config.marginals[name] ?? {};
    return { name, ...definedOnly({ min, max, alpha, beta }, changes), free };
  });
  const further = furtherMarginals(config).map((name) => {
    // Complete in a valid configuration
    const {
      min = Number.NaN,
      max = Number.NaN,
      alpha = Number.NaN,
      beta = Number.NaN,
      free = false,
    } = config.marginals[name] ?? {};
    return { name, min, max, alpha, beta, free };
  });
  return [...published, ...further];
}

function definedOnly<Values extends Record<string, number>>(
  values: Values,
  changes: { readonly [Key in keyof Values]?: number | undefined },
): Values {
  const known = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...values, ...Object.fromEntries(known) };
}

/** Regimen and visits of each arm, and what ends its regimen. */
export function configuredArms(config: Config): readonly ArmSpec[] {
  const { horizonDays, visits: visitsOfAll } = config.simulation;
  return treatedArms(config).map(({ visits, ...arm }) => ({
    ...arm,
    visits: visitDays(scheduleOf(visits ?? visitsOfAll), horizonDays),
  }));
}

/** The arms with their regimens; an arm without a known one, an issue of its own, is given nothing. */
function treatedArms(config: Config) {
  const known = { ...builtInRegimens, ...config.regimens } as Readonly<Record<string, Regimen>>;
  return Object.entries(config.arms).map(([name, { regimen, visits, untilProgression, ...stop }]) => ({
    name,
    regimen: known[regimen ?? defaultRegimenOf(name, config) ?? ''] ?? {},
    visits,
    untilProgression:
      untilProgression === true
        ? { delayDays: stop.stopDelayDays ?? 0, next: known[stop.afterProgression ?? ''] ?? null }
        : null,
  }));
}

/** The drugs of the configuration's model: the published ones, then every other one that an arm gives. */
export function configuredDrugs(config: Config): readonly ModelDrug[] {
  return drugsOfArms(config, treatedArms(config));
}

/** What the arms of the configuration receive, with their labels. */
export function configuredTreatments(config: Config): readonly Treatment[] {
  return treatmentsOf(treatedArms(config), configuredDrugs(config), ownLabels(config));
}

/** Labels of the arms that the configuration gives one. */
export function ownLabels({ arms }: Pick<Config, 'arms'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(arms).flatMap(([arm, { label }]) => (label === undefined ? [] : [[arm, label] as const])),
  );
}

function defaultRegimenOf(arm: string, config: Config): string | undefined {
  const builtIn = builtInArms.find((candidate) => candidate === arm);
  return builtIn === undefined ? undefined : defaultRegimen(builtIn, config.model.switches);
}

function overrideIssues(config: Config): readonly string[] {
  const { model } = config;
  const parameters = replaceableParameterNames(model.switches, configuredDrugs(config));
  return Object.entries(model.overrides).flatMap(([name, value]) => {
    const where = `model.overrides.${name}`;
    if (!parameters.includes(name)) {
      return heterogeneityParameterNames.some((candidate) => candidate === name)
        ? [`${where}: must be a fixed parameter; got a per-patient one (change its range under marginals)`]
        : [`${where}: must name a parameter of the model; got an unknown name${nearestHint(name, parameters)}`];
    }
    return messagesOf(() => requireParameterValue(name, value)).map((message) =>
      message.replace(/^parameters/, 'model.overrides'),
    );
  });
}

/** Issues of the visits. */
function visitIssues({ simulation, arms }: Config): readonly string[] {
  const { horizonDays } = simulation;
  return [
    ...scheduleIssues(simulation.visits, 'simulation.visits', horizonDays),
    ...Object.entries(arms).flatMap(([name, { visits }]) => {
      if (visits === undefined) return [];
      const where = `arms.${name}.visits`;
      if (Object.keys(visits).length === 0) return [`${where}: must have everyDays or days; got none`];
      return scheduleIssues(visits, where, horizonDays);
    }),
  ];
}

/** Issues of what follows progression. */
function progressionIssues(
  name: string,
  { untilProgression, stopDelayDays, afterProgression }: Config['arms'][string],
  regimens: readonly string[],
): readonly string[] {
  const issues = Object.entries({ stopDelayDays, afterProgression }).flatMap(([key, value]) =>
    value === undefined || value === null || untilProgression === true
      ? []
      : [`arms.${name}.${key}: must stand beside untilProgression: true; got ${value}`],
  );
  if (typeof afterProgression !== 'string' || regimens.includes(afterProgression)) return issues;
  return [
    ...issues,
    `arms.${name}.afterProgression: must be one of ${regimens.join(', ')}; got ${afterProgression}${nearestHint(afterProgression, regimens)}`,
  ];
}

function armIssues(config: Config): readonly string[] {
  const issues: string[] = [];
  const regimens = [...Object.keys(builtInRegimens), ...Object.keys(config.regimens)];
  for (const [arm, own] of Object.entries(config.arms)) {
    const { regimen } = own;
    issues.push(...progressionIssues(arm, own, regimens));
    const where = `arms.${arm}.regimen`;
    if (regimen === undefined && defaultRegimenOf(arm, config) === undefined) {
      issues.push(
        `${where}: must name a regimen, because the arm is not built in (${builtInArms.join(', ')}); got none`,
      );
    } else if (regimen !== undefined && !regimens.includes(regimen)) {
      issues.push(`${where}: must be one of ${regimens.join(', ')}; got ${regimen}${nearestHint(regimen, regimens)}`);
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

function scalarIssues(config: Config): readonly string[] {
  const { model, fit } = config;
  // They scale every dose of a drug
  const doseScalars = Object.keys(knownDrugs(config)).map((drug) => `dose.${drug}`);
  const known = [...replaceableParameterNames(model.switches, configuredDrugs(config)), ...doseScalars];
  return Object.entries(fit.scalars).flatMap(([name, { min, max }]) => {
    const where = `fit.scalars.${name}`;
    if (!known.includes(name)) {
      return [
        `${where}: must name a fixed parameter or one of ${doseScalars.join(', ')}; got an unknown name${nearestHint(name, known)}`,
      ];
    }
    if (doseScalars.includes(name)) return [];
    if (Object.hasOwn(model.overrides, name))
      return [`${where}: must not be overridden too; got model.overrides.${name}`];
    return [min, max].flatMap((value) =>
      messagesOf(() => requireParameterValue(name, value)).map((message) =>
        message.replace(/^parameters/, 'fit.scalars'),
      ),
    );
  });
}

function marginalIssues(config: Config): string[] {
  const ranges = uncorrelatedMarginals(config).flatMap(({ name, min, max }) =>
    min >= max ? [`marginals.${name}: must have min < max; got min ${min}, max ${max}`] : [],
  );
  return [
    ...ranges,
    ...furtherMarginalIssues(config, replaceableParameterNames(config.model.switches, configuredDrugs(config))),
  ];
}

function correlationIssues(config: Config): readonly string[] {
  const names = uncorrelatedMarginals(config).map(({ name }) => name);
  return configuredCorrelationIssues(config.correlations, names);
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

/** Pools grow from round to round; the last is the largest. */
function sizeIssues({ fit }: Config): readonly string[] {
  const largest = fit.poolPatients * power(fit.poolGrowth, fit.rounds - 1);
  if (largest <= MOST_PATIENTS) return [];
  return [`fit.rounds: must give a last pool of at most ${MOST_PATIENTS} patients; got ${largest.toPrecision(1)}`];
}

function weightIssues({ targets }: Config): readonly string[] {
  const ofCurves = requiredCurves.flatMap(({ medianTable, curveTable }) => [medianTable, curveTable] as const);
  if (ofCurves.some((group) => targets.weights[group] > 0)) return [];
  return [
    `targets.weights: must leave ${ofCurves.join(' or ')} above 0, or the death function is not identifiable; got 0 for both`,
  ];
}
