import { AsCommand } from '../../components/as-command.js';
import { Notice } from '../../components/notice.js';
import type { Change } from './changes.js';
import type { Checked } from './use-check.js';

interface CheckPanelProps {
  readonly id: string;
  readonly checked: Checked;
  /** What it tells where there is no issue. */
  readonly accepted: string;
  /** Shows where an issue is; its line. */
  readonly lineOf?: (issue: string) => number | null;
  readonly onShow?: (issue: string) => void;
}

/** What the reader of the command line finds. */
export function CheckPanel({ id, checked: { last, error }, accepted, lineOf, onShow }: CheckPanelProps) {
  const issues = last?.issues ?? [];
  return (
    <section class="card again-check" aria-label="Check">
      <h2>
        {error !== null
          ? 'Not checked'
          : last === null
            ? 'Checking'
            : issues.length === 0
              ? 'Ready to run'
              : heading(issues.length)}
      </h2>
      <div id={id} role="status" aria-label="Issues">
        {error === null ? null : <p class="bad">{error}</p>}
        {issues.length === 0 && last !== null ? (
          <p class="soft">{accepted}</p>
        ) : (
          <ul class="issues">
            {issues.map((issue) => {
              const line = lineOf?.(issue) ?? null;
              return (
                <li key={issue}>
                  <span>{issue}</span>
                  {line === null ? null : (
                    <button type="button" class="button quiet" onClick={() => onShow?.(issue)}>
                      Line {line}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {last?.command == null ? null : <AsCommand command={last.command} />}
      {(last?.remarks.length ?? 0) === 0 ? null : (
        <details class="again-remarks">
          <summary>
            Remarks <span class="count">{last?.remarks.length}</span>
          </summary>
          <ul>
            {last?.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const heading = (count: number) => (count === 1 ? '1 issue' : `${count} issues`);

/** What differs from the run. */
export function ChangeList({ changes, run }: { readonly changes: readonly Change[] | null; readonly run: string }) {
  return (
    <section class="card" aria-label="Differences from the run">
      <h2>
        Differences from {run} {changes === null ? null : <span class="count">{changes.length}</span>}
      </h2>
      {changes === null ? (
        <p class="soft">They show once the text is JSON.</p>
      ) : changes.length === 0 ? (
        <p class="soft">None: it would be the same run again.</p>
      ) : (
        <dl class="changes">
          {changes.map(({ path, before, after }) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd>
                <del>{before ?? 'none'}</del> <span aria-hidden="true">→</span> <ins>{after ?? 'none'}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Why it was not started, in the words of the command line. */
export function StartRefused({ text }: { readonly text: string }) {
  return text === '' ? null : (
    <Notice kind="bad" title="It was not started">
      <pre class="refused">{text}</pre>
    </Notice>
  );
}
