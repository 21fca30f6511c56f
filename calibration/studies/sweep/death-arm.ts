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

/**
 * Which drugs of some points are given by no arm that the death function is taken from.
 *
 * @param points - names of the drugs that each point gives, and the arm of its death function
 * @param arms - drugs of the arms
 * @returns one sentence for each set of such drugs and each arm
 */
export function deathRemarks(
  points: readonly { readonly given: readonly string[]; readonly arm: string }[],
  arms: ArmDrugs,
): readonly string[] {
  const sentences = points.flatMap(({ given, arm }) => {
    const others = given.filter((drug) => !arms[arm]?.includes(drug));
    if (others.length === 0) return [];
    return [
      `Survival of points that give ${others.join(' and ')} follows the death function of ${arm}, which was fitted without ${others.length === 1 ? 'it' : 'them'}.`,
    ];
  });
  return [...new Set(sentences)];
}
