// Measures the bars of the workbench in a browser: npm run bench:browser. Prints a table for docs/benchmarks.md.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { BrowserBar, ServedRuns } from './bar.js';
import { bars as compare } from './compare-bars.js';
import { bars as explorer } from './explorer-bars.js';
import { bars as live } from './live-bars.js';
import { bars as patient } from './patient-bars.js';
import { bars as sensitivity } from './sensitivity-bars.js';
import { bars as trials } from './trials-bars.js';

const bars: readonly BrowserBar[] = [...explorer, ...compare, ...trials, ...live, ...patient, ...sensitivity];

/** The built program: this file is bundled into a folder of its own, and told where the checkout is. */
const root = process.env.QCIC_ROOT ?? fileURLToPath(new URL('../../../', import.meta.url));
const load = (file: string) => import(pathToFileURL(join(root, 'dist/calibration', file)).href);

/** Where the run of 12,000 patients is kept from one measurement to the next. */
const folder = process.env.QCIC_BARS ?? join(root, 'test-report/browser-bars');

/** The main job with two pools of 12,000 patients in all, and correlations of 10,000 patients. */
async function makeRuns(runProgram: (argv: readonly string[]) => Promise<number>): Promise<void> {
  if (!existsSync(join(folder, 'samples/sensitivity.json'))) {
    const command = 'sensitivity prcc --arm placebo --samples 10000 --seed 1 --out';
    await runProgram([process.execPath, 'qcic', ...command.split(' '), join(folder, 'samples')]);
  }
  if (existsSync(join(folder, 'big/results.json'))) return;
  await mkdir(folder, { recursive: true });
  const config = {
    name: 'big',
    seed: 20250413,
    targets: { residualScale: 'tolerance' },
    fit: { priorLogSd: 0.5, mu: 'range', sigma: 'point', design: 'sobol', pools: [2048, 9952] },
    confirmation: { patients: 1024, maxAttempts: 1 },
    biomarkers: { arms: [] },
  };
  const file = join(folder, 'big.json');
  await writeFile(file, JSON.stringify(config));
  await runProgram([process.execPath, 'qcic', 'run', file, '--out', join(folder, 'big')]);
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

const { runProgram } = await load('cli/program.js');
const { startServer } = await load('server/serve.js');
const { processRuntime } = await load('cli/process-runtime.js');
await makeRuns(runProgram);
const browser = await chromium.launch({
  executablePath: process.env.QCIC_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const serve = async (runs: string): Promise<ServedRuns> => {
  const server = await startServer({ runs, port: 0, runtime: processRuntime() });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const first = await context.newPage();
  await first.goto(server.address);
  await first.close();
  return {
    origin: server.origin,
    context,
    close: async () => {
      await context.close();
      await server.close();
    },
  };
};
const { origin, context, close } = await serve(folder);
const setting = { runs: folder, origin, browser, serve, load, open: () => context.newPage() };
const [wanted = ''] = process.argv.slice(2);
const rows: string[] = [];
for (const { feature, bar, limitMs, measure } of bars.filter((each) =>
  `${each.feature} ${each.bar}`.includes(wanted),
)) {
  const before = loadavg()[0]!;
  const times = [...(await measure(setting))].sort((a, b) => a - b);
  const [median, high] = [0.5, 0.95].map((share) => percentile(times, share)!);
  rows.push(
    `| ${feature} | ${bar} | ${times.length} | ${median!.toFixed(1)} | ${high!.toFixed(1)} | ${limitMs} | ${before.toFixed(1)} |`,
  );
  process.stdout.write(`${rows.at(-1)}\n`);
}
await close();
await browser.close();
process.stdout.write(
  [
    '',
    '| feature | measured | times | median, ms | 95th percentile, ms | bar, ms | load of the machine |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n'),
);
process.exit(0);
