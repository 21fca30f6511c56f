import {
  type DrugDefinition,
  type DrugName,
  drugIssues,
  type ModelDrug,
  modelDrugs,
  nearestHint,
  ownValue,
  publishedDrugs,
  shippedDrugs,
  type TreatedArm,
} from '../../src/index.js';

/** A configuration with drugs of its own. */
export interface DrugSource {
  readonly drugs: Readonly<Record<DrugName, DrugDefinition>>;
}

/** Definitions of all drugs that the regimens of a configuration may give: its own, and those that ship. */
export function knownDrugs({ drugs }: DrugSource): Readonly<Record<DrugName, DrugDefinition>> {
  return { ...shippedDrugs, ...drugs };
}

/** The drugs of a model in which any known drug can be given; the order is that of the definitions. */
export function allDrugs(source: DrugSource): readonly ModelDrug[] {
  const published = publishedDrugs.map(({ name }) => name);
  const further = Object.entries(knownDrugs(source)).filter(([name]) => !published.includes(name));
  return [...publishedDrugs, ...further.map(([name, definition]) => ({ name, definition }))];
}

/** The drugs of the model of some arms; arms that name an unknown one are an issue of their own. */
export function drugsOfArms(source: DrugSource, arms: readonly TreatedArm[]): readonly ModelDrug[] {
  const known = knownDrugs(source);
  const isKnown = (name: DrugName) => ownValue(known, name) !== undefined;
  const knownAlone = (regimen: TreatedArm['regimen']) =>
    Object.fromEntries(Object.entries(regimen).filter(([name]) => isKnown(name)));
  return modelDrugs(
    known,
    arms.map(({ regimen, untilProgression }) => ({
      regimen: knownAlone(regimen),
      untilProgression:
        untilProgression === null
          ? null
          : { next: untilProgression.next === null ? null : knownAlone(untilProgression.next) },
    })),
  );
}

/** Issues of the drugs that a configuration defines, and of the names of drugs in its regimens. */
export function configuredDrugIssues(
  source: DrugSource,
  regimens: Readonly<Record<string, Readonly<Record<DrugName, unknown>>>>,
): readonly string[] {
  const known = Object.keys(knownDrugs(source));
  const replaced = Object.keys(source.drugs).filter((name) => ownValue(shippedDrugs, name) !== undefined);
  return [
    ...(Object.keys(source.drugs).length === 0 ? [] : drugIssues(allDrugs(source))),
    ...replaced.map(
      (name) =>
        `drugs.${name}: must have another name than the drugs that ship (${Object.keys(shippedDrugs).join(', ')}); got ${name}`,
    ),
    ...Object.entries(regimens).flatMap(([regimen, courses]) =>
      Object.keys(courses)
        .filter((drug) => !known.includes(drug))
        .map((drug) => `regimens.${regimen}.${drug}: ${unknownDrug(drug, known)}`),
    ),
  ];
}

/** What is wrong with the name of a drug that is not known. */
export function unknownDrug(name: string, known: readonly string[]): string {
  return `must name a drug (${known.join(', ')}); got an unknown name${nearestHint(name, known)}`;
}
