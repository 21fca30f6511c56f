import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { parseConfig } from '../../config/parse-config.js';
import { print, type Runtime } from '../../session/runtime.js';
import { readManifest } from '../../store/manifest.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { adoptedConfig } from '../../studies/explore/adopted-config.js';
import { exploredJson } from '../../studies/explore/explored-json.js';
import { explorerModel } from '../../studies/explore/explorer-model.js';
import { type ExplorerState, pointOf } from '../../studies/explore/explorer-state.js';
import { exploreLines } from '../explore-lines.js';
import { type ExploredPoolFlags, exploredPool } from '../explored-pool.js';
import { requireNewFile } from '../new-file.js';
import { decimal } from '../option-values.js';

export interface ExploreFlags extends ExploredPoolFlags {
  readonly set: readonly string[];
  readonly json: boolean;
  readonly adopt?: string;
  readonly force: boolean;
}

export async function explore(runtime: Runtime, run: string, flags: ExploreFlags): Promise<undefined> {
  const state = stateOf(flags.set);
  if (flags.adopt !== undefined) await requireNewFile(flags.adopt, flags.force);
  const explored = await exploredPool(runtime, run, flags);
  const model = explorerModel(explored);
  const fitted = model.evaluate({});
  const result = model.evaluate(state);
  if (flags.json) print(runtime, toPrettyJson(exploredJson(explored, result, fitted)).trimEnd());
  else for (const line of exploreLines(explored, result, fitted)) print(runtime, line);
  if (flags.adopt === undefined) return;
  const text = await adoptedText(run, flags.adopt, state, pointOf(explored.problem, explored.values, state).marginals);
  await writeFileAtomically(flags.adopt, text);
  if (!flags.json) print(runtime, `\nConfiguration: ${flags.adopt}`);
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

/** The adopted configuration as text, checked by the reader of configurations. */
async function adoptedText(
  run: string,
  file: string,
  state: ExplorerState,
  marginals: ReturnType<typeof pointOf>['marginals'],
): Promise<string> {
  const { config } = await readRefitInputs(run, unchanged);
  const { inputs, working_folder: from } = await readManifest(run);
  const original = dirname(resolve(run, from, inputs[0]?.path ?? '.'));
  const text = toPrettyJson(
    adoptedConfig(config, {
      name: `${config.name}-explored`,
      description: adoptedDescription(config.name, state),
      marginals,
      fileOf: (name) => nameFrom(dirname(resolve(file)), original, name),
    }),
  );
  parseConfig(text, file);
  return text;
}

/** What an adopted configuration says of itself. */
function adoptedDescription(run: string, state: ExplorerState): string {
  const moved = Object.entries(state).map(([name, value]) => `${name}=${value}`);
  return `Shapes of ${run}${moved.length === 0 ? '' : ` with ${moved.join(', ')}`}, from qcic explore.`;
}

/** A file beside the original configuration, as it is named from another folder; a shipped table keeps its name. */
function nameFrom(folder: string, original: string, name: string): string {
  if (isAbsolute(name) || name.startsWith('../data/')) return name;
  return relative(folder, resolve(original, name)).replaceAll(sep, '/');
}
