/** Outlines in a box of 20 by 20. */
const outlines = {
  brand: 'M3 4.5c4 0 5 9.5 14 10.5M3 4.5c5 0 7.5 3 14 4',
  runs: 'M3.5 5h13M3.5 10h13M3.5 15h8',
  compare: 'M4 16V8M8 16V4M12 16v-6M16 16V6',
  live: 'M2.5 10h3l2.5-5.5 4 11 2.5-5.5h3',
  explorer: 'M3.5 6h6m4 0h3M3.5 14h2m4 0h7M11.5 4v4M7.5 12v4',
  trials: 'M3.5 4.5h13v11h-13zM3.5 8.5h13M8 8.5v7',
  patient: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.5-3.5 3-5 6-5s5.5 1.5 6 5',
  sensitivity: 'M3.5 5h12M3.5 10h8M3.5 15h4',
  biomarkers: 'M3.5 16.5c0-9 4-13 13-13M3.5 16.5l13-13',
  survival: 'M3.5 4h3.5v4h3.5v3.5h3v3h3',
  optimise: 'M3.5 15.5c1.5-6 5-10 13-11M9 9.5a1.5 1.5 0 1 0 0-.1M5 14a1.2 1.2 0 1 0 0-.1M15 5.5a1.2 1.2 0 1 0 0-.1',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5 5 15',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 2.5v1.5M10 16v1.5M2.5 10h1.5M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1',
  moon: 'M16 11.7A6.5 6.5 0 1 1 8.3 4a5.2 5.2 0 0 0 7.7 7.7z',
  system: 'M3 4.5h14v9H3zM7.5 16.5h5',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7',
  download: 'M10 3v9.5M6 9l4 4 4-4M4 16.5h12',
  enlarge: 'M11.5 3.5h5v5M8.5 16.5h-5v-5M16.5 3.5l-5.5 5.5M3.5 16.5 9 11',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  trash: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.8 11h7.400l.8-11M8.5 8.5v5M11.5 8.5v5',
  check: 'M4 10.5l4 4 8-9',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8.5v4M10 14.5v.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.5v4M10 6.8v.01',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  play: 'M6 4l9.5 6L6 16z',
  stop: 'M5.5 5.5h9v9h-9z',
  up: 'M10 16V4.5M5.5 9 10 4.5 14.5 9',
  down: 'M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5',
  next: 'M7.5 4.5 13 10l-5.5 5.5',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  reset: 'M4 10a6 6 0 1 0 2-4.5M3.5 3.5v3.5H7',
  undo: 'M4 8h8a4.5 4.5 0 0 1 0 9H8M7 4.5 3.5 8 7 11.5',
  redo: 'M16 8H8a4.5 4.5 0 0 0 0 9h4M13 4.5 16.5 8 13 11.5',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  link: 'M8.5 11.5l3-3M9.5 6.5l1.8-1.8a3 3 0 0 1 4.2 4.2L13.5 11M10.5 13.5l-1.8 1.8a3 3 0 0 1-4.2-4.2L6.5 9',
} as const;

export type IconName = keyof typeof outlines;

/** A small drawing beside a label; readers of the screen pass over it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  );
}
