// Evidence: the heap of the process after a collection, before and after the events of eight hours. QCIC_GROWTH_SECONDS=600 takes ten minutes for
// them in place of twelve seconds.
import { appendFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { LEAST_SECONDS_APART } from '../../../calibration/session/session-events.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

const HOURS = 8;
const EVENTS = (HOURS * 3600) / LEAST_SECONDS_APART;
const SECONDS = Number(process.env.QCIC_GROWTH_SECONDS ?? 12);
const MOST_GROWTH_BYTES = 50e6;
const STEPS_PER_SECOND = 20;

/** Bytes of the heap that are in use after a collection. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

/** A page that reads a stream and keeps nothing of it but how many messages have come. */
function page(at: TestServer, path: string, cookie: string) {
  const count = { messages: 0, hasEnded: false };
  let tail = '';
  const sent = request({ port: at.port, host: '127.0.0.1', path, headers: { cookie }, agent: false }, (reply) => {
    reply.on('data', (part: Buffer) => {
      for (const byte of part) if (byte === 10) count.messages += 0.5;
      tail = (tail + part.toString('latin1')).slice(-200);
      count.hasEnded ||= tail.includes('"kind":"end"');
    });
    reply.on('error', () => {});
  });
  sent.on('error', () => {});
  sent.end();
  return { count, close: () => sent.destroy() };
}

const title = `the events of ${HOURS} hours reach pages, and the heap grows by less than 50 MB`;
test(title, { tags: 'full/studies', timeout: 1000 * (SECONDS + 120) }, async () => {
  const at = await testServer();
  const folder = await sampleRun(at.runs, 'long', { status: 'running' }, { 'events.jsonl': '' });
  const { search } = new URL(at.server.address);
  const cookie = String((await at.wire({ path: `/${search}` })).headers['set-cookie']).split(';')[0]!;
  const pages = ['/api/runs/long/events', '/api/runs/long/events', '/api/events'].map((path) => page(at, path, cookie));
  const steps = SECONDS * STEPS_PER_SECOND;
  const sizes: number[] = [];
  let written = 0;
  const begun = performance.now();
  for (let step = 1; step <= steps; step++) {
    const lines: string[] = [];
    for (; written < (EVENTS * step) / steps; written++) {
      const progress = { kind: 'progress', done: written, total: EVENTS, failed: 0, stored: 0 };
      lines.push(`${JSON.stringify({ seconds: written * LEAST_SECONDS_APART, ...progress })}\n`);
    }
    await appendFile(join(folder, 'events.jsonl'), lines.join(''));
    at.server.context.events.publish({ kind: 'runs', changed: [`run-${step}`] });
    if (step % STEPS_PER_SECOND === 0) await at.json('/api/runs');
    // The first tenth warms up
    if (step % Math.ceil(steps / 10) === 0) sizes.push(heapAfterCollection());
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, begun + (1000 * step) / STEPS_PER_SECOND - performance.now())),
    );
  }
  await appendFile(join(folder, 'events.jsonl'), '{"seconds":28800,"kind":"end","status":"done"}\n');
  while (!pages.slice(0, 2).every(({ count }) => count.hasEnded))
    await new Promise((resolve) => setTimeout(resolve, 50));
  sizes.push(heapAfterCollection());
  expect(
    Math.max(...sizes) - sizes[0]!,
    sizes.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(', '),
  ).toBeLessThan(MOST_GROWTH_BYTES);
  expect(pages[1]!.count.messages).toBeGreaterThan(0);
  expect(pages[2]!.count.messages).toBeGreaterThanOrEqual(steps);
  if (process.env.QCIC_GROWTH_SECONDS !== undefined)
    process.stdout.write(`heap: ${sizes.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(', ')}\n`);
  for (const { close } of pages) close();
  await at.close();
});
