import { join } from 'node:path';
import { Hono } from 'hono';
import { InputError, ownValue } from '../../../src/index.js';
import { readManifest } from '../../store/manifest.js';
import { readStoredStudy } from '../../store/study-folder.js';
import { storedKinds } from '../../studies/registry.js';
import { describeArm, describeResponse, outputSummary } from '../../studies/sensitivity/outputs.js';
import { type SensitivityResult, sensitivityResultSchema } from '../../studies/sensitivity/result.js';
import type { SamplesReply, SensitivityReply } from '../api/sensitivity.js';
import type { ServerContext } from '../context.js';
import { readSampleTable, type SampleTable } from '../sample-columns.js';

/** Columns of one plot, and of a few beside each other. */
const MOST_COLUMNS = 16;
const SAMPLES = 'samples.csv';

/** What a sensitivity analysis found, and its samples. */
export function sensitivityRoutes({ runs }: ServerContext): Hono {
  // The table of one study is kept: plots ask for its columns one after the other
  let kept: { readonly key: string; readonly table: Promise<SampleTable> } | undefined;
  const samplesOf = (folder: string, hash: string) => {
    const key = `${folder}\n${hash}`;
    if (kept?.key !== key) {
      const table = readSampleTable(join(folder, SAMPLES));
      table.catch(() => {
        kept = undefined;
      });
      kept = { key, table };
    }
    return kept.table;
  };
  const stored = async (run: string) => {
    const folder = await runs.resolve(run);
    const { manifest, json } = await readStoredStudy(folder, null);
    const result = await json(storedKinds.sensitivity.result!.file, sensitivityResultSchema);
    if (manifest.kind !== 'sensitivity' || result === undefined)
      throw new InputError(
        `run: must be a finished sensitivity analysis; got a study of kind ${manifest.kind} that is ${manifest.status}`,
      );
    const hasSamples = manifest.files.some(({ path }) => path === SAMPLES);
    return { folder, manifest, result, hasSamples };
  };
  return new Hono()
    .get('/:run', async (c) => {
      const run = c.req.param('run');
      const { folder, manifest, result, hasSamples } = await stored(run);
      const table = hasSamples ? await samplesOf(folder, manifest.results_sha256 ?? '') : undefined;
      return c.json({
        run,
        name: manifest.name,
        result,
        outputs: outputsOf(result),
        columns: table?.header.slice(1) ?? [],
        command: manifest.command,
      } satisfies SensitivityReply);
    })
    .get('/:run/samples', async (c) => {
      const folder = await runs.resolve(c.req.param('run'));
      const { results_sha256: hash } = await readManifest(folder);
      const names = c.req.queries('column') ?? [];
      if (names.length === 0 || names.length > MOST_COLUMNS)
        throw new InputError(`column: must be given 1 to ${MOST_COLUMNS} times; got ${names.length}`);
      const table = await samplesOf(folder, hash ?? '');
      return c.json({
        columns: names.map((name) => Array.from(table.column(name), (value) => (Number.isNaN(value) ? null : value))),
        isBeginning: table.isBeginning,
      } satisfies SamplesReply);
    });
}

/** Responses of a result as readers know them. */
function outputsOf(result: SensitivityResult): SensitivityReply['outputs'] {
  const responses =
    result.method === 'intervals' ? result.responses.map(({ arm }) => ({ arm, output: 'dcr@56' })) : result.responses;
  return responses.map(({ arm, output }) => ({
    arm,
    output,
    title: describeResponse({ arm, output }),
    short: `${shortOutput(output)}, ${describeArm(arm)}`,
  }));
}

/** Outputs of single patients in a word; others have short names already. */
const WORDS: Readonly<Record<string, string>> = {
  change: 'size change',
  tri: 'TRI',
  volume: 'volume',
  density: 'tumor cells',
  chi: 'burden',
  dcr: 'disease control',
  pd: 'progression',
};

function shortOutput(output: string): string {
  const [name = '', day] = output.split('@');
  return day === undefined ? outputSummary(output) : `${ownValue(WORDS, name) ?? name}, day ${day}`;
}
