import { type BetaMarginal, toPrettyJson } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { type FileMove, namedFrom } from '../../config/named-from.js';
import { parseConfig } from '../../config/parse-config.js';
import { adoptedConfig } from './adopted-config.js';
import type { ExplorerState } from './explorer-state.js';

/** What is adopted, and where the file will lie. */
export interface Adoption {
  /** Configuration of the run. */
  readonly config: Config;
  /** From the folder of the file that it was read from to that of the new one. */
  readonly move: FileMove;
  /** File to be written. */
  readonly file: string;
  readonly name: string;
  readonly state: ExplorerState;
  /** Shapes of the state. */
  readonly marginals: readonly BetaMarginal[];
}

/**
 * An adopted configuration as text, accepted by the reader of configurations.
 *
 * @throws ConfigError - when the reader does not accept it
 */
export function adoptedText(adoption: Adoption): string {
  const { config, move, file, name, state, marginals } = adoption;
  const text = toPrettyJson(
    adoptedConfig(config, {
      name,
      description: describedState(config.name, state),
      marginals,
      fileOf: (each) => namedFrom(move, each),
    }),
  );
  parseConfig(text, file);
  return text;
}

function describedState(run: string, state: ExplorerState): string {
  const moved = Object.entries(state).map(([name, value]) => `${name}=${value}`);
  return `Shapes of ${run}${moved.length === 0 ? '' : ` with ${moved.join(', ')}`}, from qcic explore.`;
}
