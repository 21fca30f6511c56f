import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { InputError, isSystemError, mostBytes, readText, writeFileAtomically } from '../../src/index.js';
import { formatFixed, formatSignificant } from '../page/format-number.js';
import { print, type Runtime } from '../session/runtime.js';
import { approximationOf } from '../studies/explore/approximation.js';
import type { ExplorerPool } from '../studies/explore/explorer-pool.js';
import { offlinePage } from '../studies/explore/offline-page.js';
import { packRoundedPool, thinnedPool, unpackAnyPool } from '../studies/explore/rounded-pool.js';
import { besideRun } from './beside-run.js';
import { exploredPool } from './explored-pool.js';
import { requireNewFile } from './new-file.js';

/** Largest file; bytes. */
const MOST_BYTES = 3_000_000;
/** Most patients of a file; those of the main job are half of them. */
const MOST_PATIENTS = 12_000;
/** Share of the patients that fit by their size that are taken in the next attempt. */
const ROOM = 0.95;

/** Writes the explorer of a run as one HTML file that makes no request. */
export async function interactiveReport(
  runtime: Runtime,
  run: string,
  { out, force }: { readonly out: string | undefined; readonly force: boolean },
): Promise<undefined> {
  const file = out ?? `${besideRun(run, 'explorer')}.html`;
  await requireNewFile(file, force);
  const { root } = await runtime.packageInformation();
  const built = async (name: string) => builtFile(join(root, 'dist', 'web', name));
  const [script, worker, style] = [
    await built('offline.js'),
    await built('explorer-worker.js'),
    await built('styles.css'),
  ];
  const whole = await exploredPool(runtime, run, {});
  const page = async (explored: ExplorerPool) =>
    offlinePage({
      title: `Explorer: ${whole.origin.name}`,
      script,
      worker,
      style,
      pool: await promisify(gzip)(packRoundedPool(explored), { level: 9 }),
    });
  let part = thinnedPool(whole, MOST_PATIENTS);
  let text = await page(part);
  while (text.length > MOST_BYTES) {
    part = thinnedPool(whole, Math.floor((ROOM * part.pool.patients * MOST_BYTES) / text.length));
    text = await page(part);
  }
  const approximation = approximationOf(whole, unpackAnyPool(packRoundedPool(part), file));
  text = await page({ ...part, approximation });
  await writeFileAtomically(file, text);
  runtime.reply?.({
    files: [file],
    result: { patients: part.pool.patients, of: whole.pool.patients, bytes: text.length, approximation },
  });
  const { ratePoints, medianMonths, states } = approximation;
  print(
    runtime,
    `Explorer: ${file} (${formatFixed(text.length / 1e6, 2)} MB, ${part.pool.patients} of ${whole.pool.patients} patients; at ${states} states its endpoints differ from those of the whole pool by at most ${formatSignificant(ratePoints, 2)} points and ${formatSignificant(medianMonths, 2)} months)`,
  );
}

/** A file that the build has made. @throws InputError - where it has not */
async function builtFile(path: string): Promise<string> {
  return readText(path, mostBytes.configuration).catch((cause: unknown) => {
    if (!(cause instanceof InputError && isSystemError(cause.cause))) throw cause;
    throw new InputError(`${path}: must be there, made by \`npm run build\`; got ${cause.cause.code}`, { cause });
  });
}
