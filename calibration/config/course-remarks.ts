import { type DosingCourse, type DrugName, dosePlan, dosingPaths, drugNames } from '../../src/index.js';
import type { Config } from './config-schema.js';
import { configuredArms } from './parse-config.js';

/**
 * What of a configuration's dosing has no effect: courses that give nothing in the time simulated, regimens that no arm
 * uses, fitted factors on doses that nobody is given.
 *
 * @param config - valid
 * @returns sentences; none where every course gives something
 */
export function courseRemarks(config: Config): readonly string[] {
  const { horizonDays } = config.simulation;
  const arms = configuredArms(config);
  const amount = (course: DosingCourse | undefined, drug: DrugName) =>
    dosePlan(course === undefined ? {} : { [drug]: course }, horizonDays).scheduled[drug];
  const idle = arms.flatMap(({ name, regimen }) =>
    drugNames.flatMap((drug) => {
      const course = regimen[drug];
      if (course === undefined || amount(course, drug) > 0) return [];
      return [
        `Arm ${name}: the course of ${drug} gives nothing in the ${horizonDays} days simulated (${reasonOf(course)}).`,
      ];
    }),
  );
  const used = Object.values(config.arms).flatMap(({ regimen, afterProgression }) => [regimen, afterProgression]);
  const unused = Object.keys(config.regimens)
    .filter((name) => !used.includes(name))
    .map((name) => `Regimen ${name}: no arm is given it.`);
  const withoutEffect = drugNames
    .filter(
      (drug) =>
        `dose.${drug}` in config.fit.scalars &&
        arms.every(({ regimen, untilProgression }) =>
          [regimen, untilProgression?.next ?? {}].every((own) => amount(own[drug], drug) === 0),
        ),
    )
    .map((drug) => `Scalar dose.${drug}: no arm is given ${drug}, so that it has no effect.`);
  const neverStopped = arms
    .filter((arm) => arm.untilProgression !== null && dosingPaths(arm, horizonDays).stops.length === 0)
    .map(({ name }) => `Arm ${name}: untilProgression changes no dose, because none is scheduled after a visit.`);
  return [...idle, ...unused, ...withoutEffect, ...neverStopped];
}

function reasonOf({ dose, cycles, days }: DosingCourse): string {
  if (dose === 0) return 'its dose is 0';
  if (cycles === 0) return 'it has 0 cycles';
  return `its first administration is on day ${Math.min(...days)}`;
}
