/** The tables that ship with the workbench, read where a configuration names none. */
const shippedTables = {
  recist: ['../data/trials/recist.csv'],
  medianOs: ['../data/trials/median_os.csv'],
  survival: ['../data/trials/survival_landmarks.csv'],
};
/** Tables that are not required: the shipped ones, where no other table is named. */
const shippedFurtherTables = {
  medianPfs: ['../data/trials/median_pfs.csv'],
  pfs: ['../data/trials/pfs_landmarks.csv'],
  bestResponse: ['../data/trials/best_response.csv'],
};
const shippedRatios = '../data/trials/hazard_ratios.csv';
type TableName = keyof typeof shippedTables | keyof typeof shippedFurtherTables;

/** Default tables: the shipped ones, or none where `trials` is given. Tables of other trials do not mix with shipped further ones. */
export function withTables<
  Targets extends {
    readonly trials: string[] | null;
    readonly hazardRatios?: string | null | undefined;
  } & { readonly [Name in TableName]?: string[] | null | undefined },
>(targets: Targets) {
  const isAbsent = (tables: object) => Object.keys(tables).every((name) => targets[name as TableName] === undefined);
  const isOnlyTrials = targets.trials !== null && isAbsent(shippedTables);
  const isAllShipped = targets.trials === null && isAbsent(shippedTables);
  const filesOf = (name: TableName): string[] | null => {
    if (targets[name] !== undefined) return targets[name];
    if (name in shippedTables) return isOnlyTrials ? null : shippedTables[name as keyof typeof shippedTables];
    return isAllShipped ? shippedFurtherTables[name as keyof typeof shippedFurtherTables] : null;
  };
  return {
    ...targets,
    recist: filesOf('recist'),
    medianOs: filesOf('medianOs'),
    survival: filesOf('survival'),
    medianPfs: filesOf('medianPfs'),
    pfs: filesOf('pfs'),
    bestResponse: filesOf('bestResponse'),
    hazardRatios: targets.hazardRatios !== undefined ? targets.hazardRatios : isAllShipped ? shippedRatios : null,
  };
}
