import { equationsMarkdown } from '../../../src/index.js';
import type { Runtime } from '../../session/runtime.js';

export async function equations({ stdout }: Runtime): Promise<undefined> {
  stdout.write(equationsMarkdown());
}
