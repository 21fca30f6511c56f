/** Bytes of one number. */
export const NUMBER_BYTES = 8;

/** Rows that one turn of a loop over a vector handles; vectors are padded to a multiple. */
export const ROWS_PER_TURN = 6;

/** Numbers that steer a lane; each is a row (one f64 per lane). */
const controlFields = [
  /** Time of the accepted state; days. */
  'time',
  /** Step that the controller proposes; days. */
  'step',
  /** Step of the attempt under way: the proposal, or what is left of the segment; days. */
  'attempted',
  /** 1 where the attempt ends the segment. */
  'last',
  'segmentStart',
  'segmentEnd',
  /** Longest first step after a dose edge; days. */
  'firstStep',
  /** Factor on the scaled error of the next accepted step. */
  'errorWeight',
  /** Accepted and rejected attempts, and how many are allowed. */
  'steps',
  'mostSteps',
  'relativeTolerance',
  'absoluteTolerance',
  /** Scaled and weighted error of the worst component, its logarithm, and the logarithm remembered from the step before. */
  'error',
  'logError',
  'previousLogError',
  /** Factors by which the step shrinks after acceptance and after rejection, before their limits. */
  'acceptFactor',
  'rejectFactor',
  /** 1 after a rejected attempt. */
  'rejected',
  /** All bits set where the last attempt was accepted and the state has yet to move on to the trial point. */
  'accepted',
  /** Lowest density of the trial point, and of any accepted state; cell/L. */
  'lowestOfTrial',
  'lowest',
  /** Next day to be read out. */
  'day',
  /** 1 while the lane holds a patient. */
  'active',
  /** One of `simdOutcomes`. */
  'outcome',
] as const;

/** Numbers of each drug; each is a row. */
const drugFields = [
  /** Central amount at the node under way; dose units. */
  'amount',
  /** Closed form in the open segment: c(t) = steady + fast exp(-fastRate t) + slow exp(-slowRate t). */
  'fastRate',
  'slowRate',
  'steady',
  'fast',
  'slow',
] as const;

/** Addresses in memory that a lane reads from or writes to next; one i32 per lane, in the place of an f64. */
const cursorFields = [
  /** End times of the segments (f64), and the address behind the last one. */
  'segmentEnds',
  'segmentEndsLimit',
  /** Numbers of a segment: `segmentFields`, then `segmentDrugFields` of each drug (f64). */
  'coefficients',
  /** Per day: 1 where all cells are kept (f64). */
  'dayKinds',
  /** Where the watched cells of the next day go (f64). */
  'daily',
  /** Where all cells of the next kept day go (f64). */
  'snapshots',
] as const;

export type ControlField = (typeof controlFields)[number];
export type DrugField = (typeof drugFields)[number];
export type CursorField = (typeof cursorFields)[number];

/** State, trial point, stages, error without the last stage, and the factors on the scaled errors: one row per cell. */
const vectorNames = ['state', 'trial', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'error', 'errorWeights'] as const;

export type VectorName = (typeof vectorNames)[number];

/** How a lane ended; 0 while it runs. */
export const simdOutcomes = {
  running: 0,
  reached: 1,
  'non-finite state': 2,
  'step size underflow': 3,
  'too many steps': 4,
  'negative density': 5,
} as const;

/** Byte addresses of everything the compiled code reads and writes. */
export interface SimdLayout {
  /** Patients that one compiled step advances together. */
  readonly lanes: number;
  /** Length of a row: one number per lane. */
  readonly rowBytes: number;
  readonly control: Readonly<Record<ControlField, number>>;
  /** By drug, in the order of the model. */
  readonly drugs: readonly Readonly<Record<DrugField, number>>[];
  readonly cursor: Readonly<Record<CursorField, number>>;
  readonly vector: Readonly<Record<VectorName, number>>;
  /** Length of each vector; the padding behind the last cell stays zero. */
  readonly vectorBytes: number;
  /** Kernel constants of the patients: rows. */
  readonly constants: number;
  /** Rows that the right-hand side works with: constants of the code, and values between its statements. */
  readonly work: number;
  /** First byte behind the fixed part; a multiple of `rowBytes`. */
  readonly end: number;
}

/**
 * Lays out the memory of the compiled simulator; lanes are interleaved, so that lane j of a field is 8 j bytes behind it.
 *
 * @param dimension - cell states
 * @param constants - kernel constants per patient
 * @param drugs - number of drugs
 * @param lanes - patients that one compiled step advances together
 * @param workRows - rows that the right-hand side works with
 */
export function simdLayout(
  dimension: number,
  constants: number,
  drugs: number,
  lanes: number,
  workRows = 0,
): SimdLayout {
  const rowBytes = lanes * NUMBER_BYTES;
  let next = 0;
  const take = (rows: number): number => {
    const at = next;
    next += rows * rowBytes;
    return at;
  };
  const place = <Name extends string>(names: readonly Name[], rows: number) =>
    Object.fromEntries(names.map((name) => [name, take(rows)])) as Readonly<Record<Name, number>>;
  const vectorRows = Math.ceil(dimension / ROWS_PER_TURN) * ROWS_PER_TURN;
  return {
    lanes,
    rowBytes,
    vectorBytes: vectorRows * rowBytes,
    control: place(controlFields, 1),
    drugs: Array.from({ length: drugs }, () => place(drugFields, 1)),
    cursor: place(cursorFields, 1),
    vector: place(vectorNames, vectorRows),
    constants: take(constants),
    work: take(workRows),
    end: next,
  };
}

/** What a lane reads when it enters a segment, in this order; then the same of each drug. */
export const segmentFields = ['firstStep', 'errorWeight'] as const satisfies readonly ControlField[];
export const segmentDrugFields = ['steady', 'fast', 'slow'] as const satisfies readonly DrugField[];

/** Length of a segment's numbers. */
export function segmentNumbers(drugs: number): number {
  return segmentFields.length + drugs * segmentDrugFields.length;
}

/** Place of a drug's number among those of a segment. */
export function segmentDrugPlace(drug: number, field: (typeof segmentDrugFields)[number]): number {
  return segmentFields.length + drug * segmentDrugFields.length + segmentDrugFields.indexOf(field);
}
