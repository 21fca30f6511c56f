import type { ComponentType } from 'preact';
import type { IconName } from '../components/icon.js';
import type { PathParameters } from './path-pattern.js';

/** Sections of the rail, in order. */
export const groups = ['Runs', 'Explore', 'Design'] as const;

/** What a page gets: the parts of its path. */
export interface PageProps {
  readonly params: PathParameters;
}

/** A page of the workbench. */
export interface PageEntry {
  /** Pattern of its address, such as `/explorer/:run`. */
  readonly path: string;
  /** In the rail and in the title of the window. */
  readonly title: string;
  readonly group: (typeof groups)[number];
  readonly icon: IconName;
  /** Kinds of runs that a page with `:run` shows; the rail offers the newest one. */
  readonly kinds?: readonly string[];
  /** Stays out of the rail. */
  readonly isHidden?: boolean;
  /** Loads the page: its module exports `Page`. */
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps> }>;
}
