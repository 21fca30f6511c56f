import { nearestHint } from '../../src/index.js';
import type { Config } from './config-schema.js';

/** The configuration with the explored arms in place of those of the fit. */
export function exploredConfig(config: Config): Config {
  const arms = Object.entries(config.explore).map(([name, { death: _, ...own }]) => [name, own] as const);
  return { ...config, arms: Object.fromEntries(arms), biomarkers: { ...config.biomarkers, arms: [] }, explore: {} };
}

/** The configuration with those of the explored arms that are asked for beside the arms of the fit. */
export function withExplored(config: Config, asked: readonly string[]): Config {
  const explored = Object.entries(exploredConfig(config).arms).filter(([name]) => asked.includes(name));
  return explored.length === 0 ? config : { ...config, arms: { ...config.arms, ...Object.fromEntries(explored) } };
}

/**
 * Issues of the explored arms.
 *
 * @param config - the configuration
 * @param issuesOf - issues of the arms of a configuration, with paths that begin with `arms.`
 */
export function exploreIssues(config: Config, issuesOf: (config: Config) => readonly string[]): readonly string[] {
  const fitted = Object.keys(config.arms);
  return [
    ...issuesOf(exploredConfig(config)).flatMap((issue) =>
      issue.startsWith('arms.') ? [issue.replace('arms.', 'explore.')] : [],
    ),
    ...Object.entries(config.explore).flatMap(([name, { death }]) => [
      ...(fitted.includes(name)
        ? [`explore.${name}: must have another name than the arms of the fit; got ${name}`]
        : []),
      ...(fitted.includes(death)
        ? []
        : [
            `explore.${name}.death: must be an arm of the fit (${fitted.join(', ')}); got ${death}${nearestHint(death, fitted)}`,
          ]),
    ]),
  ];
}
