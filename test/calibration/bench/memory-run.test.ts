// Evidence: closed form (bytes of what a calibration must hold of a patient).
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { MemoryReport } from '../../../calibration/bench/memory-run.js';

const script = fileURLToPath(new URL('../../../dist/calibration/bench/memory-run.js', import.meta.url));
const config = fileURLToPath(new URL('../../../configs/mcrc.json', import.meta.url));

/**
 * Bytes per patient of pool and validation cohort that may be held at the end: logarithms of 21 parameters of the pool (336), their columns in
 * the fit (336), parameters of the validation cohort (168), columns of its record (315), survival (120), response classes (96), weights and the
 * pool's visits (about 100), and a third more for what is not yet collected. Daily burdens of both would be 8,808 more, nodes of the fit 540,
 * tumors of the validation cohort 336 and its logarithms 336.
 */
const MOST_BYTES_PER_PATIENT = 2000;
const SIZES = [500, 3000];

test('a calibration whose burdens lie on disk holds less than 2 kB per patient at its end', {
  tags: 'full/studies',
  timeout: 300_000,
}, () => {
  const report = execFileSync(process.execPath, ['--expose-gc', script, config, '0', ...SIZES.map(String)], {
    encoding: 'utf8',
  });
  const [small, large]: readonly MemoryReport[] = JSON.parse(report);
  const held = ({ stages }: MemoryReport) => stages.validation!.held;
  const perPatient = (held(large!) - held(small!)) / (large!.patients - small!.patients);
  expect(perPatient).toBeLessThan(MOST_BYTES_PER_PATIENT);
  expect(perPatient).toBeGreaterThan(MOST_BYTES_PER_PATIENT / 4);
});
