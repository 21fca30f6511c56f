import type { ReplicateOutput } from './run-replicate.js';
export interface ReplicateReportInput extends ReplicateOutput {
  readonly version: string;
  readonly command: string;
}
export async function renderReplicate(input: ReplicateReportInput): Promise<string> {
  return input.version;
}
