import { spawnSync } from 'node:child_process';

/** Set where tests on a real server must not be skipped. */
const REQUIRED = 'QCIC_REQUIRE_REDIS';

const answers = (name: string, ...summary: string[]) => spawnSync(name, summary).status === 0;

/** The server's program: Redis, or Valkey; null where neither is installed. */
export const redisProgram: string | null =
  ['redis-server', 'valkey-server'].find((name) => answers(name, '--version')) ?? null;

/** Whether certificates can be made for the tests behind TLS. */
export const hasOpenssl = answers('openssl', 'version');

if (process.env[REQUIRED] !== undefined && (redisProgram === null || !hasOpenssl)) {
  throw new Error(`${REQUIRED}: tests need redis-server or valkey-server, and openssl; one is not on the path`);
}

/** Ends the name of every test file that needs the server. */
export const REDIS_TEST_SUFFIX = '-redis.test.ts';
