/** Drugs of the arms of a stored run, by arm. */
export type ArmDrugs = Readonly<Record<string, readonly string[]>>;

/**
 * The arm of a stored run whose death function is used where certain drugs are given.
 *
 * It is the arm that gives most of these drugs; of several, the one with the fewest others; of those, the first.
 *
 * @param given - names of the drugs
 * @param arms - drugs of the arms, in the order of the run; at least one arm
 * @returns name of the arm
 */
export function deathArmFor(given: readonly string[], arms: ArmDrugs): string {
  const ranked = Object.entries(arms)
    .map(([arm, drugs]) => {
      const shared = drugs.filter((drug) => given.includes(drug)).length;
      return { arm, shared, others: drugs.length - shared };
    })
    .sort((a, b) => b.shared - a.shared || a.others - b.others);
  return ranked[0]!.arm;
}
