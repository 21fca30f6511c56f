import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError, sha256 } from '../../../src/index.js';
import type { Engine } from '../../engine/engine.js';
import { queueEngine } from '../../engine/queue/queue-engine.js';
import { parseRedisAddress, type RedisAddress } from '../../engine/queue/redis-address.js';
import { openRedis, type RedisLink, type TlsCertificates } from '../../engine/queue/redis-link.js';
import type { SharedFolder } from '../../engine/queue/shared-folder.js';
import { sharedFiles } from '../../store/shared-files.js';
import { openEngine } from '../../tasks/open-engine.js';
import type { Tasks } from '../../tasks/tasks.js';
import { taskWire } from '../../tasks/wire/task-wire.js';
import { defaultWorkers, wholeNumber } from '../option-values.js';
import { programIdentity } from './program-identity.js';

/** What a command was told of where to compute. */
export interface EngineFlags {
  readonly workers?: number;
  readonly engine?: string;
  readonly engineFolder?: string;
}

/**
 * Adds the options that say where to compute: `--workers`, threads of this machine; `--engine`, workers by way of a Redis
 * server; `--engine-folder`, for what is too large for the server.
 */
export function withEngineOptions(command: Command): Command {
  const threads = `worker threads of this machine; 0 runs in this process (default: one per core, ${defaultWorkers()})`;
  return command
    .option('--workers <number>', threads, wholeNumber(0))
    .addOption(engineOption('Redis server whose workers (qcic worker) compute in place of threads'))
    .option('--engine-folder <folder>', 'folder that this machine shares with the workers, for large data');
}

/** `--engine`: an address that is checked before anything is read or written. */
export function engineOption(description: string): Option {
  return new Option('--engine <url>', description).argParser((text) => {
    parseRedisAddress(text);
    return text;
  });
}

/** What a manifest says of an engine: the threads that were asked for, or those that serve at the moment. */
export function workersOf({ workers, engine }: EngineFlags, opened: Engine<Tasks>): number {
  return engine === undefined ? (workers ?? defaultWorkers()) : opened.workers;
}

/** The words that ask for the same engine again, without user name and password; empty for threads of this machine. */
export function engineOptionText({ engine, engineFolder }: EngineFlags): string {
  const folder = engineFolder === undefined ? '' : ` --engine-folder ${JSON.stringify(engineFolder)}`;
  return engine === undefined ? '' : ` --engine '${parseRedisAddress(engine).shown}'${folder}`;
}

/** The run that an engine computes for. */
export interface EngineUse {
  /** Command and name, for people. */
  readonly title: string;
  /** Where the run's results go: the same folder is the same run. */
  readonly folder: string;
  readonly onNotice: (message: string) => void;
}

/**
 * Opens the engine that the flags ask for: threads of this machine, or workers by way of a Redis server.
 *
 * @throws InputError - when flags contradict each other, or the server cannot be used
 */
export async function openChosenEngine(flags: EngineFlags, use: EngineUse): Promise<Engine<Tasks>> {
  const { workers, engine, engineFolder } = flags;
  if (engine === undefined) {
    if (engineFolder !== undefined)
      throw new InputError('--engine-folder: must stand beside --engine; got no --engine');
    return openEngine(workers ?? defaultWorkers());
  }
  if (workers !== undefined) {
    throw new InputError(
      '--workers: must not stand beside --engine, whose workers have their own --concurrency; got both',
    );
  }
  const { link, folder } = await openCluster(engine, engineFolder, use.onNotice);
  try {
    return await queueEngine<Tasks>({
      link,
      wire: taskWire,
      identity: await programIdentity(),
      sessionId: sha256(`${hostname()} ${resolve(use.folder)}`).slice(0, 16),
      title: use.title,
      place: `${hostname()}/${process.pid}`,
      folder,
      onNotice: use.onNotice,
    });
  } catch (cause) {
    await link.close();
    throw cause;
  }
}

/** The server and the folder that a command was told of. */
export async function openCluster(
  engine: string,
  engineFolder: string | undefined,
  onNotice: (message: string) => void,
): Promise<{ readonly link: RedisLink; readonly folder: SharedFolder | undefined }> {
  const folder = engineFolder === undefined ? undefined : await sharedFiles(engineFolder);
  return { link: await openRedis(engineAddress(engine), await engineCertificates(), onNotice), folder };
}

/** An address, with user name and password from QCIC_ENGINE_USERNAME and QCIC_ENGINE_PASSWORD where it has none. */
export function engineAddress(engine: string): RedisAddress {
  const { QCIC_ENGINE_USERNAME: username, QCIC_ENGINE_PASSWORD: password } = process.env;
  return parseRedisAddress(engine, { username, password });
}

/** The PEM files that QCIC_ENGINE_CA, QCIC_ENGINE_CERT and QCIC_ENGINE_KEY name. @throws InputError - when one cannot be read */
export async function engineCertificates(): Promise<TlsCertificates> {
  const read = async (name: string) => {
    const path = process.env[name];
    if (path === undefined) return undefined;
    return readFile(path, 'utf8').catch((cause: unknown) => {
      throw new InputError(`${name}: must name a file that can be read; got ${path}: ${cause}`, { cause });
    });
  };
  return { ca: await read('QCIC_ENGINE_CA'), cert: await read('QCIC_ENGINE_CERT'), key: await read('QCIC_ENGINE_KEY') };
}
