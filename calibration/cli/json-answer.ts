import { isSystemError, toVisibleText, WorkbenchError } from '../../src/index.js';
import { type OutputStream, REMARK, type Reply, type Runtime } from '../session/runtime.js';
import { storedText } from '../store/study-folder.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** What a command prints with `--json` (docs/json.md). */
export interface JsonDocument {
  /** The command, `trials pool`. */
  readonly command: string;
  readonly version: string;
  /** Status of the study: `done`, `converged`, ...; `failed` with an error, `interrupted` after a stop. */
  readonly status: string;
  readonly exit_code: number;
  /** Folder that was written; null where there is none. */
  readonly folder: string | null;
  /** Files that were written. */
  readonly files: readonly string[];
  /** The result of the command; null where it has none. */
  readonly result: unknown;
  /** Lines that the command prints beside its result. */
  readonly summary: readonly string[];
  readonly remarks: readonly string[];
  readonly error: JsonError | null;
}

/** What went wrong. */
export interface JsonError {
  /** Class of the error: usage, input, config, data, numerical, interrupted, system or internal. */
  readonly code: string;
  readonly message: string;
  /** Every issue of a configuration or a table; empty where the message is the only one. */
  readonly issues: readonly string[];
}

/** Gathers what a command answers, and writes it as one document. */
export interface JsonAnswer {
  /** The process as the command sees it: what it prints is gathered, remarks and progress go to standard error. */
  readonly runtime: Runtime;
  /** Writes the document. @param cause - what was thrown */
  write(code: ExitCode, cause?: unknown): Promise<void>;
}

/**
 * The answer of a command to a program.
 *
 * @param runtime - the process; its standard output gets the document and nothing else
 * @param called - the command, and the version of the program
 */
export function jsonAnswer(
  runtime: Runtime,
  called: { readonly command: string; readonly version: string },
): JsonAnswer {
  const replies: Reply[] = [];
  const remarks: string[] = [];
  let printed = '';
  return {
    runtime: {
      ...runtime,
      stdout: {
        write: (text) => {
          printed += text;
        },
      },
      stderr: hearingRemarks(runtime.stderr, remarks),
      reply: (reply) => void replies.push(reply),
    },
    write: async (code, cause) => {
      const studies = replies.filter(({ status }) => status !== undefined);
      const document: JsonDocument = {
        ...called,
        status: statusOf(code, cause, studies),
        exit_code: code,
        folder: studies.length > 1 ? null : (replies.find(({ folder }) => folder !== undefined)?.folder ?? null),
        files: replies.flatMap(({ files = [] }) => files),
        // One run for each arm has as many results
        result: studies.length > 1 ? { studies } : (replies.find(({ result }) => result !== undefined)?.result ?? null),
        summary: printed.split('\n').filter((line) => line !== ''),
        remarks,
        error: cause === undefined ? null : errorOf(cause),
      };
      runtime.stdout.write(storedText(document));
    },
  };
}

function statusOf(code: ExitCode, cause: unknown, studies: readonly Reply[]): string {
  if (code === exitCodes.interrupted) return 'interrupted';
  if (cause !== undefined) return 'failed';
  const statuses = new Set(studies.map(({ status }) => status));
  const [only = 'done'] = statuses;
  return statuses.size > 1 ? 'mixed' : only;
}

function errorOf(cause: unknown): JsonError {
  const message = toVisibleText((cause instanceof Error ? cause.message : String(cause)).trim());
  const issues = cause instanceof Error && 'issues' in cause ? (cause.issues as readonly string[]) : [];
  return { code: codeOf(cause), message: message.replace(/^error: /, ''), issues };
}

function codeOf(cause: unknown): string {
  if (cause instanceof WorkbenchError) return cause.code;
  if (isSystemError(cause)) return 'system';
  return cause instanceof Error && cause.name === USAGE ? 'usage' : 'internal';
}

/** Name of an error of the command line itself: an unknown option, a missing argument. */
const USAGE = 'UsageError';

/** A line with a remark, behind the time that a display of progress puts first. */
const REMARK_LINE = new RegExp(String.raw`^(?:\[[\d a-z]+\] )?${REMARK}(.+)$`, 'gm');

/** A stream that passes everything on, and keeps the remarks. */
function hearingRemarks(stream: OutputStream, remarks: string[]): OutputStream {
  return {
    isTTY: stream.isTTY,
    columns: stream.columns,
    write: (text) => {
      for (const [, remark = ''] of text.matchAll(REMARK_LINE)) remarks.push(remark);
      return stream.write(text);
    },
  };
}
