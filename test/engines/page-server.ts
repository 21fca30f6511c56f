import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page to be opened by a browser. */
export interface EnginePage {
  /** Program of the browser. */
  readonly program: string;
  /** Module that the page loads. */
  readonly script: string;
  /** Compiled solver as JSON; null for none. */
  readonly solver: string | null;
  /** Sources of scripts that the content security policy allows. */
  readonly scriptSources: string;
}

/** What a page has sent. */
export interface PageNumbers {
  /** Whether the policy forbids code from text. */
  readonly forbidden: boolean;
  readonly bits: Readonly<Record<string, readonly string[]>>;
}

/** Time for a browser to start and to compute. */
const MOST_MILLISECONDS = 90_000;

/**
 * Opens a page under a content security policy in a browser without a window, and waits for its numbers.
 *
 * @throws Error - when the page reports a failure, or nothing in time
 */
export async function numbersOfPage({ program, script, solver, scriptSources }: EnginePage): Promise<PageNumbers> {
  const profile = await mkdtemp(join(tmpdir(), 'qcic-browser-'));
  const policy = `default-src 'none'; connect-src 'self'; script-src ${scriptSources}`;
  const files: Readonly<Record<string, readonly [type: string, text: string] | undefined>> = {
    '/': ['text/html', '<!doctype html><script type="module" src="/script.js"></script>'],
    '/script.js': ['text/javascript', script],
    ...(solver === null ? {} : { '/solver': ['application/json', solver] as const }),
  };
  let answered: (body: string) => void = () => {};
  let failed: (cause: Error) => void = () => {};
  const body = new Promise<string>((resolve, reject) => {
    [answered, failed] = [resolve, reject];
  });
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const sent = await textOf(request);
      if (request.url === '/numbers') answered(sent);
      else failed(new Error(`the page: ${sent}`));
      response.end();
      return;
    }
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': file?.[0] ?? 'text/plain',
      'content-security-policy': policy,
    });
    response.end(file?.[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(
    program,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      `http://127.0.0.1:${port}/`,
    ],
    { stdio: 'ignore' },
  );
  browser.on('error', failed);
  const ended = new Promise((resolve) => browser.once('close', resolve));
  const timer = setTimeout(
    () => failed(new Error('the page: must send its numbers in time; it did not')),
    MOST_MILLISECONDS,
  );
  try {
    return JSON.parse(await body) as PageNumbers;
  } finally {
    clearTimeout(timer);
    browser.kill('SIGKILL');
    await ended;
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
