// Evidence: bounds of the rounding, the whole pool as the reference, and the content security policy by the hashes of what it names.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { approximationOf } from '../../../../calibration/studies/explore/approximation.js';
import { explorerModel } from '../../../../calibration/studies/explore/explorer-model.js';
import { offlinePage } from '../../../../calibration/studies/explore/offline-page.js';
import { packExplorerPool } from '../../../../calibration/studies/explore/packed-pool.js';
import { packRoundedPool, thinnedPool, unpackAnyPool } from '../../../../calibration/studies/explore/rounded-pool.js';
import { exp } from '../../../../src/index.js';
import { toyExplorer } from './toy-explorer.js';

const toy = toyExplorer();
const rounded = unpackAnyPool(packRoundedPool(toy), 'pool');

describe('a rounded pool', () => {
  test('has burdens within half a step of 1 / 1024, and log(x / (1 - x)) within half a step of its range', () => {
    for (const [arm, burden] of Object.entries(toy.pool.burden)) {
      const errors = burden.map((value, place) => Math.abs(rounded.pool.burden[arm]![place]! - value));
      expect(Math.max(...errors)).toBeLessThanOrEqual(0.5 / 1024 + 1e-7);
    }
    const logits = ({ pool }: typeof toy) => pool.logX.map((value, place) => value - pool.log1mX[place]!);
    const [exact, own] = [logits(toy), logits(rounded)];
    const range = Math.max(...exact) - Math.min(...exact);
    expect(Math.max(...exact.map((value, place) => Math.abs(own[place]! - value)))).toBeLessThanOrEqual(range / 65_535);
    // x and 1 - x of a patient sum to 1
    const sums = rounded.pool.logX.map((value, place) => Math.abs(exp(value) + exp(rounded.pool.log1mX[place]!) - 1));
    expect(Math.max(...sums)).toBeLessThan(1e-12);
  });

  test('keeps classes, visits and progression of every patient', () => {
    expect(rounded.pool.response).toEqual(toy.pool.response);
    expect(rounded.pool.courses).toEqual(toy.pool.courses);
    expect({ ...rounded, pool: null }).toEqual({ ...toy, pool: null });
  });

  test('shows endpoints within what is stated of it', () => {
    const { ratePoints, medianMonths, states } = approximationOf(toy, rounded);
    expect(states).toBe(1 + 2 + 2);
    expect(ratePoints).toBeLessThan(0.05);
    expect(medianMonths).toBeLessThan(0.01);
    expect(approximationOf(toy, toy)).toEqual({ ratePoints: 0, medianMonths: 0, states });
  });

  test('is smaller than the exact one', () => {
    const [exact, own] = [packExplorerPool(toy), packRoundedPool(toy)].map((bytes) => gzipSync(bytes).length);
    expect(own! * 3).toBeLessThan(exact!);
  });

  test('of some patients has every k-th of each pool, and stays a pool', () => {
    const part = thinnedPool(toy, 50);
    expect(part.pool.patients).toBe(50);
    expect(part.pool.newest).toBe(30);
    expect(part.pool.logX.subarray(2, 4)).toEqual(toy.pool.logX.subarray(6, 8));
    expect(part.pool.courses.control!.runningBest.subarray(2, 4)).toEqual(
      toy.pool.courses.control!.runningBest.subarray(6, 8),
    );
    expect(thinnedPool(toy, 150)).toBe(toy);
    const { effectiveSampleSize } = explorerModel(part).evaluate({});
    expect(effectiveSampleSize).toBeGreaterThan(20);
    expect(effectiveSampleSize).toBeLessThanOrEqual(50);
  });
});

describe('the file', () => {
  const script = 'const end = "</script>";';
  const page = offlinePage({ title: '<b>mcrc', script, worker: 'x', style: 'p {}', pool: Uint8Array.of(1, 2, 3) });

  test('allows the script and the style that it holds, by their hashes, and nothing else', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, own = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(own).toBe('const end = "<\\/script>";');
    expect(policy).toContain(`script-src ${hash(own)} 'wasm-unsafe-eval'`);
    expect(policy).toContain(`style-src ${hash('p {}')}`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/'unsafe-|https?:|\*/);
  });

  test('escapes its title, and holds worker and pool as data', () => {
    expect(page).toContain('<title>&lt;b&gt;mcrc</title>');
    expect(page).toContain('<script type="text/plain" id="explorer-pool">AQID</script>');
    expect(page).not.toMatch(/ style="|<link|src="/);
  });
});
