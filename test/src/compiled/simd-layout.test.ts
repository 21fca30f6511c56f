// Evidence: laws.
import { describe, expect, test } from 'vitest';
import {
  LANES,
  NUMBER_BYTES,
  PAIR_BYTES,
  PAIRS_PER_TURN,
  type SimdLayout,
  segmentDrugFields,
  segmentDrugPlace,
  segmentFields,
  segmentNumbers,
  simdLayout,
  simdOutcomes,
} from '../../../src/compiled/simd-layout.js';

/** Every part of the fixed memory: name, first byte, length. */
function partsOf(layout: SimdLayout, constants: number): readonly (readonly [string, number, number])[] {
  const named = (fields: Readonly<Record<string, number>>, bytes: number) =>
    Object.entries(fields).map(([name, at]) => [name, at, bytes] as const);
  return [
    ...named(layout.control, PAIR_BYTES),
    ...layout.drugs.flatMap((fields) => named(fields, PAIR_BYTES)),
    ...named(layout.cursor, PAIR_BYTES),
    ...named(layout.vector, layout.vectorBytes),
    ['constants', layout.constants, constants * PAIR_BYTES],
  ];
}

describe.each([
  [1, 0, 0],
  [5, 3, 1],
  [6, 1, 2],
  [7, 100, 3],
  [53, 44, 7],
])('laneLayout(%i cells, %i constants, %i drugs)', (dimension, constants, drugs) => {
  const layout = simdLayout(dimension, constants, drugs);
  const parts = partsOf(layout, constants);

  test('no two parts share a byte, and all lie before the end', () => {
    const ordered = [...parts].sort(([, a, aBytes], [, b, bBytes]) => a - b || aBytes - bBytes);
    ordered.forEach(([name, at, bytes], index) => {
      const next = ordered[index + 1]?.[1] ?? layout.end;
      expect(at + bytes, name).toBeLessThanOrEqual(next);
    });
    expect(ordered[0]![1]).toBeGreaterThanOrEqual(0);
  });

  test('every pair is aligned to its 16 bytes, and so is what lies behind', () => {
    for (const [name, at] of parts) expect(at % PAIR_BYTES, name).toBe(0);
    expect(layout.end % PAIR_BYTES).toBe(0);
    expect(PAIR_BYTES).toBe(16);
  });

  test('the lanes of a pair are 8 bytes apart', () => {
    expect(PAIR_BYTES / LANES).toBe(NUMBER_BYTES);
    expect(NUMBER_BYTES).toBe(Float64Array.BYTES_PER_ELEMENT);
  });

  test('a vector holds every cell and whole turns of the loops', () => {
    expect(layout.vectorBytes).toBeGreaterThanOrEqual(dimension * PAIR_BYTES);
    expect(layout.vectorBytes % (PAIRS_PER_TURN * PAIR_BYTES)).toBe(0);
    expect(layout.vectorBytes - dimension * PAIR_BYTES).toBeLessThan(PAIRS_PER_TURN * PAIR_BYTES);
  });

  test('the stages follow each other at equal distances, as the right-hand side is given an offset', () => {
    const { k1, k2, k3, k4, k5, k6, k7 } = layout.vector;
    [k1, k2, k3, k4, k5, k6, k7].forEach((at, stage) => {
      expect(at - k1).toBe(stage * layout.vectorBytes);
    });
  });
});

test('outcomes have codes of their own, and a lane that runs has 0', () => {
  const codes = Object.values(simdOutcomes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(simdOutcomes.running).toBe(0);
});

test('a segment sets fields of the lane, each once', () => {
  const { control, drugs } = simdLayout(1, 0, 3);
  expect(new Set(segmentFields).size).toBe(segmentFields.length);
  for (const field of segmentFields) expect(control).toHaveProperty(field);
  const places = drugs.flatMap((fields, drug) =>
    segmentDrugFields.map((field) => {
      expect(fields).toHaveProperty(field);
      return segmentDrugPlace(drug, field);
    }),
  );
  // Behind the fields of the lane, one place each, up to the length of a segment's numbers
  const expected = Array.from({ length: places.length }, (_, index) => segmentFields.length + index);
  expect([...places].sort((a, b) => a - b)).toEqual(expected);
  expect(segmentNumbers(3)).toBe(segmentFields.length + places.length);
});
