import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { InputError, isSystemError } from '../../src/index.js';
import type { Runtime } from '../session/runtime.js';
import { workbenchApp } from './app.js';
import type { ServerContext } from './context.js';
import { eventHub } from './events.js';
import { openJobs } from './jobs.js';
import { openRunsFolder } from './runs-folder.js';
import { newSecrets } from './security.js';
import { watchRuns } from './watch-runs.js';

/** A server that runs. */
export interface WorkbenchServer {
  /** Opens the workbench: with the token, which becomes a cookie. */
  readonly address: string;
  /** Without the token. */
  readonly origin: string;
  readonly context: ServerContext;
  /** Interrupts jobs, so that they can be resumed, and ends. */
  close(): Promise<void>;
}

/** Where and what to serve. */
export interface ServeOptions {
  /** Folder of runs; made where it is not there. */
  readonly runs: string;
  /** Port; the first free one from {@link FIRST_PORT} on when left out, any free one where it is 0. */
  readonly port?: number | undefined;
  readonly runtime: Runtime;
}

/** The workbench is served here unless a port is given: bookmarks of views hold. */
export const FIRST_PORT = 4780;
/** Ports that are tried. */
const PORTS = 20;
/** Only programs of this machine reach it. */
const LOOPBACK = '127.0.0.1';
const MOST_HEADER_BYTES = 16_384;
const REQUEST_MILLISECONDS = 60_000;
/** Connections at the same time: pages, and their streams of events. */
const MOST_CONNECTIONS = 256;

/**
 * Serves the workbench to the user of this machine.
 *
 * @throws InputError - when the folder cannot be used, or the port is taken
 */
export async function startServer({ runs: folder, port: given, runtime }: ServeOptions): Promise<WorkbenchServer> {
  const program = await runtime.packageInformation();
  const events = eventHub();
  const runs = await openRunsFolder(folder, runtime, events);
  const jobs = openJobs(program, runs, events, runtime);
  const context: ServerContext = { runs, jobs, events, program, runtime };
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES, requestTimeout: REQUEST_MILLISECONDS });
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listen(server, given);
  const secrets = newSecrets();
  const app = workbenchApp(context, port, secrets);
  server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false, hostname: LOOPBACK }));
  const stopWatching = watchRuns(runs, events, runtime.now);
  const origin = `http://${LOOPBACK}:${port}`;
  return {
    address: `${origin}/?token=${secrets.token}`,
    origin,
    context,
    close: async () => {
      stopWatching();
      await jobs.close();
      await runs.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** @returns the port @throws InputError - when none is free */
async function listen(server: Server, given: number | undefined): Promise<number> {
  const ports = given === undefined ? Array.from({ length: PORTS }, (_, step) => FIRST_PORT + step) : [given];
  for (const port of ports) {
    const found = await new Promise<number | undefined>((resolve, reject) => {
      const failed = (cause: Error) => {
        if (isSystemError(cause) && cause.code === 'EADDRINUSE') resolve(undefined);
        else if (isSystemError(cause))
          reject(new InputError(`--port: must be one that can be used; got ${port}: ${cause.code}`, { cause }));
        else reject(cause);
      };
      server.once('error', failed);
      server.listen(port, LOOPBACK, () => {
        server.off('error', failed);
        const address = server.address();
        resolve(typeof address === 'object' ? (address?.port ?? port) : port);
      });
    });
    if (found !== undefined) return found;
  }
  throw new InputError(
    `--port: must be free; got ${ports.length === 1 ? ports[0] : `${ports[0]} to ${ports.at(-1)}`}, in use`,
  );
}
