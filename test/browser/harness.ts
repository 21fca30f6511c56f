import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { processRuntime } from '../../calibration/cli/process-runtime.js';
import type { startServer, WorkbenchServer } from '../../calibration/server/serve.js';
import { root } from '../calibration/cli/run-cli.js';
import { chromium as engine } from '../engines/engines.js';

/** Whether a browser is installed: tests of pages are left out elsewhere, by `test.skipIf(!hasBrowser)`. */
export const hasBrowser = engine.program !== null;

/** Behind the title of a test that is left out. */
export const withoutBrowser = hasBrowser ? '' : ' (left out: Chromium is not installed here)';

/** The workbench on a folder of runs, and a page that shows it. */
export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: WorkbenchServer;
  /** Shows a page of the workbench, such as `/runs`, and waits for its head. */
  readonly show: (path: string) => Promise<void>;
  /** What must be empty at the end: messages on the console, failed and foreign requests. */
  readonly issues: string[];
  /** Ends page and server. @throws when something is among the issues */
  readonly close: () => Promise<void>;
}

interface WorkbenchOptions {
  /** Folder of runs; a new and empty one where it is not given. */
  readonly runs?: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** A step of a page takes this long at most, beside other tests; it is under a second on a quiet machine. */
const PATIENCE_MILLISECONDS = 100_000;

let browser: Promise<Browser> | null = null;

/** One browser for all tests of a process. */
function openBrowser(): Promise<Browser> {
  // Continuous integration runs as root in a container, where the sandbox of the browser cannot start
  browser ??= chromium.launch({ executablePath: programPath(), args: ['--no-sandbox'] });
  return browser;
}

/** Where the browser lies: it is started by its path. */
function programPath(): string {
  return execFileSync('sh', ['-c', `command -v ${engine.program}`], { encoding: 'utf8' }).trim();
}

/** Closes the browser; for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** The built program, as it is installed. */
async function built(): Promise<{
  readonly start: typeof startServer;
  readonly runtime: ReturnType<typeof processRuntime>;
}> {
  const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(root, 'dist/calibration', file)).href);
  const [serve, cli] = await Promise.all([load('server/serve.js'), load('cli/process-runtime.js')]);
  return { start: serve.startServer, runtime: cli.processRuntime() };
}

/** Starts the workbench on any port, and opens an empty page with its cookie. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { width = 1280, height = 900, theme = 'light' } = options;
  const own = options.runs === undefined ? await mkdtemp(join(tmpdir(), 'qcic-browser-')) : null;
  const [{ start, runtime }, shared] = await Promise.all([built(), openBrowser()]);
  const server = await start({ runs: options.runs ?? own ?? '', port: 0, runtime });
  const context = await shared.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const issues: string[] = [];
  page.on('console', (message) => issues.push(`console, ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => issues.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!/^(blob|data):$/.test(protocol) && origin !== server.origin) issues.push(`foreign request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left ends its requests
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') issues.push(`failed request: ${request.url()}`);
  });
  // Gives the cookie without the time that a page takes to draw
  expect((await context.request.get(server.address)).ok()).toBe(true);
  return {
    page,
    context,
    server,
    issues,
    show: async (path) => {
      if (new URL(page.url()).pathname + new URL(page.url()).search !== path)
        await page.goto(`${server.origin}${path}`);
      await page.locator('main h1, main .empty h2').first().waitFor();
    },
    close: async () => {
      await context.close();
      await server.close();
      if (own !== null) await rm(own, { recursive: true, force: true });
      expect(issues).toEqual([]);
    },
  };
}

/** A page of its own for a file, with what must be empty at the end. */
export interface OpenedPage {
  readonly page: Page;
  /** @throws when the console had a message, or something was asked for that is no file */
  readonly close: () => Promise<void>;
}

/** Opens a page without a server, for files such as reports. */
export async function openPage(
  options: Omit<WorkbenchOptions, 'runs'> & { readonly javaScriptEnabled?: boolean } = {},
): Promise<OpenedPage> {
  const { width = 1280, height = 900, theme = 'light', javaScriptEnabled = true } = options;
  const context = await (await openBrowser()).newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    javaScriptEnabled,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const issues: string[] = [];
  page.on('console', (message) => issues.push(`console, ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => issues.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|about):$/.test(new URL(request.url()).protocol)) issues.push(`request: ${request.url()}`);
  });
  return {
    page,
    close: async () => {
      await context.close();
      expect(issues).toEqual([]);
    },
  };
}

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Marks of drawings: a drawing is an image with a description, and its thousands of marks take minutes. */
const DRAWINGS = 'svg.chart > *';
/** Rules that ask for colours: all others see the same page in either theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Asks axe-core about everything that is shown, or about some rules. */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))));
  // By the protocol of the browser, which the content security policy of the page leaves alone
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(readFileSync(axeScript, 'utf8'));
  const only = rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } };
  // What is left out is not laid out either: axe-core would measure each mark for the rules about what lies on what
  const { violations } = (await page.evaluate(
    `(async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(${JSON.stringify(`${DRAWINGS}:not(title, desc) { display: none !important }`)});
      document.adoptedStyleSheets.push(sheet);
      try {
        return await axe.run(
          { exclude: [${JSON.stringify(DRAWINGS)}] },
          { resultTypes: ['violations'], ...${JSON.stringify(only)} },
        );
      } finally {
        document.adoptedStyleSheets.pop();
      }
    })()`,
  )) as AxeResult;
  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    })),
  ).toEqual([]);
}

/** Asks axe-core about everything that is shown, then, in the dark theme, about what depends on colours. The page is light again in the end. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expectAccessible(page);
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(paper).not.toBe(light);
  await expectAccessible(page, COLOUR_RULES);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(paper).toBe(light);
}
