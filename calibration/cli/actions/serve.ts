import { spawn } from 'node:child_process';
import { startServer } from '../../server/serve.js';
import { print, type Runtime } from '../../session/runtime.js';
import { stopSignal } from '../../session/stop-signal.js';

export interface ServeFlags {
  readonly port?: number;
  readonly open: boolean;
}

export async function serve(runtime: Runtime, folder: string, { port, open }: ServeFlags): Promise<undefined> {
  const { signal, release } = stopSignal(runtime, () => {});
  try {
    const server = await startServer({ runs: folder, port, runtime });
    print(runtime, `QCIC workbench: ${server.address}`);
    if (open) openBrowser(server.address, runtime);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await server.close();
  } finally {
    release();
  }
}

/** Programs of the systems that open an address in the user's browser. */
const openers: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Where none opens, the printed address does. */
function openBrowser(address: string, { platform }: Runtime): void {
  const [program, ...args] = openers[platform.split(' ')[0] ?? ''] ?? ['xdg-open'];
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
