import { type DosingCourse, drugNames, type Regimen } from '../../src/index.js';
import type { Config } from './config-schema.js';
import { configuredArms } from './parse-config.js';

/**
 * A configuration with scalars at given values: fixed parameters become overrides, factors scale every dose of a drug.
 *
 * @param config - with scalars that are to be fitted
 * @param values - by name, as in `fit.scalars`
 * @returns the same without scalars to search for
 */
export function withScalars(config: Config, values: Readonly<Record<string, number>>): Config {
  if (Object.keys(values).length === 0) return { ...config, fit: { ...config.fit, scalars: {} } };
  const parameters = Object.entries(values).filter(([name]) => !name.startsWith('dose.'));
  const scaled = configuredArms(config).map(({ name, regimen }) => ({
    name,
    regimen: Object.fromEntries(
      drugNames.flatMap((drug): [string, DosingCourse][] => {
        const course = regimen[drug];
        return course === undefined ? [] : [[drug, { ...course, dose: course.dose * (values[`dose.${drug}`] ?? 1) }]];
      }),
    ) as Regimen,
  }));
  const nameOf = (arm: string) => `${arm}, fitted dose`;
  return {
    ...config,
    model: { ...config.model, overrides: { ...config.model.overrides, ...Object.fromEntries(parameters) } },
    regimens: {
      ...config.regimens,
      ...Object.fromEntries(scaled.map(({ name, regimen }) => [nameOf(name), regimen])),
    } as Config['regimens'],
    arms: Object.fromEntries(Object.keys(config.arms).map((arm) => [arm, { regimen: nameOf(arm) }])),
    fit: { ...config.fit, scalars: {} },
  };
}
