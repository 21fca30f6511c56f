import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestModule } from 'vitest/node';

const folder = fileURLToPath(new URL('../test-report/', import.meta.url));
/** Files that are shown. */
const SHOWN = 10;

/** Prints the slowest test files at the end of a run, and writes the seconds of all of them to test-report/. */
export function slowestFiles(): Reporter {
  return { onTestRunEnd: report };
}

function report(modules: readonly TestModule[]): void {
  const files = modules
    .map((module) => {
      const { collectDuration, setupDuration, prepareDuration, environmentSetupDuration, duration } =
        module.diagnostic();
      const loading = collectDuration + setupDuration + prepareDuration + environmentSetupDuration;
      return { file: module.relativeModuleId, seconds: round(duration), loading_seconds: round(loading) };
    })
    .sort((a, b) => b.seconds + b.loading_seconds - (a.seconds + a.loading_seconds));
  const total = Math.round(files.reduce((sum, { seconds, loading_seconds: loading }) => sum + seconds + loading, 0));
  const lines = [
    `Slowest of ${files.length} test files; ${total} s for all of them, two at a time:`,
    ...files
      .slice(0, SHOWN)
      .map(({ file, seconds, loading_seconds: loading }) => `${(seconds + loading).toFixed(1).padStart(7)} s  ${file}`),
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}slowest-files.txt`, `${lines.join('\n')}\n`);
  writeFileSync(`${folder}files.json`, `${JSON.stringify({ total_seconds: total, files }, null, 2)}\n`);
  process.stdout.write(`\n${lines.join('\n')}\nAll files: test-report/files.json\n`);
}

/** Milliseconds in seconds, to hundredths. */
function round(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
