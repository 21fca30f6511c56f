import { equationsMarkdown } from '../../../src/index.js';
import { present, type Runtime } from '../../session/runtime.js';

export async function equations(runtime: Runtime): Promise<undefined> {
  const markdown = equationsMarkdown();
  present(runtime, { markdown }, () => [markdown.trimEnd()]);
}
