import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The workbench on a folder of runs. */
export interface ServedRuns {
  readonly origin: string;
  /** With the cookie of the server. */
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** What the bars are measured in. */
export interface BarSetting {
  /** Folder of runs; `big` is a run whose pool has 12,000 patients of three arms, `samples` an analysis of 10,000 patients. */
  readonly runs: string;
  readonly origin: string;
  /** Opens a page with the cookie of the server. */
  readonly open: () => Promise<Page>;
  readonly browser: Browser;
  /** Serves another folder; its server is a new one, which knows nothing of the folder. */
  readonly serve: (runs: string) => Promise<ServedRuns>;
  /** A module of the built program, such as `store/folder-lock.js`. */
  // biome-ignore lint/suspicious/noExplicitAny: modules of the build have no types here
  readonly load: (file: string) => Promise<any>;
}

/** A bar of the workbench: how long something may take. */
export interface BrowserBar {
  readonly feature: string;
  /** What is timed. */
  readonly bar: string;
  /** Of the 95th percentile; ms. */
  readonly limitMs: number;
  /** Times; ms; at least 20 of them, fewer where one takes seconds. */
  measure(setting: BarSetting): Promise<readonly number[]>;
}
