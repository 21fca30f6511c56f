import {
  type ArmSpec,
  administrationsOfAll,
  type DosingCourse,
  dosingPaths,
  drugsOfRegimen,
  firstOverlap,
  furtherParameters,
  givesDose,
  type Regimen,
  uncalibratedRemarks,
} from '../../src/index.js';
import type { Config } from './config-schema.js';
import { exploredConfig } from './explore-config.js';
import { knownDrugs } from './known-drugs.js';
import { configuredArms, configuredDrugs, configuredMarginals, configuredTreatments } from './parse-config.js';

/**
 * What of a configuration's dosing is unusual: drugs that are not calibrated, courses that give nothing in the time
 * simulated, administrations of one drug that overlap, doses that depend on a body that all patients share, regimens that
 * no arm uses, fitted factors on doses that nobody is given.
 *
 * @param config - valid
 * @returns sentences; none where every course gives something and none overlap
 */
export function courseRemarks(config: Config): readonly string[] {
  const { horizonDays } = config.simulation;
  const explored = exploredConfig(config);
  const arms = [...configuredArms(config), ...configuredArms(explored)];
  const isGiven = (courses: readonly DosingCourse[]) => administrationsOfAll(courses, horizonDays).some(givesDose);
  const idle = arms.flatMap(({ name, regimen }) =>
    drugsOfRegimen(regimen).flatMap((drug) =>
      regimen[drug]!.flatMap((course, index, { length }) => {
        if (isGiven([course])) return [];
        const which = length === 1 ? 'the course' : `course ${index + 1}`;
        return [
          `Arm ${name}: ${which} of ${drug} gives nothing in the ${horizonDays} days simulated (${reasonOf(course)}).`,
        ];
      }),
    ),
  );
  const overlapping = overlapRemarks(arms, horizonDays);
  const ofBodies = bodyRemarks(config, arms);
  const used = Object.values({ ...config.arms, ...config.explore }).flatMap(({ regimen, afterProgression }) => [
    regimen,
    afterProgression,
  ]);
  const unused = Object.keys(config.regimens)
    .filter((name) => !used.includes(name))
    .map((name) => `Regimen ${name}: no arm is given it.`);
  const withoutEffect = Object.keys(knownDrugs(config))
    .filter(
      (drug) =>
        `dose.${drug}` in config.fit.scalars &&
        arms.every(({ regimen, untilProgression }) =>
          [regimen, untilProgression?.next ?? {}].every((own) => !isGiven(own[drug] ?? [])),
        ),
    )
    .map((drug) => `Scalar dose.${drug}: no arm is given ${drug}, so that it has no effect.`);
  const neverStopped = arms
    .filter((arm) => arm.untilProgression !== null && dosingPaths(arm, horizonDays).stops.length === 0)
    .map(({ name }) => `Arm ${name}: untilProgression changes no dose, because none is scheduled after a visit.`);
  return [
    ...[config, explored].flatMap((of) => uncalibratedRemarks(configuredTreatments(of), configuredDrugs(of))),
    ...idle,
    ...overlapping,
    ...ofBodies,
    ...unused,
    ...withoutEffect,
    ...neverStopped,
  ];
}

/** Arms whose administrations of one drug overlap; one sentence for each drug. */
export function overlapRemarks(
  arms: readonly Pick<ArmSpec, 'name' | 'regimen' | 'untilProgression'>[],
  horizonDays: number,
): readonly string[] {
  return arms.flatMap(({ name, regimen, untilProgression }) => [
    ...regimenOverlaps(`Arm ${name}`, regimen, horizonDays),
    ...regimenOverlaps(`Arm ${name} after progression`, untilProgression?.next ?? {}, horizonDays),
  ]);
}

function regimenOverlaps(where: string, regimen: Regimen, horizonDays: number): readonly string[] {
  return drugsOfRegimen(regimen).flatMap((drug) => {
    const overlap = firstOverlap(administrationsOfAll(regimen[drug]!, horizonDays));
    if (overlap === undefined) return [];
    const [first, second] = overlap.map(({ startDay }) => startDay);
    return [
      `${where}: administrations of ${drug} overlap, and their rates add up; the first two start on days ${first} and ${second}.`,
    ];
  });
}

/** What doses per kilogram or square meter depend on, where it is the same for every patient or has no effect. */
function bodyRemarks(config: Config, arms: readonly ArmSpec[]): readonly string[] {
  const bases = new Set(
    arms.flatMap(({ regimen, untilProgression }) =>
      [regimen, untilProgression?.next ?? {}].flatMap((own) =>
        Object.values(own).flatMap((courses) => courses!.map(({ per }) => per)),
      ),
    ),
  );
  const read = [...(bases.has('kg') || bases.has('m2') ? [WEIGHT] : []), ...(bases.has('m2') ? [HEIGHT] : [])];
  const varying = configuredMarginals(config).map(({ name }) => name);
  const shared = read.filter((name) => !varying.includes(name));
  const values = shared.map((name) => {
    const { value, unit } = furtherParameters[name]!;
    return `${name} ${config.model.overrides[name] ?? value} ${unit}`;
  });
  return [
    ...(values.length === 0
      ? []
      : [`Doses per ${bases.has('m2') ? 'square meter' : 'kilogram'} take ${values.join(' and ')} for every patient.`]),
    ...[WEIGHT, HEIGHT]
      .filter((name) => varying.includes(name) && !read.includes(name))
      .map((name) => `Marginal ${name}: no dose depends on it, so that it has no effect.`),
  ];
}

const WEIGHT = 'body_weight';
const HEIGHT = 'body_height';

function reasonOf({ dose, loadingDose = dose, cycles, days, startDay = 0 }: DosingCourse): string {
  if (dose === 0 && loadingDose === 0) return 'its dose is 0';
  if (cycles === 0) return 'it has 0 cycles';
  return `its first administration is on day ${startDay + Math.min(...days)}`;
}
