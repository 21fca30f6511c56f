/** What every error of the workbench carries: a stable code that names its class. */
export type ErrorCode = 'input' | 'config' | 'data' | 'numerical' | 'internal' | 'interrupted';

/** Base of all errors that the workbench throws deliberately. */
export class WorkbenchError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** An argument or a file of the user does not meet its contract. Grammar: `where: what was required; got value`. */
export class InputError extends WorkbenchError {
  constructor(message: string, options?: ErrorOptions) {
    super('input', message, options);
  }
}

/** A configuration is invalid; all its issues are collected in one error, one line each. */
export class ConfigError extends WorkbenchError {
  readonly issues: readonly string[];

  constructor(source: string, issues: readonly string[], options?: ErrorOptions) {
    super(
      'config',
      [`${source}: ${issues.length} issue(s)`, ...issues.map((issue) => `  ${issue}`)].join('\n'),
      options,
    );
    this.issues = issues;
  }
}

/** A data table (trials, patients, stored results) contradicts itself or its contract. */
export class DataError extends WorkbenchError {
  /** All issues, of which the message may list the first alone; empty where the message is the only one. */
  readonly issues: readonly string[];

  constructor(
    message: string,
    { issues = [], ...options }: ErrorOptions & { readonly issues?: readonly string[] } = {},
  ) {
    super('data', message, options);
    this.issues = issues;
  }
}

/** A computation could not reach its stated accuracy and no tagged outcome can carry that. */
export class NumericalError extends WorkbenchError {
  constructor(message: string, options?: ErrorOptions) {
    super('numerical', message, options);
  }
}

/** A promise that the program makes to itself was broken: our bug, not the user's. */
export class InternalError extends WorkbenchError {
  constructor(message: string, options?: ErrorOptions) {
    super('internal', message, options);
  }
}

/** The user or the system asked the run to stop; what was finished is kept. */
export class InterruptedError extends WorkbenchError {
  constructor(message: string, options?: ErrorOptions) {
    super('interrupted', message, options);
  }
}
