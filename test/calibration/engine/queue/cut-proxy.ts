import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface CutProxy {
  readonly port: number;
  /** Nothing passes any more, and nobody is notified; new connections are accepted and stay silent. */
  silence(): void;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Lets everything pass again; what was silent is ended, so that it is made anew. */
  mend(): void;
  close(): Promise<void>;
}

/**
 * Listens on a free port and passes everything on to another.
 *
 * @param target - port of this machine
 */
export function cutProxy(target: number): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'silent' | 'cut' = 'open';
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((near) => {
    near.on('error', () => {});
    if (state === 'cut') {
      near.destroy();
      return;
    }
    sockets.add(near);
    if (state === 'silent') return;
    const far = connect(target, '127.0.0.1');
    far.on('error', () => near.destroy());
    sockets.add(far);
    near.on('data', (bytes) => {
      if (state === 'open') far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (state === 'open') near.write(bytes);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        silence: () => {
          state = 'silent';
        },
        cut: () => {
          state = 'cut';
          endAll();
        },
        mend: () => {
          if (state === 'silent') endAll();
          state = 'open';
        },
        close: () => {
          endAll();
          return new Promise((done) => server.close(() => done()));
        },
      });
    });
  });
}
