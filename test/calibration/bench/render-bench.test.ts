// Evidence: required content of the page of constructed results.
import { describe, expect, test } from 'vitest';
import { benchText } from '../../../calibration/bench/bench-tables.js';
import { renderBench } from '../../../calibration/bench/render-bench.js';
import { sampleBench } from './sample-bench.js';

describe('renderBench', () => {
  test('the page has tables, two drawings, no script and nothing from elsewhere', async () => {
    const warnings: string[] = [];
    const page = await renderBench(sampleBench(), { onWarning: (message) => warnings.push(message) });
    expect(warnings).toEqual([]);
    expect(page.match(/<svg class="chart"/g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(page).toContain('A &lt;fast&gt; CPU');
    expect(page).toContain('the reference');
  });

  test('an absent peer is named with its reason in the list and in every group of times', async () => {
    const page = await renderBench(sampleBench());
    expect(page.match(/npm package odex is not installed/g)).toHaveLength(3);
  });

  test('remarks are at the top, and the same results give the same bytes', async () => {
    const results = sampleBench({ remarks: ['A remark & more.'] });
    const page = await renderBench(results);
    expect(page.indexOf('A remark &amp; more.')).toBeLessThan(page.indexOf('id="machine"'));
    expect(await renderBench(results)).toBe(page);
  });

  test('without any point there is a note in place of the plot', async () => {
    const page = await renderBench(sampleBench({ precision: [] }));
    expect(page).toContain('No solver has both an error and a time.');
    expect(page.match(/<svg class="chart"/g)).toHaveLength(1);
  });
});

test('the terminal shows absent peers, machine, method and remarks', () => {
  const text = benchText(sampleBench({ remarks: ['A remark.'] }));
  expect(text).toMatch(/^odex \(npm\) {2}absent: npm package odex is not installed$/m);
  expect(text).toMatch(/^CPU: A <fast> CPU, 2 core\(s\) available$/m);
  expect(text).toContain('5 interleaved repeats');
  expect(text.trimEnd().endsWith('A remark.')).toBe(true);
});
