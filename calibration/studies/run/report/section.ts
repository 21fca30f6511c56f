import type { Html } from '../../../page/html.js';

/** A numbered part of the report. */
export interface Section {
  /** Anchor; unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
