import {
  type BetaMarginal,
  builtInRegimens,
  fixedParameterTable,
  furtherParameters,
  heterogeneityParameters,
  type ModelDrug,
  ownValue,
  type Regimen,
  type VisitSchedule,
} from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { knownDrugs } from '../../config/known-drugs.js';
import { configuredArms, configuredMarginals, configuredTreatments, parseConfig } from '../../config/parse-config.js';
import { scheduleOf } from '../../config/visit-schema.js';
import type { FittedDeathProbability } from '../../fit/results.js';
import { fittedDeath } from '../optimise/fitted-model.js';
import { assessmentRules, simulationSpec } from '../run/run-settings.js';
import type { PatientModel, PatientParameter } from './patient-model.js';

/** Horizon of the published model; days. */
const PUBLISHED_DAYS = 365;

/** A finished run, as one of its patients is simulated. */
export interface PatientRun {
  readonly name: string;
  readonly config: Config;
  /** Numbers that were fitted beside the shapes. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, FittedDeathProbability>>;
}

/** The published model: its arms, shapes and a year; no death function is published. */
export function publishedPatientModel(): PatientModel {
  const config = parseConfig(JSON.stringify({ name: 'patient', seed: 1, marginals: {} }), 'published');
  const model = modelOf(config, configuredMarginals(config));
  return { ...model, run: null, plan: { ...model.plan, horizonDays: PUBLISHED_DAYS }, death: {} };
}

/** The model of a finished run: its fitted shapes, numbers and death functions. */
export function fittedPatientModel({ name, config, scalars, marginals, death }: PatientRun): PatientModel {
  const model = modelOf(withScalars(config, scalars), marginals);
  const shapes = marginals.map(({ name: parameter, min, max, alpha, beta }) => [parameter, { min, max, alpha, beta }]);
  return {
    ...model,
    run: name,
    death: Object.fromEntries(Object.entries(death).map(([arm, fitted]) => [arm, fittedDeath(fitted)])),
    config: { ...model.config, marginals: Object.fromEntries(shapes) },
  };
}

function modelOf(config: Config, marginals: readonly BetaMarginal[]): PatientModel {
  const { simulation } = config;
  const spec = { ...simulationSpec(config), tumorDays: [], keepTrajectories: true };
  const labels = new Map(configuredTreatments(config).map(({ arm, label }) => [arm, label]));
  const { rule, leastStableDays, confirmDays } = assessmentRules(config);
  const { assessmentDay, markerDay, monthDays, responseRule } = simulation;
  const { relativeTolerance, absoluteTolerance, maxSteps } = simulation;
  return {
    run: config.name,
    spec,
    responseRule,
    monthDays,
    plan: {
      arms: configuredArms(config).map(({ name, regimen, untilProgression }) => ({
        name,
        label: labels.get(name) ?? name,
        regimen,
        untilProgression,
        visits: ownVisits(config, name),
        death: name,
      })),
      horizonDays: simulation.horizonDays,
      visits: scheduleOf(simulation.visits),
    },
    regimens: { ...builtInRegimens, ...(config.regimens as Readonly<Record<string, Regimen>>) },
    drugs: knownDrugs(config),
    parameters: marginals.map(({ name }) => parameterOf(name, spec.drugs)),
    marginals: marginals.map(({ name, min, max, alpha, beta, correlations }) => ({
      name,
      min,
      max,
      alpha,
      beta,
      ...(correlations === undefined ? {} : { correlations }),
    })),
    death: {},
    config: {
      seed: String(config.seed),
      model: config.model,
      drugs: config.drugs,
      marginals: {},
      ...(isEmptyList(config.correlations) ? {} : { correlations: config.correlations }),
      simulation: {
        assessmentDay,
        markerDay,
        monthDays,
        responseRule,
        relativeTolerance,
        absoluteTolerance,
        maxSteps,
        visits: { rule, leastStableDays, confirmDays },
      },
    },
  };
}

/** Unit and group of a per-patient parameter, or of a further one. */
function parameterOf(name: string, drugs: readonly ModelDrug[]): PatientParameter {
  const known =
    ownValue(heterogeneityParameters, name) ??
    ownValue(furtherParameters, name) ??
    ownValue(fixedParameterTable(drugs), name);
  return { name, unit: known?.unit ?? '', group: known?.group ?? 'further parameters' };
}

/** Visits that an arm has of its own; null for those of all arms. */
function ownVisits({ arms }: Config, arm: string): VisitSchedule | null {
  const visits = arms[arm]?.visits;
  return visits === undefined ? null : scheduleOf(visits);
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
