import { computed, signal } from '@preact/signals';
import { currentPath } from './address.js';
import type { PageEntry } from './page-entry.js';
import { fillPath, matchPath, type PathParameters } from './path-pattern.js';

/** The shown page: its entry, null where no page has this address, and the parts of its path. */
export interface Route {
  readonly path: string;
  readonly page: PageEntry | null;
  readonly params: PathParameters;
}

const HOME = '/runs';

const pages = signal<readonly PageEntry[]>([]);

/** Names the pages to choose from; called once. Pages ask for the route, so that this file may not import them. */
export function setPages(entries: readonly PageEntry[]): void {
  pages.value = entries;
}

/** The shown page, as a signal. */
export const route = computed<Route>(() => {
  const path = currentPath.value === '/' ? HOME : currentPath.value;
  for (const page of pages.value) {
    const params = matchPath(page.path, path);
    if (params !== null) return { path, page, params };
  }
  return { path, page: null, params: {} };
});

/** The shown page; a component that asks is drawn again when it changes. */
export function useRoute(): Route {
  return route.value;
}

/** A page that shows a run in its own way. */
export interface RunPlace {
  readonly title: string;
  readonly icon: PageEntry['icon'];
  readonly to: string;
}

/** Kinds of runs whose patients and trials other pages read. */
const FITTED = ['run', 'refit'];

/** Pages that show a run of a kind, with their addresses. */
export function openIn(run: string, kind: string): readonly RunPlace[] {
  return pages.value.flatMap(({ path, title, icon, kinds }) => {
    if (path.includes(':run') && kinds?.includes(kind) === true) return [{ title, icon, to: fillPath(path, { run }) }];
    if (!FITTED.includes(kind)) return [];
    if (path === '/compare') return [{ title, icon, to: `${path}?runs=${encodeURIComponent(run)}` }];
    return path === '/patient' || path === '/trials'
      ? [{ title, icon, to: `${path}?run=${encodeURIComponent(run)}` }]
      : [];
  });
}
