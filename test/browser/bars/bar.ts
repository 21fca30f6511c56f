import type { Browser, Page } from 'playwright-core';

/** What the bars are measured in. */
export interface BarSetting {
  /** Folder of runs; `big` is a run whose pool has 12,000 patients of three arms. */
  readonly runs: string;
  readonly origin: string;
  /** Opens a page with the cookie of the server. */
  readonly open: () => Promise<Page>;
  readonly browser: Browser;
}

/** A bar of the workbench: how long something may take. */
export interface BrowserBar {
  readonly feature: string;
  /** What is timed. */
  readonly bar: string;
  /** Of the 95th percentile; ms. */
  readonly limitMs: number;
  /** Times; ms; at least 20 of them. */
  measure(setting: BarSetting): Promise<readonly number[]>;
}
