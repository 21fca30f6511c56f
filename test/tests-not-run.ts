// Runs before and after all tests: says which ones do not run on a machine without a Redis server.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasOpenssl, REDIS_TEST_SUFFIX, redisProgram } from './redis-available.js';

const names = readdirSync(fileURLToPath(new URL('.', import.meta.url)), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith(REDIS_TEST_SUFFIX))
  .sort();

const summary = [
  `NOT RUN: ${names.length} test files need a Redis server, and no redis-server or valkey-server is on the path:`,
  ...names.map((name) => `  test/${name}`),
  'Install one (Debian: apt-get install redis-server) and run the tests again to have all of them run.',
];

function tell(): void {
  if (redisProgram === null) process.stdout.write(`\n${summary.join('\n')}\n\n`);
  else if (!hasOpenssl) process.stdout.write('\nNOT RUN: tests behind TLS need openssl, which is not on the path\n\n');
}

export function setup(): void {
  tell();
}

export function teardown(): void {
  tell();
}
