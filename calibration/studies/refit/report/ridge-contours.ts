/** Points between two points of the grid, that one included. */
const REFINEMENT = 4;

/** Catmull-Rom interpolation of equally spaced values, extrapolated linearly at the ends. */
function refined(values: readonly number[]): readonly number[] {
  const count = values.length;
  if (count < 2) return values;
  const [first, second] = [values[0]!, values[1]!];
  const [last, nextToLast] = [values[count - 1]!, values[count - 2]!];
  const padded = [2 * first - second, ...values, 2 * last - nextToLast];
  return Array.from({ length: (count - 1) * REFINEMENT + 1 }, (_, place) => {
    const index = Math.min(Math.floor(place / REFINEMENT), count - 2);
    const t = place / REFINEMENT - index;
    const [a, b, c, d] = [padded[index]!, padded[index + 1]!, padded[index + 2]!, padded[index + 3]!];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  });
}

const transposed = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]!));

const geometric = (values: readonly number[]): readonly number[] =>
  refined(values.map((value) => Math.log(value))).map((value) => Math.exp(value));

/** A map of the increase of the objective over mu and sigma; [sigma][mu]. */
export interface DeltaObjectiveMap {
  readonly mu: readonly number[];
  readonly sigma: readonly number[];
  readonly deltaObjective: readonly (readonly number[])[];
}

/**
 * The same map on a finer grid, by cubic interpolation in the logarithms of mu and sigma.
 *
 * @param map - grid with equal ratios; a map with a value that is not finite is returned unchanged
 * @returns the refined map
 */
export function refinedMap(map: DeltaObjectiveMap): DeltaObjectiveMap {
  if (!map.deltaObjective.flat().every(Number.isFinite)) return map;
  const rows = map.deltaObjective.map(refined);
  return {
    mu: geometric(map.mu),
    sigma: geometric(map.sigma),
    deltaObjective: transposed(transposed(rows).map(refined)),
  };
}

/** From `low` to `high` in mu the increase at this sigma is at most a level; bands of one region share its number. */
export interface RidgeBand {
  readonly region: number;
  readonly sigma: number;
  readonly low: number;
  readonly high: number;
}

/** Stretches of a row at or below a level, their ends linear between points. */
function stretches(
  mu: readonly number[],
  deltaObjective: readonly number[],
  level: number,
): { low: number; high: number }[] {
  const found: { low: number; high: number }[] = [];
  const crossing = (index: number): number => {
    const [a, b] = [deltaObjective[index - 1]!, deltaObjective[index]!];
    const share = Number.isFinite(a) && Number.isFinite(b) ? (level - a) / (b - a) : Number.isFinite(a) ? 0 : 1;
    return mu[index - 1]! + share * (mu[index]! - mu[index - 1]!);
  };
  let low: number | null = null;
  deltaObjective.forEach((value, index) => {
    const isInside = value <= level;
    if (isInside && low === null) low = index === 0 ? mu[0]! : crossing(index);
    if (!isInside && low !== null) {
      found.push({ low, high: crossing(index) });
      low = null;
    }
  });
  if (low !== null) found.push({ low, high: mu[mu.length - 1]! });
  return found;
}

/** Where a region begins or ends between two rows: a point half-way, so that its end is not cut flat. */
function tip({ region, sigma, low, high }: RidgeBand, next: number | undefined): readonly RidgeBand[] {
  const middle = (low + high) / 2;
  return next === undefined ? [] : [{ region, sigma: Math.sqrt(sigma * next), low: middle, high: middle }];
}

/**
 * The part of a map at or below a level, row by row.
 *
 * A stretch that overlaps one of the row before belongs to its region; & * of them. Regions end in a point half-way to the next row.
 *
 * @param map - the map
 * @param level - largest increase
 * @returns bands; those of a region in the order of sigma
 */
export function ridgeBands({ mu, sigma, deltaObjective }: DeltaObjectiveMap, level: number): readonly RidgeBand[] {
  const bands: RidgeBand[] = [];
  let before: readonly RidgeBand[] = [];
  let regions = 0;
  sigma.forEach((width, row) => {
    const taken = new Set<number>();
    const own = stretches(mu, deltaObjective[row] ?? [], level).map(({ low, high }): RidgeBand => {
      const over = before.find((band) => !taken.has(band.region) && band.low <= high && band.high >= low);
      const band = { region: over?.region ?? regions++, sigma: width, low, high };
      taken.add(band.region);
      if (over === undefined) bands.push(...tip(band, sigma[row - 1]));
      return band;
    });
    for (const band of before) if (!taken.has(band.region)) bands.push(...tip(band, width));
    bands.push(...own);
    before = own;
  });
  return bands;
}
