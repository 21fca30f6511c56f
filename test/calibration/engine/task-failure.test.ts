// Evidence: laws; what goes between threads goes through structuredClone.
import { describe, expect, it } from 'vitest';
import { toError, toTaskFailure } from '../../../calibration/engine/task-failure.js';
import {
  ConfigError,
  DataError,
  InputError,
  InternalError,
  InterruptedError,
  NumericalError,
  WorkbenchError,
} from '../../../src/errors.js';

const sent = (cause: unknown) => toError(structuredClone(toTaskFailure(cause)), 3);

describe('toError of toTaskFailure', () => {
  it.each([InputError, DataError, NumericalError, InterruptedError])(
    'keeps class, code and message of %o',
    (ErrorClass) => {
      const issue = new ErrorClass('dose: must be positive; got -1');
      const error = sent(issue);
      expect(error).toBeInstanceOf(ErrorClass);
      expect(error).toMatchObject({ message: issue.message, code: issue.code, name: issue.name, cause: issue.stack });
    },
  );

  it('keeps the code and all issues of a configuration', () => {
    const issue = new ConfigError('run.json', ['a: must be 1; got 2', 'b: must be there; got none']);
    const error = sent(issue);
    expect(error).toBeInstanceOf(WorkbenchError);
    expect(error).toMatchObject({ code: 'config', message: issue.message });
  });

  it.each([new InternalError('promise: must hold; got a breach'), new RangeError('promise: must hold; got a breach')])(
    'names the task in an error of the task: %o',
    (issue) => {
      const error = sent(issue);
      expect(error).toBeInstanceOf(InternalError);
      expect(error.message).toBe('engine: task 3 failed: promise: must hold; got a breach');
      expect(error.cause).toBe(issue.stack);
    },
  );

  it.each([
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ toString: (): string => 'an object' }, 'an object'],
  ])('puts up with anything thrown: %o', (cause, message) => {
    expect(sent(cause).message).toBe(`engine: task 3 failed: ${message}`);
  });
});
