import { join } from 'node:path';
import { Hono } from 'hono';
import { InputError, ownValue } from '../../../src/index.js';
import { runFiles } from '../../store/run-folder.js';
import { readStoredStudy } from '../../store/study-folder.js';
import { storedKinds } from '../../studies/registry.js';
import { describeArm, describeResponse, outputSummary } from '../../studies/sensitivity/outputs.js';
import { type SensitivityResult, sensitivityResultSchema } from '../../studies/sensitivity/result.js';
import type { SamplesReply, SensitivityReply } from '../api/sensitivity.js';
import type { ServerContext } from '../context.js';
import { NotFoundError } from '../replies.js';
import { fileMark } from '../run-summary.js';
import { readSampleTable, type SampleTable } from '../sample-columns.js';

/** Columns of one plot, and of a few beside each other. */
const MOST_COLUMNS = 16;
const SAMPLES = 'samples.csv';

/** A study that was read, for as long as its files stay as they are. */
interface ReadStudy {
  /** Null where the method stores none. */
  readonly samples: SampleTable | null;
  /** Reply of the study, as JSON. */
  readonly reply: string;
}

/** What a sensitivity analysis found, and its samples. */
export function sensitivityRoutes({ runs }: ServerContext): Hono {
  // One study is kept: its page asks for columns of its samples one after the other, and a reload for all again
  let kept: { readonly key: string; readonly study: Promise<ReadStudy> } | undefined;
  const studyOf = async (run: string): Promise<ReadStudy> => {
    const folder = await runs.resolve(run);
    const key = [run, folder, ...(await marksOf(folder))].join('\n');
    if (kept?.key !== key) {
      const own = { key, study: readStudy(run, folder) };
      own.study.catch(() => {
        if (kept === own) kept = undefined;
      });
      kept = own;
    }
    return kept.study;
  };
  return new Hono()
    .get('/:run', async (c) =>
      c.body((await studyOf(c.req.param('run'))).reply, 200, { 'Content-Type': 'application/json' }),
    )
    .get('/:run/samples', async (c) => {
      const { samples } = await studyOf(c.req.param('run'));
      const names = c.req.queries('column') ?? [];
      if (names.length === 0 || names.length > MOST_COLUMNS)
        throw new InputError(`column: must be given 1 to ${MOST_COLUMNS} times; got ${names.length}`);
      if (samples === null) throw new NotFoundError('samples: must be stored by the method; got none');
      return c.json({
        columns: names.map((name) => Array.from(samples.column(name), (value) => (Number.isNaN(value) ? null : value))),
        isBeginning: samples.isBeginning,
      } satisfies SamplesReply);
    });
}

/** Marks of the files whose content a reply has. */
function marksOf(folder: string): Promise<readonly (string | null)[]> {
  const { file } = storedKinds.sensitivity.result!;
  return Promise.all([runFiles.manifest, file, SAMPLES].map((name) => fileMark(join(folder, name))));
}

async function readStudy(run: string, folder: string): Promise<ReadStudy> {
  const { manifest, json } = await readStoredStudy(folder, null);
  const result = await json(storedKinds.sensitivity.result!.file, sensitivityResultSchema);
  if (manifest.kind !== 'sensitivity' || result === undefined)
    throw new InputError(
      `run: must be a finished sensitivity analysis; got a study of kind ${manifest.kind} that is ${manifest.status}`,
    );
  const hasSamples = manifest.files.some(({ path }) => path === SAMPLES);
  const samples = hasSamples ? await readSampleTable(join(folder, SAMPLES)) : null;
  const reply: SensitivityReply = {
    run,
    name: manifest.name,
    result,
    outputs: outputsOf(result),
    columns: samples?.header.slice(1) ?? [],
    command: manifest.command,
  };
  return { samples, reply: JSON.stringify(reply) };
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
