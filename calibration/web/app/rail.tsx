import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.js';
import { Icon } from '../components/icon.js';
import { groups, type PageEntry } from './page-entry.js';
import { pages } from './pages.js';
import { fillPath } from './path-pattern.js';
import type { Route } from './route.js';
import { runs } from './runs-state.js';
import { ThemeSwitch } from './theme-switch.js';

/** The pages at the left; on narrow screens a bar with a menu. */
export function Rail({ route, onHelp }: { readonly route: Route; readonly onHelp: () => void }) {
  const isOpen = useSignal(false);
  useEffect(() => {
    isOpen.value = false;
  }, [route.path]);
  return (
    <header class={`rail${isOpen.value ? ' is-open' : ''}`}>
      <div class="rail-head">
        <a class="brand" href="/runs">
          <Icon name="brand" />
          <span>
            QCIC <small>workbench</small>
          </span>
        </a>
        <button
          class="menu-button"
          type="button"
          aria-expanded={isOpen.value}
          aria-controls="pages"
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          <Icon name={isOpen.value ? 'close' : 'menu'} />
          <span class="only-read">Menu</span>
        </button>
      </div>
      <nav id="pages" aria-label="Pages">
        {groups.map((group) => (
          <Group key={group} name={group} route={route} />
        ))}
        <div class="rail-foot">
          <ThemeSwitch />
          <Button kind="quiet" icon="keyboard" label="Keys" onClick={onHelp} hint="Keyboard shortcuts (?)" />
        </div>
      </nav>
    </header>
  );
}

function Group({ name, route }: { readonly name: string; readonly route: Route }) {
  const own = pages.filter(({ group, isHidden }) => group === name && isHidden !== true);
  if (own.length === 0) return null;
  return (
    <div class="rail-group">
      <h2>{name}</h2>
      <ul>
        {own.map((page) => (
          <li key={page.path}>
            <Place page={page} route={route} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Place({ page, route }: { readonly page: PageEntry; readonly route: Route }) {
  const isHere = route.page === page || (page.path === '/runs' && route.page?.path === '/runs/:run');
  const to = addressOf(page, route);
  const content = (
    <>
      <Icon name={page.icon} />
      <span>{page.title}</span>
    </>
  );
  if (to === null) {
    return (
      <span class="place is-off" title={`No stored study is of this kind: ${page.kinds?.join(', ') ?? ''}`}>
        {content}
      </span>
    );
  }
  return (
    <a class="place" href={to} aria-current={isHere ? 'page' : undefined}>
      {content}
      {page.path === '/runs' && runs.value !== null ? <span class="count">{runs.value.length}</span> : null}
    </a>
  );
}

/** Where a place of the rail leads: a page of runs to the shown run, or to the newest of its kind; null where there is none. */
function addressOf(page: PageEntry, route: Route): string | null {
  if (!page.path.includes(':run')) return page.path;
  const fitting = (runs.value ?? []).filter(
    ({ kind, status }) => status !== 'running' && (page.kinds === undefined || page.kinds.includes(kind)),
  );
  const shown = fitting.find(({ id }) => id === route.params.run);
  const run = shown ?? fitting[0];
  return run === undefined ? null : fillPath(page.path, { run: run.id });
}
