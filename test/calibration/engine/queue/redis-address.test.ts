// Evidence: the URL standard for what an address is made of; laws for what may never be shown.
import { describe, expect, it } from 'vitest';
import { parseRedisAddress, withoutSecrets } from '../../../../calibration/engine/queue/redis-address.js';
import { InputError } from '../../../../src/index.js';

const bare = { host: 'host', port: 6379, database: 0, tls: false, prefix: 'qcic', shown: 'redis://host:6379/0' };

/** A user name and a password, in addresses that must not reveal them. */
const USER = 'hush';
const PASSWORD = 'pa55word';

/** The message that an address is refused with. */
function refusalOf(text: string): string {
  try {
    parseRedisAddress(text);
  } catch (cause) {
    return String(cause);
  }
  return 'accepted';
}

describe('parseRedisAddress', () => {
  it.each([
    ['redis://host', {}],
    ['redis://host/', {}],
    ['redis://host:7000', { port: 7000, shown: 'redis://host:7000/0' }],
    ['redis://host:6379/3', { database: 3, shown: 'redis://host:6379/3' }],
    ['redis://host/0015', { database: 15, shown: 'redis://host:6379/15' }],
    ['rediss://host', { tls: true, shown: 'rediss://host:6379/0' }],
    ['redis://host?prefix=lab_2.a-b', { prefix: 'lab_2.a-b', shown: 'redis://host:6379/0?prefix=lab_2.a-b' }],
    ['redis://host/?prefix=qcic', {}],
    ['redis://127.0.0.1', { host: '127.0.0.1', shown: 'redis://127.0.0.1:6379/0' }],
    ['redis://[::1]', { host: '::1', shown: 'redis://[::1]:6379/0' }],
    [
      'rediss://[2001:db8::7]:7000/2?prefix=p',
      {
        host: '2001:db8::7',
        port: 7000,
        database: 2,
        tls: true,
        prefix: 'p',
        shown: 'rediss://[2001:db8::7]:7000/2?prefix=p',
      },
    ],
  ])('reads the parts of %s, and has defaults for the others', (text, parts) => {
    expect(parseRedisAddress(text)).toEqual({ ...bare, username: undefined, password: undefined, ...parts });
  });

  it.each([
    ['redis://user:pass@host', 'user', 'pass'],
    ['redis://:pass@host', undefined, 'pass'],
    ['redis://user@host', 'user', undefined],
    ['redis://user:@host', 'user', undefined],
    ['redis://u%40x:p%3Aa%2Fs%23s%25%3F@host', 'u@x', 'p:a/s#s%?'],
    ['redis://user:p@ss@host', 'user', 'p@ss'],
    ['redis://user:p%C3%A4ss%20w@host', 'user', 'päss w'],
  ])('decodes user name and password of %s', (text, username, password) => {
    expect(parseRedisAddress(text)).toEqual({ ...bare, username, password });
  });

  it.each([
    ['redis://host', 'given', 'secret'],
    ['redis://:own@host', 'given', 'own'],
    ['redis://me@host', 'me', 'secret'],
    ['redis://me:own@host', 'me', 'own'],
  ])('takes from the secrets what %s does not bear', (text, username, password) => {
    expect(parseRedisAddress(text, { username: 'given', password: 'secret' })).toMatchObject({ username, password });
  });

  it.each([
    [
      '',
      'must be redis://host:port/database?prefix=name, rediss:// for TLS; got one that may hold a password and is not repeated',
    ],
    ['host:6379', "must be redis://host:port/database?prefix=name, rediss:// for TLS; got 'host:6379'"],
    ['http://host', "must be redis://host:port/database?prefix=name, rediss:// for TLS; got 'http://host'"],
    ['redis:///3', "must be redis://host:port/database?prefix=name, rediss:// for TLS; got 'redis:///3'"],
    [
      'redis://host:70000',
      'must be redis://host:port/database?prefix=name, rediss:// for TLS; got one that may hold a password and is not repeated',
    ],
    ['redis://host/five', "database: must be a whole number; got 'five'"],
    ['redis://host/-1', "database: must be a whole number; got '-1'"],
    ['redis://host/10000', "database: must be a whole number; got '10000'"],
    ['redis://host/1/2', "database: must be a whole number; got '1/2'"],
    ['redis://host?db=1', "query: must be prefix=name, once; got 'db'"],
    ['redis://host?prefix=a&prefix=b', "query: must be prefix=name, once; got 'prefix'"],
    ['redis://host:0', "port: must be above 0; got '0'"],
    ['redis://host?prefix=', "prefix: must be 1 to 64 letters, digits, dots, dashes, underscores; got ''"],
    ['redis://host?prefix=a:b', "prefix: must be 1 to 64 letters, digits, dots, dashes, underscores; got 'a:b'"],
    [
      `redis://host?prefix=${'x'.repeat(65)}`,
      `prefix: must be 1 to 64 letters, digits, dots, dashes, underscores; got '${'x'.repeat(65)}'`,
    ],
    ['redis://host/1#part', "must be without a #, which is written %23 in a password; got '#part'"],
  ])("refuses '%s' as an error of the user's input", (text, message) => {
    expect(() => parseRedisAddress(text)).toThrow(InputError);
    expect(refusalOf(text)).toBe(`InputError: --engine: ${message}`);
  });

  it('refuses a percent sign that encodes nothing as an error of the input', () => {
    expect(refusalOf(`redis://${USER}:%zz${PASSWORD}@host`)).toMatch(/^InputError: --engine: password: must be /);
  });
});

describe('what is shown of an address', () => {
  it.each([
    `redis://${USER}:${PASSWORD}@host:7000/1?prefix=p`,
    `rediss://:${PASSWORD}@[::1]`,
    `redis://${USER}:${PASSWORD}%2F%23@host`,
  ])('holds neither user name nor password, and leads to the same server: %s', (text) => {
    const { username: _username, password: _password, ...address } = parseRedisAddress(text);
    expect(address.shown).not.toMatch(/hush|pa55|@/);
    const { username, password, ...again } = parseRedisAddress(address.shown);
    expect([username, password, again]).toEqual([undefined, undefined, address]);
  });

  it.each([
    ['an unknown protocol', `http://${USER}:${PASSWORD}@host`],
    ['an impossible port', `redis://${USER}:${PASSWORD}@host:70000`],
    ['no host', `redis://${USER}:${PASSWORD}@`],
    ['no host and no @', `redis://${USER}:${PASSWORD}`],
    ['a database that is none', `redis://${USER}:${PASSWORD}@host/x`],
    ['an unknown query', `redis://${USER}:${PASSWORD}@host?db=1`],
    ['an impossible prefix', `redis://${USER}:${PASSWORD}@host?prefix=*`],
    ['something behind the query', `redis://${USER}:${PASSWORD}@host#end`],
    ['a # in the password', `redis://${USER}:${PASSWORD}#${PASSWORD}@host`],
    ['a ? in the password', `redis://${USER}:${PASSWORD}?${PASSWORD}@host`],
    ['a percent sign that encodes nothing', `redis://${USER}:%zz${PASSWORD}@host`],
    ['no protocol', `${USER}:${PASSWORD}@host:6379`],
    ['slashes missing', `redis:${USER}:${PASSWORD}@host`],
    ['a slash in the password', `redis://${USER}:${PASSWORD}/${PASSWORD}@host`],
    ['a slash behind digits of the password', `redis://${USER}:55/${PASSWORD}@host`],
    ['a ? behind digits of the password', `redis://${USER}:55?${PASSWORD}@host`],
    ['a space in the password and in the host', `redis://${USER}:${PASSWORD} ${PASSWORD}@ho st`],
  ])('is no part of user name or password where an address is refused for %s', (_name, text) => {
    const refusal = refusalOf(text);
    expect(refusal).not.toBe('accepted');
    expect(refusal).not.toMatch(/hush|pa55/);
  });
});

describe('withoutSecrets', () => {
  it.each([
    [`redis://${USER}:${PASSWORD}@host:6379/0`, 'redis://host:6379/0'],
    [`--engine=rediss://:${PASSWORD}@host`, '--engine=rediss://host'],
    [`redis://${USER}:${PASSWORD}@${PASSWORD}@host`, 'redis://host'],
    [`redis://${USER}:${PASSWORD}?#@host`, 'redis://host'],
    [`redis://${USER}:${PASSWORD} ${PASSWORD}@host`, 'redis://host'],
    [`redis://${USER}:${PASSWORD}/${PASSWORD}@host`, 'redis://host'],
  ])('removes from %s what is before the host', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });

  it.each(['', 'redis://host/0', 'someone@somewhere', 'runs/a', '--out=runs/a@b'])('leaves %s as it is', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});
