import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processRuntime } from '../../../calibration/cli/process-runtime.js';
import { startServer, type WorkbenchServer } from '../../../calibration/server/serve.js';
import type { Runtime } from '../../../calibration/session/runtime.js';
import type { Manifest } from '../../../calibration/store/manifest.js';
import { writeFinishedStudy } from '../store/listed-files.js';

/** A reply as it came over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

export interface WireRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A stream of events as a page reads it. */
export interface EventListener {
  readonly messages: readonly { readonly id: string | null; readonly data: Readonly<Record<string, unknown>> }[];
  /** Waits for a message. */
  until(isIt: (data: Readonly<Record<string, unknown>>) => boolean): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

/** A server on a folder of its own. */
export interface TestServer {
  readonly server: WorkbenchServer;
  readonly port: number;
  /** Folder above that of the runs: nothing in it may change but the runs. */
  readonly outside: string;
  readonly runs: string;
  /** Sends a request as it is: no address is made shorter, no header added but the host. */
  wire(request: WireRequest): Promise<WireReply>;
  /** The same as the page of the server sends it: with cookie and origin. */
  send(request: WireRequest): Promise<WireReply>;
  json(path: string, method?: string, body?: object): Promise<never>;
  /** Listens to a stream of events, as a page that has the last of these ids. */
  listen(path: string, last?: string): EventListener;
  close(): Promise<void>;
}

/**
 * @param errors - gets what the server writes to its terminal
 * @param given - replacements of parts of the process
 */
export async function testServer(errors: string[] = [], given: Partial<Runtime> = {}): Promise<TestServer> {
  const outside = await mkdtemp(join(tmpdir(), 'qcic-server-'));
  const runs = join(outside, 'runs');
  await mkdir(runs);
  const runtime = {
    ...processRuntime(),
    cwd: outside,
    stderr: { write: (text: string) => errors.push(text) },
    ...given,
  };
  const server = await startServer({ runs, port: 0, runtime });
  const port = Number(new URL(server.origin).port);
  const wire = (asked: WireRequest) => wireRequest(port, asked);
  const entered = await wire({ path: new URL(server.address).pathname + new URL(server.address).search });
  const [cookie = ''] = String(entered.headers['set-cookie']).split(';');
  const send = ({ headers, ...asked }: WireRequest) =>
    wire({ ...asked, headers: { cookie, origin: server.origin, ...headers } });
  return {
    ...{ server, port, outside, runs, wire, send },
    json: async (path, method = 'GET', body) => {
      const { status, text } = await send({
        ...{ path, method },
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`);
      return JSON.parse(text) as never;
    },
    listen: (path, last) =>
      eventListener(port, path, { cookie, ...(last === undefined ? {} : { 'last-event-id': last }) }),
    close: async () => {
      await server.close();
      await rm(outside, { recursive: true });
    },
  };
}

function wireRequest(port: number, { method = 'GET', path, headers = {}, body }: WireRequest): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const isMeasured = body !== undefined && !('transfer-encoding' in headers);
    const length = isMeasured ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const options = { port, host: '127.0.0.1', method, path, headers: { ...headers, ...length }, agent: false };
    const sent = request(options, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      const { statusCode: status = 0, headers: replied } = reply;
      // It never ends
      if (replied['content-type']?.startsWith('text/event-stream') === true) {
        resolve({ status, headers: replied, bytes: Buffer.alloc(0), text: '' });
        sent.destroy();
        return;
      }
      reply.on('error', reject);
      reply.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({ status, headers: replied, bytes, text: bytes.toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function eventListener(port: number, path: string, headers: Readonly<Record<string, string>>): EventListener {
  const messages: EventListener['messages'][number][] = [];
  const waiting: (() => void)[] = [];
  let text = '';
  const sent = request({ port, host: '127.0.0.1', path, headers, agent: false }, (reply) => {
    reply.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) messages.push({ id: /^id: (.*)$/m.exec(block)?.[1] ?? null, data: JSON.parse(data) });
      }
      for (const wake of waiting.splice(0)) wake();
    });
    reply.on('error', () => {});
  });
  sent.on('error', () => {});
  sent.end();
  return {
    messages,
    until: async (isIt) => {
      for (;;) {
        const found = messages.find(({ data }) => isIt(data));
        if (found !== undefined) return found.data;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close: () => sent.destroy(),
  };
}

/** A finished study in the folder of runs; its files are what they hold. */
export async function sampleRun(
  runs: string,
  id: string,
  changes: Partial<Manifest> = {},
  files: Readonly<Record<string, string>> = { 'results.json': '{}', 'figures/a.csv': 'day,percent\n1,2\n' },
): Promise<string> {
  const folder = join(runs, ...id.split('/'));
  await mkdir(join(folder, 'figures'), { recursive: true });
  await writeFinishedStudy(folder, files, changes);
  await writeFile(join(folder, 'mine.txt'), 'not listed');
  return folder;
}
