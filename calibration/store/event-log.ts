import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file that grows by lines while a study is computed. */
export interface EventLog {
  /** Adds a line at once: also while a fit keeps the process busy, and before a process that is killed ends. */
  write(line: string): void;
  close(): void;
}

const NEWLINE = 10;

/**
 * Opens a file of lines, behind those that it has. The line that a killed process has left in the midst is ended.
 *
 * @param path - of the file; made where it is not there
 */
export function openEventLog(path: string): EventLog {
  const file = openSync(path, 'a+');
  let isOpen = true;
  const { size } = fstatSync(file);
  const last = new Uint8Array(1);
  if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE) appendFileSync(file, '\n');
  return {
    write: (line) => {
      if (isOpen) appendFileSync(file, `${line}\n`);
    },
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}
