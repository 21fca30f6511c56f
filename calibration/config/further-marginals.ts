import {
  BASELINE_TUMOR,
  heterogeneityParameterNames,
  initialStates,
  inParameterOrder,
  nearestHint,
  requireParameterValue,
  stateParameter,
  tumorCells,
} from '../../src/index.js';
import { messagesOf } from './checked-config.js';
import type { Config } from './config-schema.js';

const published: readonly string[] = heterogeneityParameterNames;

const tumorStates: readonly string[] = tumorCells.map(stateParameter);

/** What a marginal without a published distribution must state. */
const required = ['min', 'max', 'alpha', 'beta'] as const;

/** A marginal beside the 21 published ones; complete where the configuration is valid. */
type FurtherMarginal = NonNullable<Config['marginals'][string]>;

/**
 * Marginals beside the 21 of the published cohort, by name: fixed parameters, states at day 0 and body, which patients then
 * bring their own values of.
 *
 * @returns in the order of a patient's values, which does not depend on the order of the configuration's keys
 */
export function furtherMarginals({ marginals }: Pick<Config, 'marginals'>): readonly string[] {
  return inParameterOrder(Object.keys(marginals).filter((name) => !published.includes(name)));
}

/**
 * Issues of the marginals beside the published ones, and of states at day 0 that are set in two ways.
 *
 * @param config - as the schema accepts it
 * @param known - names whose value may be replaced, those of the configuration's drugs among them
 */
export function furtherMarginalIssues(config: Config, known: readonly string[]): readonly string[] {
  const { marginals, model, fit } = config;
  const names = furtherMarginals(config);
  const issues = names.flatMap((name): readonly string[] => {
    const where = `marginals.${name}`;
    if (!known.includes(name)) {
      const hint = nearestHint(name, [...published, ...known]);
      return [`${where}: must name a parameter of the model, a state at day 0 or the body; got an unknown name${hint}`];
    }
    const marginal = marginals[name]!;
    const missing = required.filter((key) => marginal[key] === undefined);
    if (missing.length > 0)
      return [
        `${where}: must have ${required.join(', ')}, as no distribution is published; got no ${missing.join(', ')}`,
      ];
    return [...rangeIssues(where, name, marginal), ...twiceIssues(where, name, { model, fit })];
  });
  return issues.length > 0 ? issues : baselineIssues(config, names);
}

function rangeIssues(where: string, name: string, { min, max }: FurtherMarginal): readonly string[] {
  return Object.entries({ min, max }).flatMap(([key, value]) =>
    messagesOf(() => requireParameterValue(name, value!)).map((message) =>
      message.replace(`parameters.${name}`, `${where}.${key}`),
    ),
  );
}

/** A parameter has one value for all patients or one for each. */
function twiceIssues(where: string, name: string, { model, fit }: Pick<Config, 'model' | 'fit'>): readonly string[] {
  const overridden = Object.hasOwn(model.overrides, name);
  const fitted = Object.hasOwn(fit.scalars, name);
  return [
    ...(overridden ? [`${where}: must not be overridden too; got model.overrides.${name}`] : []),
    ...(fitted ? [`${where}: must not be one number for all patients too; got fit.scalars.${name}`] : []),
  ];
}

/** The tumor at day 0 is set in one way, and every patient has one. */
function baselineIssues({ marginals, model, fit }: Config, names: readonly string[]): readonly string[] {
  const scalars = Object.entries(fit.scalars).filter(([name]) => !name.startsWith('dose.'));
  const least = new Map([
    ...Object.entries(model.overrides),
    ...scalars.map(([name, { min }]) => [name, min] as const),
    ...names.map((name) => [name, marginals[name]!.min!] as const),
  ]);
  const group = names.some((name) => name === BASELINE_TUMOR || tumorStates.includes(name))
    ? 'marginals'
    : 'model.overrides';
  return messagesOf(() => initialStates(least, new Map())).map((message) => message.replace(/^parameters/, group));
}
