import type { ReplicateResult, ReplicateSetting, Verdict } from '../result.js';

/**
 * What was reproduced of the paper.
 *
 * @param result - the replication
 * @returns one sentence
 */
export function replicateAnswer({ rows }: Pick<ReplicateResult, 'rows'>): string {
  const count = (setting: ReplicateSetting, verdict: Verdict): number =>
    rows.filter((row) => row.setting === setting && row.verdict === verdict).length;
  const tested = (setting: ReplicateSetting): number =>
    rows.filter((row) => row.setting === setting && row.verdict !== 'fitted').length;
  return `With the terms of the posted code, ${count('posted', 'reproduced')} of ${tested('posted')} published results are reproduced, ${count('posted', 'differs within noise')} differ within noise and ${count('posted', 'not reproduced')} are not reproduced; with the corrected terms and the published shapes, ${count('corrected', 'not reproduced')} of ${tested('corrected')} are not reproduced.`;
}
