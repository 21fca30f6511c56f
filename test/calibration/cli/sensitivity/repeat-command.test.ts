// Evidence: the quoting rules of a POSIX shell.
import { expect, test } from 'vitest';
import { repeatCommand } from '../../../../calibration/cli/sensitivity/repeat-command.js';

test('repeatCommand leaves out how the folder is treated, and quotes what a shell would split or read', () => {
  const argv = [
    'node',
    'main.js',
    'sensitivity',
    'pcc',
    '--parameters',
    "tumor apoptosis,it's",
    '--resume',
    '--force',
    '--out',
    'runs/a_1',
  ];
  expect(repeatCommand(argv)).toBe(
    String.raw`qcic sensitivity pcc --parameters 'tumor apoptosis,it'\''s' --out runs/a_1`,
  );
});
