/** Whether the machine has something: `absent` costs time or a feature, `problem` needs attention. */
export type CheckState = 'ok' | 'absent' | 'problem';

/** What `qcic doctor` tells of one thing. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  /** What was found. */
  readonly found: string;
  /** What it adds, or would add. */
  readonly adds: string;
  /** How to get it; null where nothing is to be done. */
  readonly get: string | null;
  /** Whether the program cannot work without it. */
  readonly required: boolean;
}

/** A check that found what it looked for. */
export const ok = (name: string, found: string, adds: string): Check => ({
  name,
  state: 'ok',
  found,
  adds,
  get: null,
  required: false,
});

/** The same without it. */
export const absent = (name: string, found: string, adds: string, get: string): Check => ({
  name,
  state: 'absent',
  found,
  adds,
  get,
  required: false,
});

/** Something that needs attention. */
export const problem = (
  name: string,
  found: string,
  { adds, get, required = false }: { readonly adds: string; readonly get: string; readonly required?: boolean },
): Check => ({ name, state: 'problem', found, adds, get, required });
