import type { Signal } from '@preact/signals';
import type { RunSummary } from '../../../server/api/runs.js';
import { Select } from '../../components/select.js';

/** Narrows the table to one kind of study. */
export function KindFilter({ runs, kind }: { readonly runs: readonly RunSummary[]; readonly kind: Signal<string> }) {
  const counts = new Map<string, number>();
  for (const run of runs) counts.set(run.kind, (counts.get(run.kind) ?? 0) + 1);
  const options = [...counts].sort().map(([value, count]) => ({ value, label: `${value} (${count})` }));
  return <Select label="Study" value={kind} options={[{ value: '', label: `all (${runs.length})` }, ...options]} />;
}
