// Evidence: laws of the places.
import { describe, expect, test } from 'vitest';
import { placeLabels } from '../../../calibration/plots/place-labels.js';

const size = { width: 300, height: 200 };

describe('placeLabels', () => {
  test('one label stands right above its point', () => {
    const [place] = placeLabels([{ x: 100, y: 100, text: '1' }], size);
    expect(place!.x).toBeGreaterThan(100);
    expect(place!.y).toBeLessThan(100);
  });

  test('labels keep off each other and stay inside, and those that come first choose first', () => {
    const points = Array.from({ length: 40 }, (_, index) => ({
      x: 10 + ((index * 61.8) % 280),
      y: 10 + ((index * 37) % 180),
      text: String(index + 1),
    }));
    const places = placeLabels(points, size);
    expect(places[0]).not.toBeNull();
    const shown = places.flatMap((place, own) => (place === null ? [] : [{ ...place, own }]));
    expect(shown.length).toBeGreaterThan(10);
    shown.forEach((place, rank) => {
      expect(place.x > 0 && place.x < size.width && place.y > 0 && place.y < size.height).toBe(true);
      // Two digits of 11 px are 12 px wide, one digit 6 px
      for (const other of shown.slice(0, rank)) {
        expect(Math.abs(place.x - other.x) >= 6 || Math.abs(place.y - other.y) >= 11).toBe(true);
      }
      for (const [index, point] of points.entries()) {
        if (index === place.own) continue;
        expect(Math.abs(place.x - point.x) >= 8 || Math.abs(place.y - point.y) >= 11).toBe(true);
      }
    });
  });

  test('a label moves away from a mark', () => {
    const point = { x: 100, y: 100, text: '1' };
    const [free] = placeLabels([point], size);
    const [moved] = placeLabels([point], size, [free!]);
    expect(Math.abs(moved!.x - free!.x) >= 6 || Math.abs(moved!.y - free!.y) >= 11).toBe(true);
  });

  test('a label without a free place has none', () => {
    const crowd = Array.from({ length: 30 }, (_, index) => ({ x: 100 + index / 10, y: 100, text: '88' }));
    const places = placeLabels(crowd, size);
    expect(places[0]).not.toBeNull();
    expect(places.at(-1)).toBeNull();
  });
});
