import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A number a little away from its own, another one for each copy. */
const moved = (value: number, copy: number) => value * (1 + 0.0001 * (copy % 97));

/**
 * Copies of a finished run: manifest, results and curves, without patients. Seed, endpoints, shapes and death functions differ from
 * copy to copy, and the manifest states the hashes of what is written.
 *
 * @param run - folder of the run
 * @param count - how many
 * @returns a new folder of runs, to be removed by the caller, and the names of the copies
 */
export async function runCopies(run: string, count: number): Promise<{ folder: string; ids: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'qcic-bars-'));
  const [manifest, results, curve] = await Promise.all(
    ['manifest.json', 'results.json', 'figures/survival.csv'].map((file) => readFile(join(run, file), 'utf8')),
  );
  const ids: string[] = [];
  for (let copy = 0; copy < count; copy++) {
    const id = `r${String(copy).padStart(4, '0')}`;
    ids.push(id);
    await mkdir(join(folder, id, 'figures'), { recursive: true });
    const own = JSON.parse(results!);
    for (const row of own.targets) if (row.simulated !== null) row.simulated = moved(row.simulated, copy);
    for (const shape of Object.values<Record<string, number>>(own.fit.shapes)) {
      shape.alpha = moved(shape.alpha!, copy);
      shape.beta = moved(shape.beta!, copy);
    }
    const text = JSON.stringify(own);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const stated = JSON.parse(manifest!);
    stated.seed = String(Number(stated.seed) + copy);
    stated.results_sha256 = sha256;
    for (const file of stated.files) if (file.path === 'results.json') Object.assign(file, { sha256 });
    await writeFile(join(folder, id, 'results.json'), text);
    await writeFile(join(folder, id, 'manifest.json'), JSON.stringify(stated));
    await writeFile(join(folder, id, 'figures/survival.csv'), curve!);
  }
  return { folder, ids };
}
