import { endpointShort, unitOf } from '../../../browser.js';
import type { StoredFit } from '../../../server/api/trials.js';

/** An endpoint of an arm before and after a refit; percent, or months for a median. Null where a fit does not state it. */
export interface ComparedEndpoint {
  readonly id: string;
  readonly arm: string;
  readonly endpoint: string;
  readonly label: string;
  readonly unit: string;
  readonly targetBefore: number | null;
  readonly targetAfter: number | null;
  readonly simulatedBefore: number | null;
  readonly simulatedAfter: number | null;
  readonly tolerance: number | null;
}

/** Targets and simulated endpoints of two fits, side by side, in the order of the later one. */
export function comparedEndpoints(before: StoredFit, after: StoredFit): readonly ComparedEndpoint[] {
  const key = ({ arm, endpoint }: { readonly arm: string; readonly endpoint: string }) =>
    JSON.stringify([arm, endpoint]);
  const earlier = new Map(before.targets.map((row) => [key(row), row]));
  const later = new Map(after.targets.map((row) => [key(row), row]));
  const gone = before.targets.filter((row) => !later.has(key(row)));
  return [...after.targets, ...gone].map((row) => {
    const [old, next] = [earlier.get(key(row)), later.get(key(row))];
    return {
      id: key(row),
      arm: row.arm,
      endpoint: row.endpoint,
      label: endpointShort(row.endpoint),
      unit: unitOf(row.endpoint),
      targetBefore: old?.target ?? null,
      targetAfter: next?.target ?? null,
      simulatedBefore: old?.simulated ?? null,
      simulatedAfter: next?.simulated ?? null,
      tolerance: row.tolerance,
    };
  });
}

/** A fitted number before and after. */
export interface ComparedShape {
  readonly id: string;
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Shapes of the marginals, and the death function of each arm, of two fits. */
export function comparedShapes(before: StoredFit, after: StoredFit): readonly ComparedShape[] {
  const numbersOf = ({ shapes, death }: StoredFit): ReadonlyMap<string, number> =>
    new Map([
      ...Object.entries(death).flatMap(([arm, own]) =>
        (['mu', 'sigma'] as const).flatMap((name): [string, number][] => {
          const values = [own[name]].flat();
          return values.map((value, place) => [`${name}${values.length > 1 ? ` ${place + 1}` : ''} of ${arm}`, value]);
        }),
      ),
      ...Object.entries(shapes).flatMap(([parameter, { alpha, beta }]): [string, number][] => [
        [`${parameter} alpha`, alpha],
        [`${parameter} beta`, beta],
      ]),
    ]);
  const [old, next] = [numbersOf(before), numbersOf(after)];
  return [...new Set([...next.keys(), ...old.keys()])].map((name) => ({
    id: name,
    name,
    before: old.get(name) ?? null,
    after: next.get(name) ?? null,
  }));
}
