import type { ComponentChildren } from 'preact';

/** Controls above what they act on. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="toolbar" role="group" aria-label={label}>
      {children}
    </div>
  );
}
