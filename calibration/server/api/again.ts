import type { StudyKind } from '../../store/manifest.js';

/** Reply of `GET /api/again/:run`: what a run was told, to change it. */
export interface AgainPlan {
  readonly run: string;
  readonly kind: StudyKind;
  /** Whether `text` is the resolved configuration as JSON, or the words of the command behind its kind. */
  readonly form: 'configuration' | 'command';
  readonly text: string;
  /** Seed of the run. */
  readonly seed: string;
  /** Whether its command has `--seed`. */
  readonly hasSeed: boolean;
}

/** Body of `POST /api/again/check` and `POST /api/again/start`. */
export interface AgainRequest {
  /** Run that is changed. */
  readonly run: string;
  readonly text: string;
}

/** Reply of `POST /api/again/check`. */
export interface AgainCheck {
  /** In the words of the command line; none where it can be started. */
  readonly issues: readonly string[];
  /** What is worth knowing before the start, one sentence each. */
  readonly remarks: readonly string[];
  /** The configuration with every default; null for a command, and where there are issues. */
  readonly config: unknown;
  /** Run that would be written; null where there are issues. */
  readonly out: string | null;
  /** The command that would be started; null where there are issues. */
  readonly command: string | null;
}
