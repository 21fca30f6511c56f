// Evidence: the text itself, and the same right-hand side of the exported model for one patient.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownCompiler } from '../../../calibration/bench/machine.js';
import { wideRightHandSide } from '../../../calibration/bench/wide-model.js';
import { dosePlan, exportableModel, modelExporter, postedSwitches } from '../../../src/index.js';

const compiler = await ownCompiler();

/** Both forms at one state, the first in each of four lanes with another factor: prints the largest relative difference. */
const program = `
#include <math.h>
#include <stdio.h>
#include "qcic-model.c"
typedef double wide __attribute__((vector_size(32)));
static wide wide_exp(wide x) { for (int i = 0; i < 4; i++) x[i] = exp(x[i]); return x; }
#include "qcic-wide.c"
int main(void)
{
  double constants[QCIC_CONSTANTS], one[QCIC_CELLS], expected[QCIC_CELLS], largest = 0;
  const double amounts[QCIC_INPUTS] = { 0.3, 40 };
  wide cells[QCIC_CELLS], given[QCIC_INPUTS], wide_constants[QCIC_CONSTANTS], got[QCIC_CELLS];
  qcic_prepare(qcic_example_parameters, constants);
  for (int lane = 0; lane < 4; lane++) {
    for (int i = 0; i < QCIC_CELLS; i++) cells[i][lane] = qcic_initial_state[i] * (1 + 0.1 * lane) + 5 * lane;
    for (int i = 0; i < QCIC_INPUTS; i++) given[i][lane] = amounts[i];
    for (int i = 0; i < QCIC_CONSTANTS; i++) wide_constants[i][lane] = constants[i];
  }
  qcic_wide_rhs(cells, given, wide_constants, got);
  for (int lane = 0; lane < 4; lane++) {
    for (int i = 0; i < QCIC_CELLS; i++) one[i] = cells[i][lane];
    qcic_cell_rhs(one, amounts, constants, expected);
    for (int i = 0; i < QCIC_CELLS; i++)
      largest = fmax(largest, fabs(got[i][lane] - expected[i]) / (fabs(expected[i]) + 1e-300));
  }
  printf("%g", largest);
  return 0;
}
`;

describe('wideRightHandSide', () => {
  test.skipIf(compiler === null)(
    `every patient of a vector has the derivatives that it has alone${compiler === null ? ' (skipped: no C compiler)' : ''}`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'qcic-wide-'));
      const none = { regimen: 'none', segments: dosePlan({}, 1).segments };
      const model = modelExporter('c')(exportableModel({ switches: postedSwitches }), none);
      await writeFile(join(folder, 'qcic-model.c'), model);
      await writeFile(join(folder, 'qcic-wide.c'), wideRightHandSide(model));
      await writeFile(join(folder, 'main.c'), program);
      const executable = join(folder, 'main');
      const { command, args } = compiler!;
      execFileSync(command, [...args, '-w', '-ffp-contract=off', join(folder, 'main.c'), '-o', executable, '-lm']);
      const difference = Number(execFileSync(executable, { encoding: 'utf8' }));
      await rm(folder, { recursive: true });
      expect(difference).toBe(0);
    },
  );

  test('a text without the function is refused', () => {
    expect(() => wideRightHandSide('int main(void) { return 0; }\n')).toThrow(
      'must have a function void qcic_cell_rhs(',
    );
  });
});
