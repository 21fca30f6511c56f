/** Look of the states that a study can have. */
const looks: Readonly<Record<string, 'good' | 'warn' | 'bad' | 'live' | 'plain'>> = {
  converged: 'good',
  done: 'good',
  evaluated: 'good',
  'not-converged': 'warn',
  interrupted: 'warn',
  failed: 'bad',
  unreadable: 'bad',
  running: 'live',
};

/** State of a study; told apart by its text and its mark as well as by its colour. */
export function StatusChip({ status }: { readonly status: string }) {
  return (
    <span class={`chip-status ${looks[status] ?? 'plain'}`}>
      <span class="mark" aria-hidden="true" />
      {status.replaceAll('-', ' ').replaceAll('_', ' ')}
    </span>
  );
}
