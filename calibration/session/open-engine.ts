import { resolve } from 'node:path';
import { InputError, readText, sha256 } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import { parseRedisAddress, type RedisAddress } from '../engine/queue/redis-address.js';
import type { RedisLink, TlsCertificates } from '../engine/queue/redis-link.js';
import type { SharedFolder } from '../engine/queue/shared-folder.js';
import type { BackendChoice } from '../native/backend-choice.js';
import { openEngine } from '../tasks/open-engine.js';
import type { Tasks } from '../tasks/tasks.js';
import { shellQuoted } from './repeat-command.js';
import type { Runtime } from './runtime.js';

/** Where to compute. */
export interface EngineFlags {
  /** Threads of this machine; default: one per core. */
  readonly workers?: number;
  /** Address of a Redis server whose workers compute in place of threads. */
  readonly engine?: string;
  readonly engineFolder?: string;
  /** What simulates on this machine; default: native code where it was built before, WebAssembly otherwise. */
  readonly backend?: BackendChoice;
}

/** Checks the options before anything is read or written. @throws InputError - when it contradicts itself */
export function checkEngineFlags({ workers, engine, engineFolder, backend }: EngineFlags): void {
  if (engine === undefined) {
    if (engineFolder !== undefined)
      throw new InputError('--engine-folder: must be given with --engine; got no --engine');
    return;
  }
  parseRedisAddress(engine);
  if (workers !== undefined) {
    throw new InputError(
      '--workers: must not be given with --engine, whose workers have their own --concurrency; got both',
    );
  }
  if (backend !== undefined) {
    throw new InputError('--backend: must not be given with --engine, whose workers have their own; got both');
  }
}

/** The options that select the same engine and backend again, without user name and password; empty for the usual ones. */
export function engineOptionText({ engine, engineFolder, backend }: EngineFlags): string {
  if (engine === undefined) return backend === undefined ? '' : ` --backend ${backend}`;
  const folder = engineFolder === undefined ? [] : ['--engine-folder', engineFolder];
  return ` ${shellQuoted(['--engine', parseRedisAddress(engine).shown, ...folder])}`;
}

/** The run that an engine computes for. */
export interface EngineUse {
  readonly runtime: Runtime;
  /** Command and name, for people. */
  readonly title: string;
  /** Where the run's results go: the same folder is the same run. */
  readonly folder: string;
  readonly onNotice: (message: string) => void;
}

/** Opens the chosen engine: threads of this machine, or workers through a Redis server.
 *
 * @throws InputError - when the server cannot be used
 */
export async function openChosenEngine(flags: EngineFlags, use: EngineUse): Promise<Engine<Tasks>> {
  const { workers, engine, engineFolder } = flags;
  const { runtime, title, onNotice } = use;
  if (engine === undefined) return openEngine(workers ?? runtime.cores);
  const { link, folder } = await openCluster(runtime, engine, engineFolder, onNotice);
  try {
    const { queueEngine } = await import('../engine/queue/queue-engine.js');
    const { taskWire } = await import('../tasks/wire/task-wire.js');
    return await queueEngine<Tasks>({
      link,
      wire: taskWire,
      identity: await runtime.identity(),
      sessionId: sha256(`${runtime.host} ${resolve(use.folder)}`).slice(0, 16),
      title,
      place: `${runtime.host}/${runtime.pid}`,
      folder,
      onNotice,
    });
  } catch (cause) {
    await link.close();
    throw cause;
  }
}

/** The server and the folder of the options. */
export async function openCluster(
  { env }: Pick<Runtime, 'env'>,
  engine: string,
  engineFolder: string | undefined,
  onNotice: (message: string) => void,
): Promise<{ readonly link: RedisLink; readonly folder: SharedFolder | undefined }> {
  const { sharedFiles } = await import('../store/shared-files.js');
  const { openRedis } = await import('../engine/queue/redis-link.js');
  const folder = engineFolder === undefined ? undefined : await sharedFiles(engineFolder);
  return { link: await openRedis(engineAddress(engine, env), await engineCertificates(env), onNotice), folder };
}

/** An address, with user name and password from QCIC_ENGINE_USERNAME and QCIC_ENGINE_PASSWORD where it has none. */
export function engineAddress(engine: string, env: Runtime['env']): RedisAddress {
  const { QCIC_ENGINE_USERNAME: username, QCIC_ENGINE_PASSWORD: password } = env;
  return parseRedisAddress(engine, { username, password });
}

/**
 * The PEM files that QCIC_ENGINE_CA, QCIC_ENGINE_CERT and QCIC_ENGINE_KEY name. @throws InputError - when one cannot be
 * read
 */
export async function engineCertificates(env: Runtime['env']): Promise<TlsCertificates> {
  const read = async (name: string) => {
    const path = env[name];
    if (path === undefined) return undefined;
    return readText(path).catch((cause: unknown) => {
      throw new InputError(`${name}: must name a file that can be read; got ${path}: ${cause}`, { cause });
    });
  };
  return { ca: await read('QCIC_ENGINE_CA'), cert: await read('QCIC_ENGINE_CERT'), key: await read('QCIC_ENGINE_KEY') };
}
