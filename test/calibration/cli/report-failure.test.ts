// Evidence: the documented exit codes.
import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { exitCodes } from '../../../calibration/cli/exit-codes.js';
import { reportFailure } from '../../../calibration/cli/report-failure.js';
import {
  ConfigError,
  DataError,
  InputError,
  InternalError,
  InterruptedError,
  NumericalError,
} from '../../../src/errors.js';

let said: string[] = [];
const write = (text: string) => said.push(text);
beforeEach(() => {
  said = [];
});

describe('exitCodes', () => {
  test('are the documented ones', () => {
    expect(exitCodes).toEqual({ done: 0, bug: 1, badInput: 2, notConverged: 3, interrupted: 130 });
  });
});

describe('reportFailure', () => {
  test.each([
    new InputError('a.csv: must be a readable file; got ENOENT'),
    new DataError('a.csv: 1 issue(s)\n  a.csv:1: column K1: must be present; got none'),
    new ConfigError('a.json', ['seed: must be there; got nothing', 'fit.mu: must be point or range; got 1']),
  ])("$name is the user's: exit code 2, the whole message, no stack", (error) => {
    expect(reportFailure(error, write)).toBe(2);
    expect(said).toEqual([`error: ${error.message}\n`]);
  });

  test('a line feed in a name is shown as its code, so that a message of one line stays one', () => {
    expect(reportFailure(new InputError('runs\nDone: must be a folder; got a file'), write)).toBe(2);
    expect(said).toEqual(['error: runs\\u000aDone: must be a folder; got a file\n']);
  });

  test('what the system refuses is no bug: exit code 2, path and reason, no stack', async () => {
    const path = 'x'.repeat(300);
    const refused = await readFile(path).catch((cause: unknown) => cause);
    expect(reportFailure(refused, write)).toBe(2);
    expect(said).toEqual([`error: ${path}: must be usable; got ENAMETOOLONG\n`]);
  });

  test('an interruption is no error: exit code 130, its message alone', () => {
    expect(reportFailure(new InterruptedError('Interrupted. Continue with --resume'), write)).toBe(130);
    expect(said).toEqual(['Interrupted. Continue with --resume\n']);
  });

  test('a computation that cannot be carried out is exit code 3, without a stack', () => {
    expect(reportFailure(new NumericalError('quadrature: must converge'), write)).toBe(3);
    expect(said).toEqual(['error: quadrature: must converge\n']);
  });

  test.each([
    new InternalError('engine: one run at a time'),
    new TypeError('x is not a function'),
    'a text that was thrown',
    undefined,
  ])('%s is our bug: exit code 1, shown whole, with a request to report it', (cause) => {
    expect(reportFailure(cause, write)).toBe(1);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/error of the workbench/);
    expect(said[1]).toBe(`${typeof cause === 'string' ? cause : inspect(cause)}\n`);
  });
});
