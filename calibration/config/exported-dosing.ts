import { type DosePlan, type ExportedDosing, furtherParameters, planForBody } from '../../src/index.js';

/**
 * The stretches of a plan for an export; doses per kilogram or square meter are those of one body.
 *
 * @param name - of the regimen
 * @param plan - of the regimen
 * @param overrides - of the model; the body among them
 */
export function exportedDosing(
  name: string,
  plan: DosePlan,
  overrides: Readonly<Record<string, number>>,
): ExportedDosing {
  if (plan.perBody === undefined) return { regimen: name, segments: plan.segments };
  const of = (parameter: string) => overrides[parameter] ?? furtherParameters[parameter]!.value;
  const body = { weightKg: of('body_weight'), heightCm: of('body_height') };
  const regimen = `${name} for a body of ${body.weightKg} kg and ${body.heightCm} cm`;
  return { regimen, segments: planForBody(plan, body).segments };
}
