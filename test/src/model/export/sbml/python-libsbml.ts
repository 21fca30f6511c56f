import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = 'import libsbml, numpy, scipy';
const python = ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['-c', modules]).status === 0);

if (python === undefined && process.env.QCIC_REQUIRE_SBML === '1') {
  throw new Error(
    'QCIC_REQUIRE_SBML=1: python3 with libsbml, numpy and scipy must be installed; got none that has them',
  );
}

/** Whether Python has libSBML, numpy and scipy on this machine. */
export const isPythonAvailable = python !== undefined;

/** For the title of tests that need them. */
export const skipReason = isPythonAvailable ? '' : ' (skipped: python3 has no libsbml, numpy and scipy)';

const programs = fileURLToPath(new URL('../../../../fixtures/sbml/', import.meta.url));

/**
 * Runs a program of `test/fixtures/sbml` on some documents.
 *
 * @param program - its file name
 * @param documents - texts, each of which becomes a file; the program has their paths as its last arguments
 * @param options - first arguments
 * @returns what it prints, read as JSON
 */
export function runPython(program: string, documents: readonly string[], options: readonly string[] = []): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'qcic-sbml-'));
  try {
    const paths = documents.map((_, index) => join(folder, `${index}.xml`));
    paths.forEach((path, index) => {
      writeFileSync(path, documents[index]!);
    });
    const output = execFileSync(python ?? 'python3', [join(programs, program), ...options, ...paths], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
