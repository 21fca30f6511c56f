import { dirname, resolve } from 'node:path';
import { InputError, writeFileAtomically } from '../../../src/index.js';
import { present, print, type Runtime } from '../../session/runtime.js';
import { readManifest } from '../../store/manifest.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { adoptedText } from '../../studies/explore/adopted-text.js';
import { exploredJson } from '../../studies/explore/explored-json.js';
import { explorerModel } from '../../studies/explore/explorer-model.js';
import { type ExplorerState, pointOf } from '../../studies/explore/explorer-state.js';
import { exploreLines } from '../explore-lines.js';
import { type ExploredPoolFlags, exploredPool } from '../explored-pool.js';
import { requireNewFile } from '../new-file.js';
import { decimal } from '../option-values.js';

export interface ExploreFlags extends ExploredPoolFlags {
  readonly set: readonly string[];
  readonly adopt?: string;
  readonly force: boolean;
  /** Packs the patients, and does nothing else. */
  readonly prepare: boolean;
}

export async function explore(runtime: Runtime, run: string, flags: ExploreFlags): Promise<undefined> {
  const state = stateOf(flags.set);
  if (flags.adopt !== undefined) await requireNewFile(flags.adopt, flags.force);
  const explored = await exploredPool(runtime, run, flags);
  if (flags.prepare) return;
  const model = explorerModel(explored);
  const fitted = model.evaluate({});
  const result = model.evaluate(state);
  present(runtime, exploredJson(explored, result, fitted), () => exploreLines(explored, result, fitted));
  if (flags.adopt === undefined) return;
  const { config } = await readRefitInputs(run, unchanged);
  const { inputs, working_folder: from } = await readManifest(run);
  const text = adoptedText({
    config,
    move: {
      from: dirname(resolve(run, from, inputs[0]?.path ?? '.')),
      to: dirname(resolve(flags.adopt)),
      packageRoot: (await runtime.packageInformation()).root,
    },
    file: flags.adopt,
    name: `${config.name}-explored`,
    state,
    marginals: pointOf(explored.problem, explored.values, state).marginals,
  });
  await writeFileAtomically(flags.adopt, text);
  runtime.reply?.({ files: [flags.adopt] });
  print(runtime, `\nConfiguration: ${flags.adopt}`);
}

/** `NAME=VALUE` of each option. */
function stateOf(set: readonly string[]): ExplorerState {
  const state: Record<string, number> = {};
  for (const text of set) {
    const sign = text.lastIndexOf('=');
    const [name, value] = [text.slice(0, Math.max(sign, 0)).trim(), decimal(text.slice(sign + 1))];
    if (name === '' || !Number.isFinite(value))
      throw new InputError(`--set: must be NAME=VALUE with a number; got '${text}'`);
    if (Object.hasOwn(state, name)) throw new InputError(`--set: must name ${name} once; got it again`);
    state[name] = value;
  }
  return state;
}
