import { Redis, type RedisOptions } from 'ioredis';
import { InputError } from '../../../src/index.js';
import type { RedisAddress } from './redis-address.js';
import { within } from './wait.js';

/** Certificates as PEM texts. */
export interface TlsCertificates {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** A server that answered once; lost connections are reopened without a limit of tries. */
export interface RedisLink {
  readonly address: RedisAddress;
  /** Connection for everything that does not wait on the server. */
  readonly redis: Redis;
  /** Another connection; `close` ends it too. */
  connect(): Redis;
  /** Closes all connections, with QUIT where the server answers. */
  close(): Promise<void>;
}

/** A first answer takes milliseconds; a server that is starting may need a few seconds. */
const FIRST_ANSWER_MILLISECONDS = 10_000;

/**
 * A connection without an answer for this time is closed and reopened: a network that drops all packets reports no error.
 * Above the five seconds that a command waits on the server.
 */
const SILENCE_MILLISECONDS = 15_000;

const LONGEST_PAUSE_MILLISECONDS = 2000;
const CLOSE_MILLISECONDS = 3000;

/** Server versions before this one lack commands that the queue needs. */
const LEAST_VERSION = [6, 2] as const;

/**
 * Connects to a server.
 *
 * @param address - see `parseRedisAddress`
 * @param certificates - for TLS
 * @param onNotice - called when the connection is lost, when it is restored, and of settings that can lose work
 * @throws InputError - when the server does not answer, refuses the password, or is too old
 */
export async function openRedis(
  address: RedisAddress,
  certificates: TlsCertificates,
  onNotice: (message: string) => void,
): Promise<RedisLink> {
  let answered = false;
  let closing = false;
  const open: Redis[] = [];
  const options = {
    host: address.host,
    port: address.port,
    db: address.database,
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
    ...(address.tls ? { tls: { servername: address.host, ...defined(certificates) } } : {}),
    // The setting that the queue's library requires
    protocol: 2,
    maxRetriesPerRequest: null,
    connectTimeout: FIRST_ANSWER_MILLISECONDS / 2,
    socketTimeout: SILENCE_MILLISECONDS,
    keepAlive: SILENCE_MILLISECONDS,
    retryStrategy: (times) => (answered && !closing ? Math.min(50 * 2 ** times, LONGEST_PAUSE_MILLISECONDS) : null),
    lazyConnect: true,
  } as const satisfies RedisOptions;
  const keep = (redis: Redis): Redis => {
    // Without a listener an error ends the process; the connection tries again by itself
    redis.on('error', () => {});
    open.push(redis);
    // The queue's library makes connections of its own from those that it is given
    const duplicate = redis.duplicate.bind(redis);
    redis.duplicate = (...message) => keep(duplicate(...message));
    return redis;
  };
  const connect = () => keep(new Redis(options));

  const redis = connect();
  let reason: unknown;
  redis.on('error', (cause) => {
    reason ??= cause;
  });
  try {
    await within(FIRST_ANSWER_MILLISECONDS, redis.connect(), 'no answer in time');
    // Otherwise a refused database would go unnoticed, and database 0 would be used
    await redis.select(address.database);
    await requireFitServer(redis, onNotice);
  } catch (cause) {
    closing = true;
    redis.disconnect();
    if (cause instanceof InputError) throw cause;
    const message = reason instanceof Error ? textOf(reason) : textOf(cause);
    throw new InputError(`--engine: must be a Redis server that answers; got ${address.shown}: ${message}`, { cause });
  }
  answered = true;

  let lost = false;
  redis.on('close', () => {
    if (lost || closing) return;
    lost = true;
    onNotice(`the connection to ${address.shown} is lost; trying again`);
  });
  redis.on('ready', () => {
    if (lost) onNotice(`connected to ${address.shown} again`);
    lost = false;
  });

  return {
    address,
    redis,
    connect,
    close: async () => {
      closing = true;
      await Promise.all(
        open.map((each) =>
          within(CLOSE_MILLISECONDS, each.quit(), 'no answer').then(
            () => undefined,
            () => each.disconnect(),
          ),
        ),
      );
    },
  };
}

/** Refuses a server that is too old, and reports which of its settings can lose work. */
async function requireFitServer(redis: Redis, onNotice: (message: string) => void): Promise<void> {
  const text = await redis.info().catch((cause: unknown) => {
    // A server may refuse its description; any other error means that it cannot be used
    if (String(cause).includes('NOPERM')) return '';
    throw cause;
  });
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\s*$`, 'm').exec(text)?.[1];
  const version = field('redis_version');
  if (version !== undefined) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor < LEAST_VERSION[1])) {
      throw new InputError(`--engine: must be Redis ${LEAST_VERSION.join('.')} or newer, or Valkey; got ${version}`);
    }
  }
  if (field('cluster_enabled') === '1') throw new InputError('--engine: must be a single server; got a Redis Cluster');
  if (field('role') === 'slave') throw new InputError('--engine: must be a server that can be written; got a replica');
  const policy = field('maxmemory_policy');
  if (Number(field('maxmemory') ?? 0) > 0 && policy !== undefined && policy !== 'noeviction') {
    onNotice(`the server throws keys away when its memory is full (${policy}); set maxmemory-policy noeviction`);
  }
  if (field('aof_enabled') === '0') {
    onNotice('the server keeps no append-only file: what it holds is lost when it restarts, and computed again');
  }
}

/** The message of an error, or its code where Node leaves the message empty. */
function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as NodeJS.ErrnoException;
  return cause.message === '' ? String(code ?? cause.name) : cause.message;
}

function defined(certificates: TlsCertificates): TlsCertificates {
  return Object.fromEntries(Object.entries(certificates).filter(([, text]) => text !== undefined));
}

/** Prefixes of answers by which a server refuses a command. */
const REFUSALS = /^(OOM|READONLY|NOPERM|NOAUTH|WRONGPASS|MISCONF|CLUSTERDOWN|MOVED|LOADING|MASTERDOWN|ERR|EXECABORT)\b/;

/** The message of a refusal of the server, without what it was asked for; undefined for anything else. */
export function refusalOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || cause.name !== 'ReplyError') return undefined;
  const [line = ''] = cause.message.split('\n');
  return REFUSALS.test(line) ? line.slice(0, 200) : undefined;
}

/** A refusal of the server as an error of the user's input; anything else as it is. */
export function serverError(cause: unknown): unknown {
  const message = refusalOf(cause);
  return message === undefined
    ? cause
    : new InputError(`--engine: must be a server that does its work; got '${message}'`);
}
