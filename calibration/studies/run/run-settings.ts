import { type AssessmentRules, postedSwitches, power, type SimulationSpec } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { furtherMarginals } from '../../config/further-marginals.js';
import { configuredArms, configuredDrugs, configuredMarginals } from '../../config/parse-config.js';
import { buildProblem } from '../../fit/build-problem.js';
import type { LoopSettings } from '../../fit/loop-settings.js';
import { type ArmCorrelations, armCorrelations } from '../../fit/objective/likelihood-rows.js';
import type { FitProblem, FitSettings } from '../../fit/problem.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';

/** Days between the tumor volumes kept for spider plots. */
const TUMOR_INTERVAL_DAYS = 28;

/** Specification of a simulation of this configuration. */
export function simulationSpec(config: Config): SimulationSpec {
  const { horizonDays, assessmentDay, markerDay, relativeTolerance, absoluteTolerance, maxSteps } = config.simulation;
  const regular = Array.from(
    { length: Math.floor(horizonDays / TUMOR_INTERVAL_DAYS) + 1 },
    (_, index) => index * TUMOR_INTERVAL_DAYS,
  );
  return {
    switches: { ...postedSwitches, ...config.model.switches },
    overrides: config.model.overrides,
    varying: furtherMarginals(config),
    drugs: configuredDrugs(config),
    arms: configuredArms(config),
    horizonDays,
    assessment: assessmentRules(config),
    assessmentDay,
    markerDays: [markerDay],
    tumorDays: [...new Set([...regular, assessmentDay])].sort((a, b) => a - b),
    keepTrajectories: false,
    solver: { relativeTolerance, absoluteTolerance, maxSteps },
  };
}

/** How the configuration's visits become classes. */
export function assessmentRules(config: Config): AssessmentRules {
  const { responseRule, visits } = config.simulation;
  const { rule = responseRule, leastStableDays, confirmDays } = visits;
  return { rule, leastStableDays, confirmDays };
}

/** Settings of the fit. */
export function fitSettings(config: Config): FitSettings {
  const marginals = configuredMarginals(config);
  const { fit, targets, simulation } = config;
  return {
    marginals: marginals.map(({ free: _, ...marginal }) => marginal),
    freeMarginals: marginals.filter(({ free }) => free).map(({ name }) => name),
    priorLogSd: fit.priorLogSd,
    logShapeBound: fit.logShapeBound,
    deathForm:
      fit.deathForm === 'paper'
        ? { mu: fit.mu, sigma: fit.sigma }
        : { mu: 'point', sigma: 'point', name: fit.deathForm },
    deathShared: fit.death !== 'by-arm',
    ...(fit.death === 'treatment-effect' ? { deathEffect: true } : {}),
    deathBounds: {
      dailyDeathPercentAtZero: fit.dailyDeathPercentAtZero,
      dailyDeathPercentAtOne: fit.dailyDeathPercentAtOne,
      muHalfWidth: fit.muHalfWidth,
      sigmaRelativeHalfWidth: fit.sigmaRelativeHalfWidth,
    },
    targetWeights: targets.weights,
    residualScale: targets.residualScale,
    tolerances: targets.tolerances,
    monthDays: simulation.monthDays,
    horizonDays: simulation.horizonDays,
    visits: Object.fromEntries(simulationSpec(config).arms.map(({ name, visits }) => [name, visits])),
  };
}

/** The calibration problem of a configuration: pooled endpoints, or the trials' own counts. */
export function configuredProblem(
  config: Config,
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
): FitProblem {
  const { objective, overdispersion } = config.targets;
  const source = objective === 'likelihood' ? { tables, overdispersion } : undefined;
  return buildProblem(targets, fitSettings(config), source);
}

/** Correlations of patients of one trial, by arm, where the configuration lets trials differ by more than sampling. */
export function trialCorrelations(config: Config, tables: TrialTables): Readonly<Record<string, ArmCorrelations>> {
  const { objective, overdispersion } = config.targets;
  if (objective !== 'likelihood' || overdispersion === 'none') return {};
  return Object.fromEntries(Object.keys(config.arms).map((arm) => [arm, armCorrelations(tables, arm)]));
}

/** Patients of the pool of each round. */
function poolSizes({ pools, poolPatients, poolGrowth, rounds }: Config['fit']): readonly number[] {
  return pools ?? Array.from({ length: rounds }, (_, round) => Math.round(poolPatients * power(poolGrowth, round)));
}

/** Settings of the outer loop; without free shapes nothing is iterated, and there is one pool and one validation cohort. */
export function loopSettings(config: Config, publishedRmse: Readonly<Record<string, number>>): LoopSettings {
  const { fit, confirmation, simulation, targets } = config;
  const shapesAreFree = configuredMarginals(config).some(({ free }) => free);
  return {
    seed: config.seed,
    design: fit.design,
    pools: poolSizes(fit).slice(0, shapesAreFree ? undefined : 1),
    confirmationPatients: confirmation.patients,
    looks: confirmation.looks,
    stopError: confirmation.stopError,
    maxConfirmations: shapesAreFree ? confirmation.maxAttempts : 1,
    leastEffectiveShare: fit.leastEffectiveShare,
    maxIterations: fit.maxIterations,
    tolerance: fit.tolerance,
    tolerances: targets.tolerances,
    publishedRmse,
    spec: simulationSpec(config),
    convergenceCriterion: confirmation.against ?? (targets.objective === 'likelihood' ? 'fit' : 'targets'),
    horizonDays: simulation.horizonDays,
    monthDays: simulation.monthDays,
    responseRule: simulation.responseRule,
  };
}
