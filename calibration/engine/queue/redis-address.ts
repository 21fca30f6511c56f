import { InputError } from '../../../src/index.js';

/** Address of the Redis (or Valkey) server, and how to connect to it. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** In front of every key that the workbench writes. */
  readonly prefix: string;
  /** The address without user name and password: for logs, manifests and messages. */
  readonly shown: string;
}

const DEFAULT_PORT = 6379;
const DEFAULT_PREFIX = 'qcic';
const forms = 'redis://host:port/database?prefix=name, rediss:// for TLS';

/**
 * Parses the address of a server.
 *
 * @param text - `redis://[user:password@]host[:port][/database][?prefix=name]`, `rediss://` for TLS
 * @param secrets - user name and password for an address that bears none
 * @throws InputError - naming the part; a password is never repeated
 */
export function parseRedisAddress(
  text: string,
  secrets: { readonly username?: string | undefined; readonly password?: string | undefined } = {},
): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refuse = (what: string, required: string, got: string) =>
    new InputError(`--engine: ${what}must be ${required}; got ${repeatable(text) ? `'${got}'` : UNREPEATED}`);
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw refuse('', forms, text);
  }
  const path = url.pathname.replace(/^\//, '');
  if (!/^\d{0,4}$/.test(path)) throw refuse('database: ', 'a whole number', path);
  const keys = [...url.searchParams.keys()];
  const unknown = keys.find((key, place) => key !== 'prefix' || place > 0);
  if (unknown !== undefined) throw refuse('query: ', 'prefix=name, once', unknown);
  if (url.hash !== '') throw refuse('', 'without a #, which is written %23 in a password', url.hash);
  const prefix = url.searchParams.get('prefix') ?? DEFAULT_PREFIX;
  if (!/^[\w.-]{1,64}$/.test(prefix)) {
    throw refuse('prefix: ', '1 to 64 letters, digits, dots, dashes, underscores', prefix);
  }
  if (url.port === '0') throw refuse('port: ', 'above 0', url.port);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const shownPrefix = prefix === DEFAULT_PREFIX ? '' : `?prefix=${prefix}`;
  const decoded = (what: string, part: string) => {
    try {
      return part === '' ? undefined : decodeURIComponent(part);
    } catch {
      throw refuse(`${what}: `, 'percent-encoded, with %25 for a percent sign', part);
    }
  };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    database: Number(path),
    tls: url.protocol === 'rediss:',
    username: decoded('user name', url.username) ?? secrets.username,
    password: decoded('password', url.password) ?? secrets.password,
    prefix,
    shown: `${url.protocol}//${url.hostname}:${port}/${Number(path)}${shownPrefix}`,
  };
}

export { withoutSecrets } from './without-secrets.js';

const UNREPEATED = 'one that may hold a password and is not repeated';

/** Whether an invalid address may appear in a message: where it has an @ or is no address, any part of it may be a password. */
function repeatable(text: string): boolean {
  return !text.includes('@') && URL.canParse(text);
}
