import { parseConfig } from '../../../calibration/config/parse-config.js';
import { ConfigError } from '../../../src/errors.js';

/** The least that a configuration must say. */
export const minimal = { name: 'made-up', seed: 1 };

/** Issues of a configuration text; the message's first line is checked on the way. */
export function issuesOfText(text: string): readonly string[] {
  try {
    parseConfig(text, 'mine.json');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.message.split('\n');
    if (lines[0] !== `mine.json: ${error.issues.length} issue(s)`)
      throw new Error(`unexpected first line: ${lines[0]}`);
    if (lines.slice(1).join('\n') !== error.issues.map((issue) => `  ${issue}`).join('\n')) {
      throw new Error('the message must list the issues');
    }
    return error.issues;
  }
  return [];
}

/** Issues of the minimal configuration with the given keys beside it. */
export function issuesOf(keys: Readonly<Record<string, unknown>>): readonly string[] {
  return issuesOfText(JSON.stringify({ ...minimal, ...keys }));
}

/** `where: what was required; got value` as its three parts; undefined where an issue has another form. */
export function partsOf(issue: string): { where: string; required: string; got: string } | undefined {
  const match = /^([\w$.[\]-]+): (.+); got ([\s\S]+)$/.exec(issue);
  const [, where, required, got] = match ?? [];
  return where === undefined || required === undefined || got === undefined ? undefined : { where, required, got };
}

/** Path and value of each issue, as `path = value`. */
export function wheresAndGots(issues: readonly string[]): readonly string[] {
  return issues.map((issue) => {
    const parts = partsOf(issue);
    return parts === undefined ? `not in the grammar: ${issue}` : `${parts.where} = ${parts.got}`;
  });
}
