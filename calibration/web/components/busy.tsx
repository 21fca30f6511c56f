/** Shown while something loads; appears after a moment, so that what is quick does not flicker. `note`: why it may take long. */
export function Busy({ label, note }: { readonly label: string; readonly note?: string }) {
  return (
    <div class="busy" role="status">
      <span class="busy-bar" aria-hidden="true" />
      <span class="only-read">Loading: {label}</span>
      {note === undefined ? null : <p class="busy-note">{note}</p>}
    </div>
  );
}

/** How far something is, as a bar; `done` of `total`. Without a total it moves on the spot. */
export function ProgressBar(props: { readonly label: string; readonly done: number; readonly total: number | null }) {
  const { label, done, total } = props;
  return total === null || total === 0 ? (
    <progress class="progress" aria-label={label} />
  ) : (
    <progress class="progress" aria-label={label} value={done} max={total} />
  );
}
