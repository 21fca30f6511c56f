import { drugsOfRegimen, type Regimen, withDose } from '../../src/index.js';
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
  const scaled = (regimen: Regimen): Regimen =>
    Object.fromEntries(
      drugsOfRegimen(regimen).map((drug) => {
        const factor = values[`dose.${drug}`] ?? 1;
        return [drug, regimen[drug]!.map((course) => withDose(course, factor * course.dose))];
      }),
    );
  const nameOf = (arm: string) => `${arm}, fitted dose`;
  const laterNameOf = (arm: string) => `${nameOf(arm)} after progression`;
  const regimens = configuredArms(config).flatMap(({ name, regimen, untilProgression }): [string, Regimen][] => {
    const next = untilProgression?.next ?? null;
    return [
      [nameOf(name), scaled(regimen)],
      ...(next === null ? [] : [[laterNameOf(name), scaled(next)] as [string, Regimen]]),
    ];
  });
  const arms = Object.entries(config.arms).map(([name, arm]): [string, Config['arms'][string]] => [
    name,
    {
      ...arm,
      regimen: nameOf(name),
      ...(typeof arm.afterProgression === 'string' ? { afterProgression: laterNameOf(name) } : {}),
    },
  ]);
  return {
    ...config,
    model: { ...config.model, overrides: { ...config.model.overrides, ...Object.fromEntries(parameters) } },
    regimens: { ...config.regimens, ...Object.fromEntries(regimens) } as Config['regimens'],
    arms: Object.fromEntries(arms),
    fit: { ...config.fit, scalars: {} },
  };
}
