import { nearestHint } from '../../src/index.js';
import { parseChecked } from './checked-config.js';
import { gridSize, isOrdered, levelNamed, levelsOf } from './optimise-levels.js';
import { isEndpoint, knownQuantities, measureOf, plannedMeasures } from './optimise-quantities.js';
import { type OptimiseConfig, type OptimiseVariable, optimiseSchema } from './optimise-schema.js';

/**
 * Reads the configuration of a search for schedules. All issues that need no run are reported at once, with their paths.
 *
 * @param text - the file's content
 * @param source - its name, for messages
 * @throws ConfigError - listing every issue
 */
export function parseOptimise(text: string, source: string): OptimiseConfig {
  return parseChecked(text, source, {
    schema: optimiseSchema,
    check: (config) => {
      const issues = variableIssues(config);
      return [
        ...issues,
        ...(issues.length > 0 ? [] : [...conditionIssues(config), ...askIssues(config)]),
        ...quantityIssues(config),
        ...holdIssues(config),
      ];
    },
    placeholders: { name: 'unnamed', seed: 0, arm: 'arm' },
  });
}

/** Most levels of a variable: a finer grid is beyond what patients show. */
const MOST_LEVELS = 10_000;

function variableIssues({ variables }: OptimiseConfig): readonly string[] {
  return variables.flatMap((variable, index) => {
    const where = `variables[${index}]`;
    const { name } = variable;
    const first = variables.findIndex((other) => other.name === name);
    const repeated = first < index ? [`${where}.name: must be unique; got ${name} again`] : [];
    const issues = levelIssues(variable, where);
    if (issues.length > 0) return [...repeated, ...issues];
    const levels = levelsOf(variable);
    const twice = levels.find((level, place) => levels.indexOf(level) < place);
    return [
      ...repeated,
      ...(levels.length === 0 ? [`${where}.choices: must name at least one choice; got none`] : []),
      ...(twice === undefined ? [] : [`${where}.values: must name each value once; got ${twice} again`]),
    ];
  });
}

function levelIssues(variable: OptimiseVariable, where: string): readonly string[] {
  if ('choices' in variable) return [];
  if (!isOrdered(variable)) return [];
  const { least, most, step, values } = variable as {
    readonly [Key in 'least' | 'most' | 'step']?: number | undefined;
  } & { readonly values?: readonly (number | null)[] | undefined };
  const grid = [least, most, step].filter((given) => given !== undefined);
  if (values !== undefined && grid.length > 0) return [`${where}: must have values, or least, most and step; got both`];
  if (values === undefined && grid.length < 3) {
    return [`${where}: must have values, or least, most and step; got ${grid.length} of the three`];
  }
  if (values !== undefined) return valueIssues(variable, values, `${where}.values`);
  if (!(least! <= most!)) return [`${where}.least: must be at most most (${most}); got ${least}`];
  const size = gridSize({ least, most, step });
  if (size > MOST_LEVELS) return [`${where}.step: must give at most ${MOST_LEVELS} values; got ${size}`];
  return valueIssues(variable, [least!, step!], where);
}

function valueIssues({ vary }: OptimiseVariable, values: readonly (number | null)[], where: string): readonly string[] {
  return values.flatMap((value) => {
    if (value === null && vary !== 'cycles') return [`${where}: must be numbers; got null`];
    if (vary === 'cycles' && value !== null && !Number.isInteger(value))
      return [`${where}: must be whole numbers of cycles; got ${value}`];
    if (vary === 'cycleDays' && !(value! > 0)) return [`${where}: must be days > 0; got ${value}`];
    return [];
  });
}

type Variables = Pick<OptimiseConfig, 'variables'>;

function unknownVariable({ variables }: Variables, where: string, name: string): readonly string[] {
  const names = variables.map((variable) => variable.name);
  if (names.includes(name)) return [];
  return [`${where}: must name a variable (${names.join(', ')}); got ${name}${nearestHint(name, names)}`];
}

function unknownValues(
  { variables }: Variables,
  where: string,
  name: string,
  values: readonly (number | string | null)[],
): readonly string[] {
  const variable = variables.find((candidate) => candidate.name === name);
  if (variable === undefined) return [];
  return values.flatMap((value) =>
    levelNamed(variable, value) === undefined
      ? [`${where}: must be values of ${name}; got ${JSON.stringify(value)}`]
      : [],
  );
}

/** Schedules that are asked about must be combinations of levels. */
function askIssues(config: OptimiseConfig): readonly string[] {
  return Object.entries(config.ask).flatMap(([label, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      const where = `ask.${label}.${name}`;
      return [...unknownVariable(config, where, name), ...unknownValues(config, where, name, [value])];
    }),
  );
}

function conditionIssues(config: OptimiseConfig): readonly string[] {
  const { conditions, variables } = config;
  const unknown = (where: string, name: string) => unknownVariable(config, where, name);
  const valuesOf = (where: string, name: string, values: readonly (number | string | null)[]) =>
    unknownValues(config, where, name, values);
  return conditions.flatMap(({ when, variable, least, most, values }, index) => {
    const where = `conditions[${index}]`;
    const limited = variables.find(({ name }) => name === variable);
    return [
      ...unknown(`${where}.variable`, variable),
      ...valuesOf(`${where}.values`, variable, values ?? []),
      ...Object.entries(when).flatMap(([name, value]) => [
        ...unknown(`${where}.when`, name),
        ...valuesOf(`${where}.when.${name}`, name, Array.isArray(value) ? value : [value]),
      ]),
      ...(least === undefined && most === undefined && values === undefined
        ? [`${where}: must have least, most or values; got none`]
        : []),
      ...(limited !== undefined && !isOrdered(limited) && (least !== undefined || most !== undefined)
        ? [`${where}: must limit a choice by values; got least or most`]
        : []),
    ];
  });
}

function quantityIssues({ objectives, limits }: OptimiseConfig): readonly string[] {
  const named = [
    ...objectives.map(({ quantity }, index) => ({ where: `objectives[${index}].quantity`, quantity })),
    ...limits.map(({ quantity }, index) => ({ where: `limits[${index}].quantity`, quantity })),
  ];
  const unknown = named.flatMap(({ where, quantity }) =>
    isEndpoint(quantity) || measureOf(quantity) !== undefined
      ? []
      : [
          `${where}: must be one of ${knownQuantities.join(', ')}; got ${quantity}${nearestHint(quantity, knownQuantities)}`,
        ],
  );
  const twice = objectives.flatMap(({ quantity }, index) =>
    objectives.findIndex((other) => other.quantity === quantity) < index
      ? [`objectives[${index}].quantity: must be unique; got ${quantity} again`]
      : [],
  );
  return [...unknown, ...twice];
}

function holdIssues({ hold, variables }: OptimiseConfig): readonly string[] {
  return hold.flatMap(({ quantity, least, most }, index) => {
    const where = `hold[${index}]`;
    const held = measureOf(quantity);
    if (held === undefined || !plannedMeasures.some((measure) => measure === held.measure)) {
      const known = plannedMeasures.map((measure) => `${measure}.DRUG`);
      return [`${where}.quantity: must be one of ${known.join(', ')}; got ${quantity}`];
    }
    const dose = variables.findIndex((other) => other.vary === 'dose' && other.drug === held.drug);
    const again = hold.findIndex((other) => measureOf(other.quantity)?.drug === held.drug) < index;
    return [
      ...(least <= most ? [] : [`${where}.least: must be at most most (${most}); got ${least}`]),
      ...(dose < 0
        ? []
        : [`${where}.quantity: must be of a drug whose dose is no variable; got ${quantity} and variables[${dose}]`]),
      ...(again ? [`${where}.quantity: must hold one quantity of each drug; got a second one of ${held.drug}`] : []),
    ];
  });
}
