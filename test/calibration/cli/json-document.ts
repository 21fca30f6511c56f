import { expect } from 'vitest';
import type { JsonDocument } from '../../../calibration/cli/json-answer.js';
import type { CliOutcome } from './run-cli.js';

/** Keys of every document, in their order. */
const keys = [
  ...['command', 'version', 'status', 'exit_code', 'folder', 'files', 'result', 'summary', 'remarks', 'error'],
];

/** The one document of a command that was called with `--json`; its keys and its exit code are those of docs/json.md. */
export function documentOf({ code, stdout, stderr }: CliOutcome, command: string): JsonDocument {
  const document = JSON.parse(stdout) as JsonDocument;
  expect(Object.keys(document)).toEqual(keys);
  expect(document).toMatchObject({ command, exit_code: code });
  expect(document.error === null, stderr).toBe(code === 0 || code === 3);
  for (const remark of document.remarks) expect(stderr).toContain(`remark: ${remark}`);
  return document;
}
