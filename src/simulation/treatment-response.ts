import { sphereDiameterCm } from './tumor-volume.js';

export const responseClasses = ['CR', 'PR', 'SD', 'PD'] as const;

/** Complete response, partial response, stable disease, progressive disease. */
export type ResponseClass = (typeof responseClasses)[number];

/**
 * How a change of tumor size becomes a response class: the paper's thresholds on volume, or RECIST 1.1 on the diameter of
 * a sphere of that volume.
 */
export const responseRules = ['volume', 'diameter'] as const;
export type ResponseRule = (typeof responseRules)[number];

/** The paper's thresholds on the relative change of volume (Methods 4.5). */
const VOLUME_CR = -0.8;
const VOLUME_PR = -0.3;
const VOLUME_PD = 0.2;

/** RECIST 1.1 on diameters: -30 %, +20 % and at least 5 mm; a lesion under 5 mm is too small to measure. */
const DIAMETER_PR = -0.3;
const DIAMETER_PD = 0.2;
const LEAST_GROWTH_CM = 0.5;
const TOO_SMALL_CM = 0.5;

/**
 * Treatment response index: relative change of the tumor's size.
 *
 * TRI = (after - before) / before, eq. (22). Volume and density give the same value, because V_T is proportional to
 * [X]_C (eq. 23).
 *
 * @param before - size at baseline; > 0
 * @param after - size at the assessment; same unit; >= 0
 * @returns TRI; >= -1
 */
export function treatmentResponseIndex(before: number, after: number): number {
  return (after - before) / before;
}

/**
 * Response class at the first assessment, where baseline is also the nadir.
 *
 * `volume`: CR for TRI <= -0.8, PR < -0.3, SD < 0.2, PD from 0.2 on. `diameter`: the same lesion as a sphere, RECIST 1.1:
 * PD from +20 % and at least 5 mm more, PR from -30 %, CR below 5 mm (too small to measure). A sphere's volume grows by
 * 73 % while its diameter grows by 20 %.
 *
 * @param tri - treatment response index on volume
 * @param rule - which thresholds
 * @param baselineVolumeCm3 - tumor volume at baseline; cm^3; used by `diameter`
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Methods 4.5; Eisenhauer et al. 2009,
 *   doi:10.1016/j.ejca.2008.10.026
 */
export function classifyResponse(tri: number, rule: ResponseRule, baselineVolumeCm3: number): ResponseClass {
  if (rule === 'volume') {
    if (tri <= VOLUME_CR) return 'CR';
    if (tri < VOLUME_PR) return 'PR';
    return tri < VOLUME_PD ? 'SD' : 'PD';
  }
  const before = sphereDiameterCm(baselineVolumeCm3);
  const after = sphereDiameterCm(baselineVolumeCm3 * (1 + tri));
  if (after < TOO_SMALL_CM) return 'CR';
  if (after / before - 1 <= DIAMETER_PR) return 'PR';
  return hasGrown(before, after) ? 'PD' : 'SD';
}

/** Sizes of a tumor in one unit, proportional to its volume. */
export interface TumorSizes {
  /** Before treatment; > 0. */
  readonly baseline: number;
  /** Smallest size so far; the baseline at the first visit. */
  readonly nadir: number;
  readonly size: number;
}

/**
 * Whether a tumor has progressed since its nadir: by 20 % of volume, or, under RECIST 1.1, by 20 % and 5 mm of diameter.
 *
 * @param sizes - tumor-cell densities or volumes
 * @param rule - which thresholds
 * @param baselineVolumeCm3 - tumor volume at baseline; cm^3; used by `diameter`
 * @see as {@link classifyResponse}, which gives PD in the same cases where the nadir is the baseline
 */
export function isProgression(
  { baseline, nadir, size }: TumorSizes,
  rule: ResponseRule,
  baselineVolumeCm3: number,
): boolean {
  if (rule === 'volume') return treatmentResponseIndex(nadir, size) >= VOLUME_PD;
  const diameterOf = (own: number) => sphereDiameterCm(baselineVolumeCm3 * (1 + treatmentResponseIndex(baseline, own)));
  return hasGrown(diameterOf(nadir), diameterOf(size));
}

/** Growth of a diameter that counts as progression; cm. */
function hasGrown(before: number, after: number): boolean {
  return after / before - 1 >= DIAMETER_PD && after - before >= LEAST_GROWTH_CM;
}
