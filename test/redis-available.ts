import { spawnSync } from 'node:child_process';

/** Set where tests on a real server must not be left out. */
const REQUIRED = 'QCIC_REQUIRE_REDIS';

/** The server's program: Redis, or Valkey; null where neither is installed. */
export const redisProgram: string | null =
  ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

if (redisProgram === null && process.env[REQUIRED] !== undefined) {
  throw new Error(`${REQUIRED}: tests need redis-server or valkey-server; got neither on the path`);
}

/** Ends the name of every test file that needs the server. */
export const REDIS_TEST_SUFFIX = '-redis.test.ts';
