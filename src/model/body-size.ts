/** Size of a patient's body. */
export interface BodySize {
  /** Kilograms; > 0. */
  readonly weightKg: number;
  /** Centimeters; > 0. */
  readonly heightCm: number;
}

/** What a dose can be stated per: kilogram of body weight, square meter of body surface. */
export const doseBases = ['kg', 'm2'] as const;

export type DoseBasis = (typeof doseBases)[number];

/** An amount, or a rate, that may depend on the size of the body: fixed + perKg weight + perM2 surface; dose units. */
export interface DoseAmount {
  readonly fixed: number;
  readonly perKg: number;
  readonly perM2: number;
}

/**
 * Body surface: sqrt(height in cm x weight in kg / 3600).
 *
 * @returns square meters
 * @see Mosteller 1987, N Engl J Med 317:1098, doi:10.1056/NEJM198710223171717
 */
export function bodySurfaceM2({ weightKg, heightCm }: BodySize): number {
  return Math.sqrt((heightCm * weightKg) / 3600);
}

/** How many units of a basis a body has: its weight in kilograms or its surface in square meters. */
export function unitsOfBody(basis: DoseBasis, body: BodySize): number {
  return basis === 'kg' ? body.weightKg : bodySurfaceM2(body);
}

/** The amount for a body; dose units. */
export function amountFor({ fixed, perKg, perM2 }: DoseAmount, body: BodySize): number {
  return fixed + perKg * body.weightKg + perM2 * bodySurfaceM2(body);
}
