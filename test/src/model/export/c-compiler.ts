import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The C compiler of this machine; undefined where there is none. */
export const compiler = ['gcc', 'cc'].find((command) => spawnSync(command, ['--version']).status === 0);

/** For the title of tests that need one. */
export const skipReason = compiler === undefined ? ' (skipped: neither gcc nor cc is installed)' : '';

/** C99 to the letter, no contraction of a * b + c into one rounding, every warning an error. */
const strictText = ['-std=c99', '-pedantic', '-Wall', '-Wextra', '-Werror', '-ffp-contract=off', '-O1'];

/**
 * Compiles C files in a folder of their own and runs the program on standard input.
 *
 * @param files - text by name; those that end in `.c` are compiled
 * @param input - numbers that the program reads as text
 * @returns numbers that it printed, one per line; C's `%a` and decimals are understood
 */
export function runC(files: Readonly<Record<string, string>>, input: readonly number[] = []): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'qcic-c-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const sources = Object.keys(files).filter((name) => name.endsWith('.c'));
    execFileSync(compiler ?? 'cc', [...strictText, ...sources, '-o', 'program', '-lm'], {
      cwd: folder,
      stdio: 'pipe',
    });
    const output = execFileSync(join(folder, 'program'), { input: input.map(String).join('\n'), encoding: 'utf8' });
    return output.trimEnd().split('\n').map(Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
