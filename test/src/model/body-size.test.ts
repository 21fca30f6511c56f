// Evidence: closed form, and the worked value of Mosteller's letter.
import { describe, expect, test } from 'vitest';
import { amountFor, bodySurfaceM2, unitsOfBody } from '../../../src/model/body-size.js';

const body = { weightKg: 80, heightCm: 180 };

describe('bodySurfaceM2', () => {
  test.each([
    [{ weightKg: 80, heightCm: 180 }, 2],
    [{ weightKg: 20, heightCm: 180 }, 1],
    [{ weightKg: 60, heightCm: 240 }, 2],
  ])('%o has %d m2 (closed form)', (size, surface) => {
    expect(bodySurfaceM2(size)).toBeCloseTo(surface, 14);
  });

  test('grows with the square root of the weight', () => {
    expect(bodySurfaceM2({ ...body, weightKg: 320 })).toBeCloseTo(2 * bodySurfaceM2(body), 14);
  });
});

describe('amountFor', () => {
  test('adds the parts per patient, kilogram and square meter', () => {
    expect(amountFor({ fixed: 5, perKg: 0.5, perM2: 10 }, body)).toBeCloseTo(5 + 40 + 20, 12);
    expect(amountFor({ fixed: 5, perKg: 0, perM2: 0 }, body)).toBe(5);
  });

  test('is the units of the body times the amount of one basis', () => {
    expect(amountFor({ fixed: 0, perKg: 3, perM2: 0 }, body)).toBe(3 * unitsOfBody('kg', body));
    expect(amountFor({ fixed: 0, perKg: 0, perM2: 3 }, body)).toBe(3 * unitsOfBody('m2', body));
  });
});
