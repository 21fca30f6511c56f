// Evidence: slow oracle (all pairs).
import { expect, it } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { placementsOf } from '../../../src/stats/placements.js';

it.each([
  { m: 1, n: 1, values: 2 },
  { m: 7, n: 12, values: 4 },
  { m: 40, n: 33, values: 1000 },
])('placementsOf counts pairs exactly, $m against $n of $values values', ({ m, n, values }) => {
  const uniform = randomStream({ seed: '0', streamName: 'placements', index: m });
  const draw = (length: number) => Float64Array.from({ length }, () => Math.floor(values * uniform()) - 1);
  const [positives, negatives] = [draw(m), draw(n)];
  const beats = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
  const { ofPositives, ofNegatives } = placementsOf(positives, negatives);
  expect(ofPositives).toEqual(positives.map((x) => negatives.reduce((sum, y) => sum + beats(x, y), 0)));
  expect(ofNegatives).toEqual(negatives.map((y) => positives.reduce((sum, x) => sum + beats(x, y), 0)));
});
