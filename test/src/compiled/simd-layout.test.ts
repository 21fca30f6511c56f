// Evidence: laws.
import { describe, expect, test } from 'vitest';
import {
  NUMBER_BYTES,
  ROWS_PER_TURN,
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
  const { rowBytes } = layout;
  return [
    ...named(layout.control, rowBytes),
    ...layout.drugs.flatMap((fields) => named(fields, rowBytes)),
    ...named(layout.cursor, rowBytes),
    ...named(layout.vector, layout.vectorBytes),
    ['constants', layout.constants, constants * rowBytes],
  ];
}

describe.each([
  [1, 0, 0, 2],
  [5, 3, 1, 4],
  [6, 1, 2, 8],
  [7, 100, 3, 4],
  [53, 44, 7, 2],
])('simdLayout(%i cells, %i constants, %i drugs, %i lanes)', (dimension, constants, drugs, lanes) => {
  const layout = simdLayout(dimension, constants, drugs, lanes);
  const { rowBytes } = layout;
  const parts = partsOf(layout, constants);

  test('no two parts share a byte, and all lie before the end', () => {
    const ordered = [...parts].sort(([, a, aBytes], [, b, bBytes]) => a - b || aBytes - bBytes);
    ordered.forEach(([name, at, bytes], index) => {
      const next = ordered[index + 1]?.[1] ?? layout.end;
      expect(at + bytes, name).toBeLessThanOrEqual(next);
    });
    expect(ordered[0]![1]).toBeGreaterThanOrEqual(0);
  });

  test('every row is aligned to its length, and so is what lies behind', () => {
    for (const [name, at] of parts) expect(at % rowBytes, name).toBe(0);
    expect(layout.end % rowBytes).toBe(0);
  });

  test('the lanes of a row are 8 bytes apart', () => {
    expect(layout.lanes).toBe(lanes);
    expect(rowBytes / lanes).toBe(NUMBER_BYTES);
    expect(NUMBER_BYTES).toBe(Float64Array.BYTES_PER_ELEMENT);
  });

  test('a vector holds every cell and whole turns of the loops', () => {
    expect(layout.vectorBytes).toBeGreaterThanOrEqual(dimension * rowBytes);
    expect(layout.vectorBytes % (ROWS_PER_TURN * rowBytes)).toBe(0);
    expect(layout.vectorBytes - dimension * rowBytes).toBeLessThan(ROWS_PER_TURN * rowBytes);
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
  const { control, drugs } = simdLayout(1, 0, 3, 2);
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
