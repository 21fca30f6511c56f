import { signal } from '@preact/signals';
import { Notice } from '../components/notice.js';

/** Whether the server can be reached: `lost` while the page tries again, `refused` where another server has taken its place. */
export const connection = signal<'open' | 'lost' | 'refused'>('open');

/** What the page shows is no longer followed; shown above every page. */
export function ConnectionNotice() {
  if (connection.value === 'open') return null;
  return (
    <div class="connection">
      {connection.value === 'lost' ? (
        <Notice kind="bad" title="The workbench does not answer">
          <p>
            Start <code>qcic serve</code> again. The page shows what it had, and tries again by itself.
          </p>
        </Notice>
      ) : (
        <Notice kind="bad" title="The workbench was started anew">
          <p>This page has no access to it. Open the address that it printed.</p>
        </Notice>
      )}
    </div>
  );
}
